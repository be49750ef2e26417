import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PrometheusPlugin } from "../panels/data-source";
import { normalise } from "./normalise";

/** A Grafana dashboard as data. */
export interface GrafanaDashboard {
  /** Kebab-case, at most 40 characters, never changed: it is the dashboard's uid, and bookmarks hold it. */
  readonly name: string;
  /** Makes the dashboard; called anew for each rendering, because the builders keep state. */
  readonly build: () => DashboardBuilder;
}

/** How a dashboard is rendered. */
export interface DashboardOptions {
  /**
   * The plugin that answers PromQL in the Grafana that gets the dashboard.
   * @default "prometheus"
   */
  readonly plugin?: PrometheusPlugin;
}

/**
 * The dashboard as the JSON that Grafana imports, the same text every time. It holds `${datasource}`: what passes through
 * Terraform as an argument must go through `literal` first.
 */
export function dashboardJson(dashboard: GrafanaDashboard, { plugin = "prometheus" }: DashboardOptions = {}): string {
  return JSON.stringify(normalise(dashboard.build().build(), { uid: dashboard.name, plugin }), null, 2);
}
