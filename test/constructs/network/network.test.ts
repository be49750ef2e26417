import { describe, expect, it } from "vitest";
import { INTERFACE_ENDPOINTS } from "../../../constructs/core/interface-endpoints";
import { ValidationError } from "../../../constructs/core/validation";
import { Network } from "../../../constructs/network/network";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { location } from "../../support/sample-references";
import {
  inventoryOf,
  onlyResourceOf,
  type ResourceBlock,
  resourcesOf,
  stackWith,
  type SynthesisedStack,
} from "../../support/synth";
import { flowLogGroup, synthesiseNetwork } from "./sample-network";

const subnetsOf = (json: SynthesisedStack, kind: "private" | "public" | "intra"): ResourceBlock[] =>
  resourcesOf(json, "aws_subnet").filter((subnet) => (subnet.tags.Name as string).startsWith(`obs-test-${kind}-`));
const routesTo = (json: SynthesisedStack, target: string): ResourceBlock[] =>
  resourcesOf(json, "aws_route").filter((route) => route[target] !== undefined);
/** Addresses and identities of everything in a plan that a change could move. */
const blocksOf = (json: SynthesisedStack) => ({ subnets: json.resource!.aws_subnet, tables: json.resource!.aws_route_table });

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

  it("gives no subnet public IPv4 addresses by itself, and names the zones of the region", () => {
    const subnets = resourcesOf(synthesiseNetwork({ intraSubnets: true }), "aws_subnet");
    expect(subnets.every((subnet) => subnet.map_public_ip_on_launch !== true)).toBe(true);
    expect([...new Set(subnets.map((subnet) => subnet.availability_zone))].sort()).toEqual([
      "eu-central-1a",
      "eu-central-1b",
      "eu-central-1c",
    ]);
  });

  it("moves nothing when a zone is added at the end", () => {
    const three = blocksOf(synthesiseNetwork({ intraSubnets: true, ipv6: true }));
    const four = blocksOf(synthesiseNetwork({ intraSubnets: true, ipv6: true, zones: ["a", "b", "c", "d"] }));
    expect(four).toMatchObject(three);
  });

  it("empties the default security group, and lets network ACLs be", () => {
    const json = synthesiseNetwork();
    const group = onlyResourceOf(json, "aws_default_security_group");
    expect([group.ingress, group.egress]).toEqual([undefined, undefined]);
    expect(inventoryOf(json).aws_network_acl).toBeUndefined();
  });

  it("tags subnets for load balancers, and intra subnets for nobody", () => {
    const json = synthesiseNetwork({ intraSubnets: true });
    const tagKeys = (kind: "private" | "public" | "intra") =>
      subnetsOf(json, kind).map((subnet) => Object.keys(subnet.tags).sort());
    expect(tagKeys("public")).toEqual(Array.from({ length: 3 }, () => ["Name", "kubernetes.io/role/elb"]));
    expect(tagKeys("private")).toEqual(
      Array.from({ length: 3 }, () => ["Name", "karpenter.sh/discovery", "kubernetes.io/role/internal-elb"]),
    );
    expect(tagKeys("intra")).toEqual(Array.from({ length: 3 }, () => ["Name"]));
  });

  it("tags private subnets for the cluster's Karpenter, if there is a cluster", () => {
    const tags = (clusterName?: string) =>
      subnetsOf(synthesiseNetwork({ clusterName }), "private").map((subnet) => subnet.tags["karpenter.sh/discovery"]);
    expect(tags("games")).toEqual(["games", "games", "games"]);
    expect(tags(undefined)).toEqual([undefined, undefined, undefined]);
  });

  it("hands its choices on to the flow logs", () => {
    const json = synthesiseNetwork({ flowLogTrafficType: "reject", flowLogAggregationSeconds: 60, flowLogFields: ["action"] });
    expect(onlyResourceOf(json, "aws_flow_log")).toMatchObject({
      traffic_type: "REJECT",
      max_aggregation_interval: 60,
      log_format: "$${action}",
      log_destination: flowLogGroup.logGroupArn,
    });
  });

  it("hands its choices on to the endpoints, which live in the private subnets", () => {
    const json = synthesiseNetwork({ interfaceEndpoints: ["logs"], trustedAccountIds: ["444455556666"], intraSubnets: true });
    const [logs, ...others] = resourcesOf(json, "aws_vpc_endpoint").filter((one) => one.vpc_endpoint_type === "Interface");
    expect(others).toEqual([]);
    expect(logs!.policy).toContain("444455556666");
    expect(logs!.subnet_ids).toEqual(["A", "B", "C"].map((zone) => expect.stringContaining(`Zone${zone}_Private`)));
  });
});

