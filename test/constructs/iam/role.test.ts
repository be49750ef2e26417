import { describe, expect, it } from "vitest";
import { Role, type RoleProps } from "../../../constructs/iam/role";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesiseRole = (props: Partial<RoleProps> = {}) =>
  synthesise((scope) => {
    new Role(scope, "Role", {
      roleName: "role",
      description: "test",
      trust: [{ sid: "Assume", principals: { Service: "ec2.amazonaws.com" }, actions: ["sts:AssumeRole"] }],
      ...props,
    });
  });

describe("Role", () => {
  it("has the boundary given, of the account or of AWS, and none by default", () => {
    const boundary = (permissionsBoundaryArn?: string) =>
      onlyResourceOf(synthesiseRole({ permissionsBoundaryArn }), "aws_iam_role").permissions_boundary;
    expect(boundary()).toBeUndefined();
    for (const arn of ["arn:aws:iam::111122223333:policy/team/boundary", "arn:aws-cn:iam::aws:policy/PowerUserAccess"]) {
      expect(boundary(arn)).toBe(arn);
    }
  });

  it.each(["boundary", "arn:aws:iam::111122223333:role/boundary"])("rejects %s as a boundary", (permissionsBoundaryArn) => {
    expect(() => synthesiseRole({ permissionsBoundaryArn })).toThrow(
      new RegExp(`permissionsBoundaryArn is not the ARN of a managed policy; got "${permissionsBoundaryArn}"`),
    );
  });

  it("rejects a trust policy without a statement, and one of more than 2,048 characters", () => {
    expect(() => synthesiseRole({ trust: [] })).toThrow(/trust is empty: nobody could assume the role/);
    const accounts = Array.from({ length: 60 }, (_, index) => `arn:aws:iam::${111122223333 + index}:root`);
    const trust = [{ sid: "Assume", principals: { AWS: accounts }, actions: ["sts:AssumeRole"] }];
    expect(() => synthesiseRole({ trust })).toThrow(
      /trust makes a trust policy that is too long; got 2\d\d\d; allowed: at most 2048/,
    );
    expect(() => synthesiseRole({ trust: [{ ...trust[0]!, principals: { AWS: accounts.slice(0, 50) } }] })).not.toThrow();
  });

  it("rejects rights that are wider than they say", () => {
    expect(() => synthesiseRole({ statements: [{ sid: "List", actions: ["s3:ListAllMyBuckets"], resources: ["*"] }] })).toThrow(
      /IAM policy of "test\/Role".*statements\.List\.anyResourceReason is missing/s,
    );
  });
});
