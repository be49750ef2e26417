import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clusterScrapeJobs } from "../../constructs/metrics/cluster-scrape-jobs";
import { CHARTS_DIR, CHARTS_MISSING, defaultValuesOf } from "./chart-folder";

interface Drop {
  readonly sourceLabels: readonly string[];
  readonly regex: string;
}
type Labels = Readonly<Record<string, string>>;

const dropped = (drops: readonly Drop[], labels: Labels) =>
  drops.some(({ sourceLabels, regex }) =>
    new RegExp(`^(?:${regex})$`).test(sourceLabels.map((name) => labels[name] ?? "").join(";")),
  );
const ours = (job: string) =>
  clusterScrapeJobs({ namespace: "observability" }).find(({ jobName }) => jobName === job)!.metricRelabel as readonly Drop[];
const read = (file: string) => readFileSync(join(__dirname, "../fixtures/exposition", file), "utf8");

/** Each documented metric with the values of labels that drops look at. */
function cadvisorSeries(): Labels[] {
  const { metrics } = JSON.parse(read("cadvisor.documented.json")) as {
    metrics: { name: string; labels: string[] }[];
  };
  return metrics.flatMap(({ name, labels }) =>
    ["", "web-1"].flatMap((pod) =>
      ["hierarchy", "container"].flatMap((scope) =>
        ["eth0", "cali1", "lxc2"].map((iface) => ({
          __name__: name,
          ...(labels.includes("id") ? { id: "/kubepods/pod1", pod } : {}),
          ...(labels.includes("scope") ? { scope } : {}),
          ...(labels.includes("interface") ? { interface: iface } : {}),
        })),
      ),
    ),
  );
}

function apiServerSeries(): Labels[] {
  return [...read("kube-apiserver.prom").matchAll(/^([a-z_:]+)\{(?:[^}]*,)?le="([^"]+)"/gm)].map(([, name, le]) => ({
    __name__: name!,
    le: le!,
  }));
}

describe.skipIf(CHARTS_DIR === undefined)(`what a scrape drops${CHARTS_DIR === undefined ? ` (${CHARTS_MISSING})` : ""}`, () => {
  it.each([
    ["cadvisor", "kubelet", "cAdvisorMetricRelabelings", cadvisorSeries()],
    ["apiserver", "kubeApiServer", "metricRelabelings", apiServerSeries()],
  ] as const)("%s: the same, whether Prometheus, a managed scraper or a collector scrapes it", (job, part, list, series) => {
    const values = defaultValuesOf("kube-prometheus-stack") as Record<string, any>;
    const charts = values[part].serviceMonitor[list] as (Drop & { action: string })[];
    expect(charts.map(({ action }) => action).filter((action) => action !== "drop")).toEqual([]);
    const both = series.map((labels) => ({ labels, chart: dropped(charts, labels), ours: dropped(ours(job), labels) }));
    expect(both.filter((each) => each.chart !== each.ours)).toEqual([]);
    expect(both.some((each) => each.ours)).toBe(true);
    expect(both.some((each) => !each.ours)).toBe(true);
  });
});