describe("NAT", () => {
  const gatewaysOf = (json: SynthesisedStack) => routesTo(json, "nat_gateway_id").map((route) => route.nat_gateway_id as string);
  const zonesOf = (gateways: readonly string[]) => gateways.map((gateway) => /Network_Zone(\w)_NatGateway/.exec(gateway)?.[1]);

  it.each(["ab", "abc", "abcd"])("leads each of the zones %s through its own gateway, unless told otherwise", (letters) => {
    for (const natGateways of [undefined, "one-per-zone"] as const) {
      const json = synthesiseNetwork({ zones: [...letters], natGateways });
      expect(inventoryOf(json)).toMatchObject({ aws_nat_gateway: letters.length, aws_eip: letters.length });
      for (const route of routesTo(json, "nat_gateway_id")) {
        const zone = /Network_Zone(\w)_PrivateRoutes/.exec(route.route_table_id as string)![1];
        expect(route).toMatchObject({ destination_cidr_block: "0.0.0.0/0" });
        expect(zonesOf([route.nat_gateway_id as string])).toEqual([zone]);
      }
      expect(gatewaysOf(json)).toHaveLength(letters.length);
    }
  });

  it.each(["ab", "abc", "cab"])("leads all of the zones %s through the first zone's gateway when one is enough", (letters) => {
    const json = synthesiseNetwork({ zones: [...letters], natGateways: "single" });
    expect(inventoryOf(json)).toMatchObject({ aws_nat_gateway: 1, aws_eip: 1 });
    const first = letters[0]!.toUpperCase();
    expect(onlyResourceOf(json, "aws_nat_gateway").subnet_id).toContain(`Zone${first}_Public`);
    expect(zonesOf(gatewaysOf(json))).toEqual(Array.from(letters, () => first));
    expect(new Set(routesTo(json, "nat_gateway_id").map((route) => route.route_table_id)).size).toBe(letters.length);
  });

  it.each(["ab", "abcd"])("leaves the private subnets of the zones %s without a way out when there is none", (letters) => {
    const inventory = inventoryOf(synthesiseNetwork({ zones: [...letters], natGateways: "none" }));
    expect([inventory.aws_nat_gateway, inventory.aws_eip, inventory.aws_route]).toEqual([undefined, undefined, 1]);
  });

  it("makes gateways after the way to the internet, without which they fail", () => {
    const gateways = resourcesOf(synthesiseNetwork(), "aws_nat_gateway");
    expect(gateways.map((gateway) => gateway.depends_on)).toEqual(
      Array.from({ length: 3 }, () => [expect.stringMatching(/^aws_route\.Network_InternetRoute/)]),
    );
  });

  it.each([
    ["none", 0],
    ["single", 1],
    ["one-per-zone", 3],
  ] as const)("tells the addresses that traffic leaves with: %s gives %i", (natGateways, count) => {
    stackWith((scope) => {
      const props = { namePrefix: "obs-test", location, cidr: "10.40.0.0/16", zones: ["a", "b", "c"], flowLogGroup, natGateways };
      expect(new Network(scope, "Network", props).natPublicIps).toHaveLength(count);
    });
  });
});

