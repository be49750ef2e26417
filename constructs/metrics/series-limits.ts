import type { PrometheusWorkspaceConfigurationLimitsPerLabelSet } from "@cdktf/provider-aws/lib/prometheus-workspace-configuration";
import { type Fault, patternFaults, wholeNumberFaults } from "../core/validation";

/** The most active series of the default quota. @see AMP Service Quotas, "Active series per workspace" (read 2026-11) */
const MAX_SERIES = 50_000_000;

/** How many active series with certain labels a workspace takes, so that one job can't use up what belongs to all. */
export interface SeriesLimit {
  /**
   * Labels with their values, such as `{ job: "sample-app" }`. An empty object stands for all series that no other limit covers.
   * AMP counts each limit in CloudWatch (`ActiveSeriesPerLabelSet`).
   */
  readonly labels: Readonly<Record<string, string>>;
  /** The most active series, 0 to 50 million; samples of further series are dropped. 0 only counts. */
  readonly maxSeries: number;
}

/** The limits as the provider takes them. */
export function limitsPerLabelSet(limits: readonly SeriesLimit[]): PrometheusWorkspaceConfigurationLimitsPerLabelSet[] {
  return limits.map(({ labels, maxSeries }) => ({ labelSet: { ...labels }, limits: [{ maxSeries }] }));
}

/** What AMP would refuse, and two limits for the same series. */
export function seriesLimitFaults(limits: readonly SeriesLimit[]): Fault[] {
  const sets = limits.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()));
  return limits.flatMap(({ labels, maxSeries }, index) => {
    const path = `seriesLimits[${index}]`;
    return [
      ...Object.entries(labels).flatMap(([name, value]) => [
        ...patternFaults(`${path}.labels`, name, /^[a-zA-Z_][a-zA-Z0-9_]*$/, "names of labels"),
        ...patternFaults(`${path}.labels.${name}`, value, /^(?=.*\S)[\x20-\x7e]+$/, "printable ASCII, not only spaces"),
      ]),
      ...wholeNumberFaults(`${path}.maxSeries`, maxSeries, 0, MAX_SERIES, "series"),
      ...(sets.indexOf(sets[index]!) === index
        ? []
        : [{ path: `${path}.labels`, problem: "stand twice", got: labels, fix: "give each set of labels one limit" }]),
    ];
  });
}
