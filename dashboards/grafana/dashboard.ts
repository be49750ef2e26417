import type { Dashboard, DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PrometheusPlugin } from "../panels/data-source";
import { normalise } from "./normalise";

/** What a dashboard is written in. */
export interface DashboardSource {
  /** Kebab-case, at most 40 characters, never changed: it is the dashboard's uid, and bookmarks hold it. */
  readonly name: string;
  /** Makes the dashboard; called anew for each rendering, because the builders keep state. */
  readonly build: () => DashboardBuilder;
}

/** A Grafana dashboard as data. */
export interface GrafanaDashboard {
  /** Its uid. */
  readonly name: string;
  /** The dashboard as Grafana reads it, for the plugin `prometheus`; never changed in place. */
  readonly model: Dashboard;
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
  // Done again to a dashboard that is normal already, this only puts another plugin in.
  return JSON.stringify(normalise(dashboard.model, { uid: dashboard.name, plugin }), null, 2);
}
