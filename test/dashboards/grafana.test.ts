import { describe, expect, it } from "vitest";
import { literal } from "../../constructs/core/literal";
import { dashboardJson, grafanaDashboards } from "../../dashboards";
import { ruleGroups } from "../../rules";
import { isAlert } from "../../rules/rule";
import { metricNames } from "./promql-metric-names";

/** Metrics that the exporters expose: recorded from kube-state-metrics 2.20.0 and node_exporter 1.12.1; cAdvisor 0.52.1 by its source. */
const exposedMetrics = [
  "kube_node_info",
  "kube_node_status_condition",
  "kube_pod_status_phase",
  "kube_pod_container_status_restarts_total",
  "node_memory_MemAvailable_bytes",
  "node_memory_MemTotal_bytes",
  "node_filesystem_avail_bytes",
  "node_filesystem_size_bytes",
  "node_network_transmit_bytes_total",
  "container_cpu_usage_seconds_total",
  "container_memory_working_set_bytes",
];
const recordedMetrics = ruleGroups.flatMap((group) => group.rules).flatMap((rule) => (isAlert(rule) ? [] : [rule.record]));

interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: unknown;
  readonly panels?: readonly PanelJson[];
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly datasource: unknown }[];
  readonly options?: { readonly legend?: { readonly showLegend: boolean } };
}

interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: readonly { name: string; type: string; query: string; datasource?: unknown }[] };
}

const chosen = { type: "prometheus", uid: "${datasource}" };
const rendered = grafanaDashboards.map((dashboard) => {
  const json = JSON.parse(dashboardJson(dashboard)) as DashboardJson;
  const panels = json.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return { dashboard, json, panels, queries: panels.filter((panel) => panel.type !== "row") };
});

describe("Grafana dashboards", () => {
  it("have unique uids and titles", () => {
    expect(new Set(rendered.map(({ json }) => json.uid)).size).toBe(rendered.length);
    expect(new Set(rendered.map(({ json }) => json.title)).size).toBe(rendered.length);
  });
});

describe.each(rendered.map((entry) => [entry.dashboard.name, entry] as const))("dashboard %s", (name, entry) => {
  const { dashboard, json, panels, queries } = entry;

  it("keeps its name as uid and a schema that every Grafana reads", () => {
    expect(json.uid).toBe(name);
    expect(name).toMatch(/^[a-z0-9-]{1,40}$/);
    expect(json.schemaVersion).toBeLessThanOrEqual(42);
  });

  it("numbers its panels from 1 without a gap", () => {
    expect(panels.map((panel) => panel.id)).toEqual(panels.map((_, index) => index + 1));
  });

  it("asks the chosen data source in every panel, query and variable", () => {
    expect(queries.length).toBeGreaterThan(0);
    for (const panel of queries) {
      expect(panel.datasource, panel.title).toEqual(chosen);
      expect(panel.targets?.length, panel.title).toBeGreaterThan(0);
      for (const target of panel.targets ?? []) {
        expect(target.datasource, panel.title).toEqual(chosen);
      }
      const refIds = (panel.targets ?? []).map((target) => target.refId);
      expect(refIds).toEqual(refIds.map((_, index) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]));
    }
    for (const variable of json.templating.list.filter(({ type }) => type === "query")) {
      expect(variable.datasource).toEqual(chosen);
    }
  });

  it("explains every panel and shows the legend of lines", () => {
    for (const panel of queries) {
      expect(panel.description, panel.title).toBeTruthy();
      if (panel.type === "timeseries") {
        expect(panel.options?.legend?.showLegend, panel.title).toBe(true);
      }
    }
  });

  it("reads only metrics that the exporters or our recording rules have", () => {
    const known = new Set([...exposedMetrics, ...recordedMetrics]);
    const read = queries.flatMap((panel) => (panel.targets ?? []).flatMap((target) => metricNames(target.expr)));
    expect(read.length).toBeGreaterThanOrEqual(queries.length);
    expect(read.filter((metric) => !known.has(metric))).toEqual([]);
  });

  it("asks the plugin of Amazon Managed Grafana when told so, and no other", () => {
    const text = dashboardJson(dashboard, { plugin: "grafana-amazonprometheus-datasource" });
    expect(text).not.toContain('"type": "prometheus"');
    const sources = JSON.parse(text) as DashboardJson;
    expect(sources.templating.list.find(({ name }) => name === "datasource")?.query).toBe("grafana-amazonprometheus-datasource");
  });

  it("survives Terraform when it goes through literal, and is the same text every time", () => {
    const escaped = literal(dashboardJson(dashboard));
    expect(escaped).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
    expect(dashboardJson(dashboard)).toBe(dashboardJson(dashboard));
  });
});

describe("metricNames", () => {
  it("leaves out functions, labels, strings, ranges and keywords", () => {
    const expr =
      'sum by (a) (rate(x_total{y="z(w)"}[$__rate_interval])) / on (a) group_left () max_over_time(q:r:s[5m]) > bool 1';
    expect(metricNames(expr)).toEqual(["x_total", "q:r:s"]);
  });
});
