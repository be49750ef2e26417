import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";

/** A PromQL query over the dashboard's time range; the legend names each line from its labels, as `{{instance}}`. */
export function rangeQuery(expr: string, legend: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expr).legendFormat(legend).range();
}

/** A PromQL query at the end of the time range, for panels that show one value. */
export function instantQuery(expr: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expr).instant();
}
