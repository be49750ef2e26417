import { wholeDaysFaults } from "../constructs/core/duration";
import { type Fault, oneOfFaults, wholeNumberFaults } from "../constructs/core/validation";
import { type EnvironmentProps, METRIC_COLLECTORS } from "./environment-props";

/** @see AMP Service Quotas, "Active series per workspace" (read 2026-11) */
const MAX_SERIES = 50_000_000;

/** What is wrong with how metrics are collected and kept. */
export function metricFaults({ metrics = {} }: EnvironmentProps): Fault[] {
  const { keep, collector, maxActiveSeries, maxSeriesByJob = {} } = metrics;
  return [
    ...wholeDaysFaults("metrics.keep", keep, 1, 1095),
    ...oneOfFaults("metrics.collector", collector, METRIC_COLLECTORS),
    ...wholeNumberFaults("metrics.maxActiveSeries", maxActiveSeries, 1, MAX_SERIES, "series"),
    ...Object.entries(maxSeriesByJob).flatMap(([job, max]) =>
      wholeNumberFaults(`metrics.maxSeriesByJob.${job}`, max, 1, MAX_SERIES, "series"),
    ),
  ];
}