describe("intra subnets", () => {
  const json = synthesiseNetwork({ intraSubnets: true });

  it("are one a zone, on one route table of their own without a route", () => {
    expect(subnetsOf(json, "intra").map((subnet) => subnet.cidr_block)).toEqual([
      "10.40.160.0/21",
      "10.40.168.0/21",
      "10.40.176.0/21",
    ]);
    const intraTable = (block: ResourceBlock) => (block.route_table_id as string).includes("Network_Intra_Routes");
    expect(resourcesOf(json, "aws_route_table_association").filter(intraTable)).toHaveLength(3);
    expect(resourcesOf(json, "aws_route").filter(intraTable)).toEqual([]);
  });

  it("reach S3 through the gateway endpoint, like the private ones", () => {
    const s3 = resourcesOf(json, "aws_vpc_endpoint").find((endpoint) => endpoint.vpc_endpoint_type === "Gateway")!;
    expect(s3.route_table_ids).toEqual([
      ...["A", "B", "C"].map((zone) => expect.stringContaining(`Zone${zone}_PrivateRoutes`)),
      expect.stringContaining("Network_Intra_Routes"),
    ]);
  });

  it("move nothing when they come later", () => {
    expect(blocksOf(json)).toMatchObject(blocksOf(synthesiseNetwork()));
    expect(blocksOf(synthesiseNetwork({ intraSubnets: false }))).toEqual(blocksOf(synthesiseNetwork()));
  });

  it("are told to other stacks, as an empty list when there are none", () => {
    stackWith((scope) => {
      const props = { namePrefix: "obs-test", location, cidr: "10.40.0.0/16", zones: ["a", "b"], flowLogGroup };
      expect(new Network(scope, "With", { ...props, intraSubnets: true }).intraSubnetIds).toHaveLength(2);
      expect(new Network(scope, "Without", props).intraSubnetIds).toEqual([]);
    });
  });
});

