import type { Environment } from "../environments/environment";
import { type ClusterSize, type ExpectedJob, expectedActiveSeries, samplesPerMonth, usdPerMonth } from "../rules/cardinality";
import { COLLECTIONS } from "./metric-collection";

/** What an environment's own metrics are expected to be, and to cost in AMP. */
export interface ExpectedMetrics {
  readonly nodes: number;
  readonly jobs: readonly ExpectedJob[];
  /** Active series of all jobs. */
  readonly series: number;
  readonly samplesPerMonth: number;
  /** What AMP asks for writing them; a managed scraper's own price is not in it. */
  readonly usdPerMonth: number;
}

/** An environment with its fewest and with its most nodes; applications' own metrics come on top. */
export function expectedMetrics(
  { cluster, metrics }: Environment,
  pods: Omit<ClusterSize, "nodes"> = {},
): Readonly<Record<"fewestNodes" | "mostNodes", ExpectedMetrics>> {
  const groups = Object.values(cluster.nodeGroups);
  const { jobs, interval } = COLLECTIONS[metrics.collector];
  const expected = (nodes: number): ExpectedMetrics => {
    const each = expectedActiveSeries({ nodes, ...pods }, jobs);
    const series = each.reduce((total, job) => total + job.series, 0);
    const samples = samplesPerMonth(series, interval);
    return { nodes, jobs: each, series, samplesPerMonth: samples, usdPerMonth: usdPerMonth(samples) };
  };
  return {
    fewestNodes: expected(groups.reduce((total, { minSize }) => total + minSize, 0)),
    mostNodes: expected(groups.reduce((total, { maxSize }) => total + maxSize, 0)),
  };
}
