import { describe, expect, it } from "vitest";
import { Network, type NetworkProps } from "../../../constructs/network/network";
import { INTERFACE_ENDPOINTS } from "../../../constructs/network/vpc-endpoints";
import { location, logGroup } from "../../support/sample-references";
import { inventoryOf, onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const flowLogGroup = logGroup("/obs-test/vpc-flow-logs");
const synthesiseNetwork = (props: Partial<NetworkProps> = {}) =>
  synthesise((scope) => {
    new Network(scope, "Network", {
      namePrefix: "obs-test",
      location,
      cidr: "10.40.0.0/16",
      zones: ["a", "b", "c"],
      clusterName: "obs-test",
      flowLogGroup,
      ...props,
    });
  });

describe("Network", () => {
  it("creates, for three zones with a NAT gateway each", () => {
    expect(inventoryOf(synthesiseNetwork())).toEqual({
      aws_default_security_group: 1, // adopted and emptied
      aws_eip: 3, // one a NAT gateway
      aws_flow_log: 1,
      aws_iam_role: 1, // flow logs
      aws_iam_role_policy: 1,
      aws_internet_gateway: 1,
      aws_nat_gateway: 3,
      aws_route: 4, // internet, and one a NAT gateway
      aws_route_table: 4, // public, and one a zone
      aws_route_table_association: 6,
      aws_security_group: 1, // interface endpoints
      aws_subnet: 6,
      aws_vpc: 1,
      aws_vpc_endpoint: 1 + INTERFACE_ENDPOINTS.length, // S3 gateway and interfaces
      aws_vpc_security_group_ingress_rule: 1, // HTTPS from the VPC
    });
  });

  it("gives every subnet a block of its own, and none a public address by itself", () => {
    const subnets = resourcesOf(synthesiseNetwork(), "aws_subnet");
    expect(subnets.map((subnet) => subnet.cidr_block).sort()).toEqual([
      "10.40.0.0/19",
      "10.40.128.0/22",
      "10.40.132.0/22",
      "10.40.136.0/22",
      "10.40.32.0/19",
      "10.40.64.0/19",
    ]);
    expect(subnets.every((subnet) => subnet.map_public_ip_on_launch !== true)).toBe(true);
    expect([...new Set(subnets.map((subnet) => subnet.availability_zone))].sort()).toEqual([
      "eu-central-1a",
      "eu-central-1b",
      "eu-central-1c",
    ]);
  });

  it("moves nothing when a zone is added at the end", () => {
    const blocks = (zones: string[]) => {
      const subnets = synthesiseNetwork({ zones }).resource!.aws_subnet!;
      return Object.fromEntries(Object.entries(subnets).map(([name, subnet]) => [name, subnet.cidr_block as string]));
    };
    expect(blocks(["a", "b", "c", "d"])).toMatchObject(blocks(["a", "b", "c"]));
  });

  it("tags subnets for load balancers", () => {
    const roles = resourcesOf(synthesiseNetwork(), "aws_subnet").map((subnet) =>
      Object.keys(subnet.tags).find((tag) => tag.includes("role")),
    );
    expect(roles.filter((role) => role === "kubernetes.io/role/elb")).toHaveLength(3);
    expect(roles.filter((role) => role === "kubernetes.io/role/internal-elb")).toHaveLength(3);
  });

  it("shares the first zone's NAT gateway when one is enough", () => {
    const json = synthesiseNetwork({ natGateways: "single" });
    expect(inventoryOf(json)).toMatchObject({ aws_nat_gateway: 1, aws_eip: 1, aws_route: 4 });
    const gateways = resourcesOf(json, "aws_route").flatMap((route) => route.nat_gateway_id ?? []);
    expect(new Set(gateways).size).toBe(1);
    expect(gateways).toHaveLength(3);
  });

  it("makes NAT gateways after the way to the internet, without which they fail", () => {
    const gateways = resourcesOf(synthesiseNetwork(), "aws_nat_gateway");
    expect(gateways.map((gateway) => gateway.depends_on)).toEqual(
      Array.from({ length: 3 }, () => [expect.stringMatching(/^aws_route\.Network_InternetRoute/)]),
    );
  });

  it("leaves private subnets without a way out when there is no NAT gateway", () => {
    const inventory = inventoryOf(synthesiseNetwork({ natGateways: "none" }));
    expect(inventory.aws_nat_gateway).toBeUndefined();
    expect(inventory.aws_route).toBe(1);
  });

  it("admits only HTTPS from the VPC to the endpoints, which answer under the services' own names", () => {
    const json = synthesiseNetwork();
    expect(onlyResourceOf(json, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "10.40.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    const interfaces = resourcesOf(json, "aws_vpc_endpoint").filter((endpoint) => endpoint.vpc_endpoint_type === "Interface");
    expect(interfaces.map((endpoint) => endpoint.service_name)).toContain("com.amazonaws.eu-central-1.aps-workspaces");
    expect(interfaces.every((endpoint) => endpoint.private_dns_enabled && endpoint.subnet_ids.length === 3)).toBe(true);
  });

  it("uses the service names of China there", () => {
    const json = synthesiseNetwork({ location: { ...location, region: "cn-north-1", partition: "aws-cn" } });
    const names = resourcesOf(json, "aws_vpc_endpoint").map((endpoint) => endpoint.service_name as string);
    expect(names).toContain("cn.com.amazonaws.cn-north-1.sts");
    expect(names).toContain("com.amazonaws.cn-north-1.s3");
  });

  it("logs all traffic into the group given, as a role that can't create groups", () => {
    const json = synthesiseNetwork();
    expect(onlyResourceOf(json, "aws_flow_log")).toMatchObject({
      traffic_type: "ALL",
      log_destination: flowLogGroup.logGroupArn,
      depends_on: [expect.stringContaining("aws_iam_role_policy")],
    });
    expect(onlyResourceOf(json, "aws_iam_role_policy").policy).not.toContain("CreateLogGroup");
  });

  it.each<[Partial<NetworkProps>, RegExp]>([
    [{ cidr: "10.40.0.0/23" }, /cidr is no block that the subnets fit into; got "10\.40\.0\.0\/23"/],
    [{ cidr: "10.40.0.0" }, /cidr is no block/],
    [{ zones: ["a"] }, /zones must be two to four different zones; got \["a"\]/],
    [{ zones: ["a", "b", "c", "d", "e"] }, /zones must be two to four/],
    [{ zones: ["a", "a"] }, /zones must be two to four/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseNetwork(props)).toThrow(message);
  });

  it("takes a VPC that exists", () => {
    const existing = { vpcId: "vpc-1", publicSubnetIds: [], privateSubnetIds: ["subnet-1", "subnet-2"] };
    expect(Network.fromAttributes(existing)).toBe(existing);
  });
});
