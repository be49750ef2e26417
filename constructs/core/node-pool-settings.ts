import { type Fault, oneOfFaults, patternFaults, wholeNumberFaults } from "./validation";

/** Families of instances that a pool may take, by the first letter of their types: compute, general purpose, memory, burstable. */
export const INSTANCE_CATEGORIES = ["c", "m", "r", "t"] as const;

/** One family of instances. */
export type InstanceCategory = (typeof INSTANCE_CATEGORIES)[number];

/** Nodes that Karpenter may add. */
export interface NodePoolSettings {
  /** Cores that all nodes of the pool have together at most, 1 to 100,000: the bound of the bill. */
  readonly maxCpuCores: number;
  /**
   * Processors, at least one; images must be there for each.
   * @default ["arm64"]
   */
  readonly architectures?: readonly ("arm64" | "amd64")[];
  /**
   * Families of instances, at least one.
   * @default ["c", "m", "r"]
   */
  readonly categories?: readonly InstanceCategory[];
  /**
   * Oldest generation that is taken, 1 to 99.
   * @default 5
   */
  readonly minGeneration?: number;
  /**
   * How nodes are paid for, at least one; with both, spot is taken while there is any.
   * @default ["on-demand"]
   */
  readonly capacity?: readonly ("on-demand" | "spot")[];
  /**
   * Size of each node's volume, in GiB, 20 to 16,384.
   * @default 50
   */
  readonly diskSizeGibibytes?: number;
  /**
   * Days after which a node is replaced, for its image's sake: 1 to 365.
   * @default 30
   */
  readonly expireAfterDays?: number;
}

/** Everything that is wrong with node pools. */
export function nodePoolFaults(path: string, pools: Readonly<Record<string, NodePoolSettings>>): Fault[] {
  return Object.entries(pools).flatMap(([name, pool]) => {
    const at = `${path}.${name}`;
    return [
      ...patternFaults(path, name, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "1 to 63 lower-case letters, digits and hyphens"),
      ...wholeNumberFaults(`${at}.maxCpuCores`, pool.maxCpuCores, 1, 100_000, "cores"),
      ...wholeNumberFaults(`${at}.minGeneration`, pool.minGeneration, 1, 99, "generations"),
      ...wholeNumberFaults(`${at}.diskSizeGibibytes`, pool.diskSizeGibibytes, 20, 16_384, "GiB"),
      ...wholeNumberFaults(`${at}.expireAfterDays`, pool.expireAfterDays, 1, 365, "days"),
      ...listFaults(`${at}.architectures`, pool.architectures, ["arm64", "amd64"]),
      ...listFaults(`${at}.categories`, pool.categories, INSTANCE_CATEGORIES),
      ...listFaults(`${at}.capacity`, pool.capacity, ["on-demand", "spot"]),
    ];
  });
}

function listFaults(path: string, list: readonly string[] | undefined, allowed: readonly string[]): Fault[] {
  if (list?.length === 0) {
    return [
      { path, problem: "is empty, so that no node fits", got: list, allowed: allowed.join(", "), fix: "name one at least" },
    ];
  }
  return (list ?? []).flatMap((item) => oneOfFaults(path, item, allowed));
}
