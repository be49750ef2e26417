import { describe, expect, it } from "vitest";
import { Ipv4Cidr } from "../../../constructs/core/ipv4-cidr";
import { planSubnets, type ZonePlan } from "../../../constructs/network/subnet-plan";

const ZONES = ["a", "b", "c", "d"];
const PREFIXES = [16, 17, 18, 19, 20, 21, 22];
/** Every size of VPC with every number of zones, each away from the beginning of its 10.0.0.0/8. */
const NETWORKS = PREFIXES.flatMap((prefix) =>
  [2, 3, 4].map((count) => [`10.40.${prefix === 16 ? 0 : 2 ** (24 - prefix)}.0/${prefix}`, ZONES.slice(0, count)] as const),
);
const cidrsOf = (plan: ZonePlan) => [plan.privateCidr, plan.publicCidr, plan.intraCidr];
const blocksOf = (plans: readonly ZonePlan[]) => plans.flatMap(cidrsOf).map((cidr) => Ipv4Cidr.parse(cidr)!);
const plansOf = (cidr: string, zones: readonly string[]) => planSubnets(Ipv4Cidr.parse(cidr)!, zones);

describe.each(NETWORKS)("planSubnets of %s over %j", (cidr, zones) => {
  const vpc = Ipv4Cidr.parse(cidr)!;
  const plans = planSubnets(vpc, zones);
  const blocks = blocksOf(plans);

  it("gives every zone three blocks that begin where blocks of their size begin", () => {
    expect(plans.map((plan) => plan.zone)).toEqual(zones);
    expect(blocks).not.toContain(undefined);
  });

  it("keeps within the VPC", () => {
    const end = lastAddress(vpc);
    expect(
      blocks.every((block) => block.overlaps(vpc) && firstAddress(block) >= firstAddress(vpc) && lastAddress(block) <= end),
    ).toBe(true);
  });

  it("lets no two blocks overlap", () => {
    const pairs = blocks.flatMap((block, index) => blocks.slice(index + 1).map((other) => [block, other] as const));
    expect(pairs.filter(([block, other]) => block.overlaps(other)).map(String)).toEqual([]);
  });

  it("leaves a quarter of the VPC free", () => {
    const free = [vpc.subnet(3, 6), vpc.subnet(3, 7)];
    expect(blocks.filter((block) => free.some((eighth) => eighth.overlaps(block))).map(String)).toEqual([]);
  });

  it("makes subnets that AWS and a load balancer accept", () => {
    expect(blocks.every((block) => block.prefixLength <= 28)).toBe(true);
    expect(plans.every((plan) => Ipv4Cidr.parse(plan.publicCidr)!.prefixLength <= 27)).toBe(true);
    // Sixteen for the control plane's interfaces, beside the five that AWS keeps.
    expect(plans.every((plan) => Ipv4Cidr.parse(plan.intraCidr)!.size - 5 >= 16)).toBe(true);
  });

  it("numbers IPv6 blocks once each, within the 256 of a /56", () => {
    const numbers = plans.flatMap(({ ipv6 }) => [ipv6.privateBlock, ipv6.publicBlock, ipv6.intraBlock]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 255)).toBe(true);
  });

  it("moves nothing when a zone is added at the end", () => {
    expect(plansOf(cidr, ZONES).slice(0, zones.length)).toEqual(plans);
  });
});

it.each([
  // The rows of the table at planSubnets: private, public and intra addresses a zone, and what stays free.
  ["10.0.0.0/16", "/19", 8192, "/21", 2048, 16384],
  ["10.0.0.0/17", "/20", 4096, "/22", 1024, 8192],
  ["10.0.0.0/18", "/21", 2048, "/23", 512, 4096],
  ["10.0.0.0/19", "/22", 1024, "/24", 256, 2048],
  ["10.0.0.0/20", "/23", 512, "/25", 128, 1024],
  ["10.0.0.0/21", "/24", 256, "/26", 64, 512],
  ["10.0.0.0/22", "/25", 128, "/27", 32, 256],
])("gives a zone of %s a private %s of %i addresses, a public and an intra %s of %i", (cidr, large, nodes, small, few, free) => {
  const [plan] = plansOf(cidr, ["a"]);
  const [privateBlock, publicBlock, intraBlock] = cidrsOf(plan!).map((block) => Ipv4Cidr.parse(block)!);
  expect([privateBlock!.size, publicBlock!.size, intraBlock!.size]).toEqual([nodes, few, few]);
  expect(cidrsOf(plan!).map((block) => block.slice(block.indexOf("/")))).toEqual([large, small, small]);
  expect(Ipv4Cidr.parse(cidr)!.size - 4 * (nodes + few + few)).toBe(free);
});

it("gives the blocks that deployed networks have", () => {
  expect(plansOf("10.40.0.0/16", ["a", "b"])).toEqual([
    {
      zone: "a",
      privateCidr: "10.40.0.0/19",
      publicCidr: "10.40.128.0/21",
      intraCidr: "10.40.160.0/21",
      ipv6: { privateBlock: 0x00, publicBlock: 0x10, intraBlock: 0x20 },
    },
    {
      zone: "b",
      privateCidr: "10.40.32.0/19",
      publicCidr: "10.40.136.0/21",
      intraCidr: "10.40.168.0/21",
      ipv6: { privateBlock: 0x01, publicBlock: 0x11, intraBlock: 0x21 },
    },
  ]);
});

it("refuses a fifth zone, for which there is no room", () => {
  expect(() => plansOf("10.40.0.0/16", [...ZONES, "e"])).toThrow(RangeError);
});

function firstAddress(block: Ipv4Cidr): number {
  return block
    .toString()
    .split("/")[0]!
    .split(".")
    .reduce((address, octet) => address * 256 + Number(octet), 0);
}

function lastAddress(block: Ipv4Cidr): number {
  return firstAddress(block) + block.size - 1;
}
