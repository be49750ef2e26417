import type { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import type { PanelBuilder as TimeSeriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { Duration } from "../../constructs/core/duration";
import { BUDGET_REMAINING, BURN_WINDOWS, errorRatio, type Slo } from "../../rules/slo/define-slo";
import { singleValue } from "./single-value";
import { timeSeries } from "./time-series";

const inCluster = 'cluster=~"$cluster"';

/** The panels of one promise: how much of its error budget is spent, how fast it burns, what is left over time; a whole line of a dashboard. */
export function errorBudgetPanels({ props }: Slo): readonly [StatBuilder, TimeSeriesBuilder, TimeSeriesBuilder] {
  const { slo, service, bad, objective } = props;
  const series = (record: string) => `${record}{${inCluster}, slo="${slo}"}`;
  const allowed = Number((1 - objective).toPrecision(6));
  const fastest = BURN_WINDOWS.fast[0].factor;
  return [
    singleValue({
      title: "Error budget spent",
      description: `Share of the bad requests of 30 days that the promise allows (${percent(allowed)} of all). From 100 % on it is broken.`,
      expr: `1 - min(${series(BUDGET_REMAINING)})`,
      unit: "percentunit",
      badFrom: 1,
    }).height(8),
    timeSeries({
      title: "Burn rate",
      description: `1 spends the budget in exactly 30 days; ${fastest} over an hour pages. ${service}: requests that ${bad}.`,
      expr: `${series(errorRatio(Duration.hours(1)))} / ${allowed}`,
      legend: "{{cluster}}",
      unit: "short",
    }).span(9),
    timeSeries({
      title: "Error budget left",
      description: "Of the last 30 days. A line that falls steeply is an incident, one that falls slowly a habit.",
      expr: series(BUDGET_REMAINING),
      legend: "{{cluster}}",
      unit: "percentunit",
      max: 1,
    }).span(9),
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))} %`;
}
