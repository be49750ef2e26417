import { Lazy, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../../constructs/core/validation";
import { Network } from "../../../constructs/network/network";
import type { NetworkAttributes } from "../../../constructs/network/network-props";

const existing = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0000000a", "subnet-0a1b2c3d4e5f67890"] };

describe("Network.fromAttributes", () => {
  it("takes a VPC with private subnets only", () => {
    expect(Network.fromAttributes(existing)).toEqual({ ...existing, publicSubnetIds: [], intraSubnetIds: [] });
  });

  it("takes the subnets of each kind", () => {
    const all = {
      ...existing,
      publicSubnetIds: ["subnet-1000000a", "subnet-1000000b"],
      intraSubnetIds: ["subnet-2000000a", "subnet-2000000b"],
    };
    expect(Network.fromAttributes(all)).toEqual(all);
  });

  it("takes tokens and expressions for ids, and tokens for whole lists, whose length nobody knows yet", () => {
    const references = {
      vpcId: Lazy.stringValue({ produce: () => "vpc-0a1b2c3d" }),
      privateSubnetIds: Token.asList("${data.terraform_remote_state.network.outputs.private}"),
      publicSubnetIds: Token.asList("${data.terraform_remote_state.network.outputs.public}"),
      intraSubnetIds: ["${aws_subnet.a.id}", "${aws_subnet.b.id}", Lazy.stringValue({ produce: () => "subnet-2000000c" })],
    };
    expect(Network.fromAttributes(references)).toEqual(references);
    expect(Network.fromAttributes({ ...existing, vpcId: "${aws_vpc.main.id}" }).vpcId).toBe("${aws_vpc.main.id}");
  });

  it.each<[Partial<NetworkAttributes>, RegExp]>([
    [{ vpcId: "obs-production" }, /vpcId is no id of a VPC; got "obs-production"; allowed: vpc- and 8 or 17 hexadecimal digits/],
    [{ vpcId: "vpc-0A1B2C3D" }, /vpcId is no id of a VPC/],
    [{ privateSubnetIds: ["subnet-0000000a"] }, /privateSubnetIds does not reach over two zones; got \["subnet-0000000a"\]/],
    [
      { privateSubnetIds: ["subnet-0000000a", "rtb-0000000b"] },
      /privateSubnetIds holds what is no id of a subnet; got \["rtb-0000000b"\]/,
    ],
    [
      { privateSubnetIds: ["subnet-0000000a", "subnet-0000000a"] },
      /privateSubnetIds names the same thing twice; got \["subnet-0000000a"\]/,
    ],
    [
      { publicSubnetIds: ["subnet-1000000a"] },
      /publicSubnetIds does not name one subnet for each zone of privateSubnetIds; got \["subnet-1000000a"\]; allowed: 2 subnets, or none/,
    ],
    [
      { intraSubnetIds: ["subnet-2000000a", "subnet-2000000b", "subnet-2000000c"] },
      /intraSubnetIds does not name one subnet for each zone/,
    ],
    [{ publicSubnetIds: ["subnet-1000000a", "subnet-0000000a"] }, /subnets stand in two lists; got \["subnet-0000000a"\]/],
  ])("rejects %j", (attributes, message) => {
    expect(() => Network.fromAttributes({ ...existing, ...attributes })).toThrow(message);
  });

  it("lists all faults at once", () => {
    const attempt = () => Network.fromAttributes({ vpcId: "mine", privateSubnetIds: [], publicSubnetIds: ["subnet-1"] });
    expect(attempt).toThrow(ValidationError);
    expect(attempt).toThrow(/has 4 faults/);
  });
});
