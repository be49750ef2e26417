import { Ipv4Cidr } from "../constructs/core/ipv4-cidr";
import type { Fault } from "../constructs/core/validation";
import type { Environment } from "./environment";

/** What is wrong between environments, each of which is right by itself: clashing names and networks, two owners of one setting. */
export function environmentSetFaults(environments: readonly Environment[]): Fault[] {
  return pairs(environments).flatMap(([one, other]) => [
    ...sameNameFaults(one, other),
    ...overlapFaults(one, other),
    ...ownerFaults(one, other),
  ]);
}

function sameNameFaults(one: Environment, other: Environment): Fault[] {
  if (one.name !== other.name) {
    return [];
  }
  return [
    {
      path: one.name,
      problem: "is the name of two environments, so that their stacks would overwrite each other",
      allowed: "one environment a name",
      fix: "rename one of them",
    },
  ];
}

function overlapFaults(one: Environment, other: Environment): Fault[] {
  // The emulator's network is reachable from nowhere, so it may use any block.
  if (one.target === "emulator" || other.target === "emulator") {
    return [];
  }
  const [a, b] = [Ipv4Cidr.parse(one.network.cidr)!, Ipv4Cidr.parse(other.network.cidr)!];
  if (!a.overlaps(b)) {
    return [];
  }
  return [
    {
      path: `${other.name}.network.cidr`,
      problem: `overlaps with ${one.name} (${one.network.cidr}), so that the two can never be peered`,
      got: other.network.cidr,
      allowed: "a block of its own",
      fix: "move one of the two",
    },
  ];
}

function ownerFaults(one: Environment, other: Environment): Fault[] {
  const samePlace = one.location.account === other.location.account && one.location.region === other.location.region;
  if (!samePlace) {
    return [];
  }
  return (Object.keys(one.accountWide) as (keyof Environment["accountWide"])[])
    .filter((setting) => one.accountWide[setting] !== undefined && other.accountWide[setting] !== undefined)
    .map((setting) => ({
      path: `${other.name}.accountWide.${setting}`,
      problem: `has two owners in account ${one.location.account}, ${one.location.region}: ${one.name} and ${other.name}`,
      got: other.accountWide[setting],
      allowed: "one owner for an account and region",
      fix: "remove it from one of the two environments",
    }));
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}
