/** Name of the variable through which a reader chooses the Prometheus that every panel asks. */
export const DATA_SOURCE_VARIABLE = "datasource";

/** The plugin that answers PromQL: `prometheus` everywhere, the AMP plugin on Amazon Managed Grafana from version 12 on. */
export type PrometheusPlugin = "prometheus" | "grafana-amazonprometheus-datasource";

/** A reference to the data source that the reader has chosen; Grafana fills the variable in. */
export function chosenDataSource(plugin: PrometheusPlugin = "prometheus"): {
  readonly type: PrometheusPlugin;
  readonly uid: string;
} {
  return { type: plugin, uid: `\${${DATA_SOURCE_VARIABLE}}` };
}