describe("IPv6", () => {
  const json = synthesiseNetwork({ ipv6: true, intraSubnets: true });
  const blocks = (kind: "private" | "public" | "intra") =>
    subnetsOf(json, kind).map((subnet) => subnet.ipv6_cidr_block as string);
  const numbers = (...list: number[]) =>
    list.map((number) =>
      expect.stringMatching(new RegExp(`^\\$\\{cidrsubnet\\(aws_vpc\\.\\w+\\.ipv6_cidr_block, 8, ${number}\\)\\}$`)),
    );

  it("takes a /56 of Amazon's, and a /64 for each subnet by its kind and place", () => {
    expect(onlyResourceOf(json, "aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(blocks("private")).toEqual(numbers(0, 1, 2));
    expect(blocks("public")).toEqual(numbers(16, 17, 18));
    expect(blocks("intra")).toEqual(numbers(32, 33, 34));
  });

  it("gives addresses to nodes of private subnets, as EKS requires, and to nothing elsewhere", () => {
    expect(subnetsOf(json, "private").map((subnet) => subnet.assign_ipv6_address_on_creation)).toEqual([true, true, true]);
    const others = [...subnetsOf(json, "public"), ...subnetsOf(json, "intra")];
    expect(others.some((subnet) => subnet.assign_ipv6_address_on_creation === true)).toBe(false);
  });

  it("leads public subnets to the internet, and private ones out through a gateway that lets nothing in", () => {
    expect(inventoryOf(json).aws_egress_only_internet_gateway).toBe(1);
    const [internet, ...others] = routesTo(json, "destination_ipv6_cidr_block").filter((route) => route.gateway_id !== undefined);
    expect(others).toEqual([]);
    expect(internet).toMatchObject({
      destination_ipv6_cidr_block: "::/0",
      route_table_id: expect.stringContaining("Network_PublicRoutes"),
    });
    const egress = routesTo(json, "egress_only_gateway_id");
    expect(egress.map((route) => route.route_table_id)).toEqual(
      ["A", "B", "C"].map((zone) => expect.stringContaining(`Zone${zone}_PrivateRoutes`)),
    );
    expect(egress.every((route) => route.destination_ipv6_cidr_block === "::/0")).toBe(true);
  });

  it.each(["single", "one-per-zone"] as const)("goes out beside %s NAT, which IPv4 still needs", (natGateways) => {
    const both = synthesiseNetwork({ ipv6: true, natGateways });
    expect([routesTo(both, "egress_only_gateway_id").length, routesTo(both, "nat_gateway_id").length]).toEqual([3, 3]);
  });

  it("stays inside as well when private subnets have no way out", () => {
    const closed = synthesiseNetwork({ ipv6: true, natGateways: "none" });
    expect(inventoryOf(closed).aws_egress_only_internet_gateway).toBeUndefined();
    expect(routesTo(closed, "destination_ipv6_cidr_block")).toHaveLength(1);
    expect(subnetsOf(closed, "private").every((subnet) => subnet.ipv6_cidr_block !== undefined)).toBe(true);
  });

  it("moves nothing of IPv4 when it is turned on", () => {
    const without = synthesiseNetwork({ intraSubnets: true });
    expect(blocksOf(json)).toMatchObject(blocksOf(without));
    expect(JSON.stringify(without)).not.toContain("ipv6");
  });
});

describe("what a network refuses", () => {
  it.each<[Partial<NetworkProps>, RegExp]>([
    [{ cidr: "10.40.0.0/23" }, /cidr is no block that the subnets fit into; got "10\.40\.0\.0\/23"/],
    [{ cidr: "10.0.0.0/15" }, /cidr is no block that the subnets fit into; got "10\.0\.0\.0\/15"/],
    [{ cidr: "10.40.0.0" }, /cidr is no block/],
    [{ cidr: "10.40.1.0/16" }, /cidr is no block/],
    [{ zones: ["a"] }, /zones must be two to four different zones; got \["a"\]/],
    [{ zones: ["a", "b", "c", "d", "e"] }, /zones must be two to four/],
    [{ zones: ["a", "a"] }, /zones must be two to four/],
    [{ zones: ["a", "B"] }, /zones holds what is no zone letter; got \["B"\]; allowed: one lower-case letter each/],
    [{ zones: ["eu-central-1a", "b"] }, /zones holds what is no zone letter; got \["eu-central-1a"\]/],
    [{ zones: ["a", "1"] }, /zones holds what is no zone letter; got \["1"\]/],
    [{ natGateways: "two" as "none" }, /natGateways .*got "two"; allowed: .*none.*single.*one-per-zone/],
    [{ interfaceEndpoints: ["s4" as "sts"] }, /interfaceEndpoints holds values that are not known; got \["s4"\]/],
    [{ interfaceEndpoints: ["sts", "sts"] }, /interfaceEndpoints names the same thing twice; got \["sts"\]/],
    [{ trustedAccountIds: ["mine"] }, /trustedAccountIds holds what is no account; got \["mine"\]/],
    [{ clusterName: "my cluster" }, /clusterName .*got "my cluster"/],
    [{ namePrefix: "x".repeat(60) }, /namePrefix makes a name that is too long for this kind of resource \(IAM role\)/],
    [{ flowLogTrafficType: "some" as "all" }, /flowLogTrafficType .*got "some"/],
    [{ flowLogAggregationSeconds: 300 as 60 }, /flowLogAggregationSeconds .*300/],
    [{ flowLogFields: [] }, /flowLogFields is empty/],
  ])("%j", (props, message) => {
    expect(() => synthesiseNetwork(props)).toThrow(message);
  });

  it("is said all at once, before anything is created", () => {
    stackWith((scope) => {
      const props = {
        namePrefix: "obs-test",
        location,
        cidr: "10.40.0.0",
        zones: ["A"],
        natGateways: "two" as "none",
        flowLogGroup,
      };
      expect(() => new Network(scope, "Network", props)).toThrow(ValidationError);
      expect(scope.node.findChild("Network").node.children).toEqual([]);
    });
    expect(() => synthesiseNetwork({ cidr: "10.40.0.0", zones: ["A"], natGateways: "two" as "none" })).toThrow(/has 4 faults/);
  });
});
