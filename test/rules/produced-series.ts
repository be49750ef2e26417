import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScrapeJob } from "../../rules";
import type { LabelsOf } from "./promql/check";

const EXPOSITIONS = join(__dirname, "../fixtures/exposition");

/** Labels that every series has on its way out of the cluster, and in AMP. */
const EXTERNAL_LABELS = ["cluster", "environment", "region"];
const POD_TARGET = ["container", "endpoint", "instance", "job", "namespace", "pod"];
const SERVICE_TARGET = [...POD_TARGET, "service"];
/** The API server and the kubelets are no pods. */
const API_SERVER_TARGET = ["endpoint", "instance", "job", "namespace", "service"];
const KUBELET_TARGET = ["endpoint", "instance", "job", "metrics_path", "namespace", "node", "service"];

interface Job {
  /** Recorded or documented expositions of the program. */
  readonly files: readonly string[];
  /** Labels of the target, from its monitor. */
  readonly target: readonly string[];
  /** Whether a label of the exposition wins over the target's; otherwise it becomes `exported_<label>`. @default false */
  readonly honorLabels?: boolean;
  /** Names that the chart throws away at the scrape (kube-prometheus-stack 88.5.3). @default - none */
  readonly dropped?: RegExp;
}

const JOBS: Readonly<Record<ScrapeJob, Job>> = {
  alertmanager: { files: ["alertmanager.prom"], target: SERVICE_TARGET },
  apiserver: { files: ["kube-apiserver.prom"], target: API_SERVER_TARGET },
  cadvisor: {
    files: ["cadvisor.documented.json"],
    target: KUBELET_TARGET,
    honorLabels: true,
    dropped:
      /^container_(cpu_(cfs_throttled_seconds_total|load_average_10s|system_seconds_total|user_seconds_total)|fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total|sector_reads_total|sector_writes_total|writes_merged_total)|memory_(mapped_file|swap)|file_descriptors|tasks_state|threads_max|spec.*)$/,
  },
  "cert-manager": { files: ["cert-manager.documented.json"], target: SERVICE_TARGET },
  "cluster-autoscaler": { files: ["cluster-autoscaler.documented.json"], target: SERVICE_TARGET },
  coredns: { files: ["coredns.prom"], target: SERVICE_TARGET },
  // The chart's PodMonitor asks for the older of the two endpoints, which says nothing about buffers.
  "fluent-bit": { files: ["fluent-bit-v1.prom"], target: POD_TARGET },
  karpenter: { files: ["karpenter.prom", "karpenter-aws.documented.json"], target: SERVICE_TARGET },
  "kube-state-metrics": { files: ["kube-state-metrics.prom"], target: SERVICE_TARGET, honorLabels: true },
  kubelet: { files: ["kubelet.documented.json"], target: KUBELET_TARGET, honorLabels: true },
  "node-exporter": { files: ["node-exporter.prom"], target: SERVICE_TARGET },
  "otel-collector": { files: ["otelcol.prom", "otelcol.documented.json"], target: SERVICE_TARGET },
  prometheus: { files: ["prometheus.prom"], target: SERVICE_TARGET },
  "prometheus-operator": { files: ["prometheus-operator.prom"], target: SERVICE_TARGET },
  "sample-app": { files: ["sample-app.prom"], target: SERVICE_TARGET },
  targets: { files: [], target: SERVICE_TARGET },
  valkey: { files: ["redis-exporter.prom", "redis-exporter-replica.prom"], target: SERVICE_TARGET },
};

/** What Prometheus stores about every target. */
const ABOUT_TARGETS = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_post_metric_relabeling",
  "scrape_samples_scraped",
  "scrape_series_added",
];

/** Labels of a job's targets, as the Prometheus operator gives them. */
export function targetLabelsOf(job: string): readonly string[] {
  return JOBS[job as ScrapeJob].target;
}

type Series = Map<string, Set<string>>;

/** Names and labels of the series that these jobs give, as queries see them. */
export function producedBy(jobs: readonly ScrapeJob[]): LabelsOf {
  const all: Series = new Map();
  for (const name of jobs) {
    for (const [metric, labels] of seriesOf(name)) {
      all.set(metric, new Set([...(all.get(metric) ?? []), ...labels]));
    }
  }
  return (metric) => all.get(metric);
}

const known = new Map<ScrapeJob, Series>();

function seriesOf(name: ScrapeJob): Series {
  const series = known.get(name) ?? scrape(name);
  known.set(name, series);
  return series;
}

function scrape(name: ScrapeJob): Series {
  const { files, target, honorLabels = false, dropped } = JOBS[name];
  const exposed: Series = new Map(name === "targets" ? ABOUT_TARGETS.map((metric) => [metric, new Set<string>()]) : []);
  for (const file of files) {
    const text = readFileSync(join(EXPOSITIONS, file), "utf8");
    for (const [metric, labels] of file.endsWith(".json") ? documented(text) : recorded(text)) {
      exposed.set(metric, new Set([...(exposed.get(metric) ?? []), ...labels]));
    }
  }
  return new Map(
    [...exposed]
      .filter(([metric]) => dropped?.test(metric) !== true)
      .map(([metric, labels]) => {
        const own = [...labels].map((label) => (!honorLabels && target.includes(label) ? `exported_${label}` : label));
        return [metric, new Set([...own, ...target, ...EXTERNAL_LABELS])];
      }),
  );
}

/** Series of the text format; a family that had nothing to report is not known to have any. */
function recorded(text: string): Series {
  const series: Series = new Map();
  for (const line of text.split("\n")) {
    const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? [^ ]+/.exec(line);
    if (match !== null) {
      const labels = [...(match[2] ?? "").matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\.)*"/g)].map((label) => label[1]!);
      series.set(match[1]!, new Set([...(series.get(match[1]!) ?? []), ...labels]));
    }
  }
  return series;
}

interface Documented {
  readonly metrics: readonly { readonly name: string; readonly type: string; readonly labels: readonly string[] }[];
}

function documented(text: string): Series {
  return new Map(
    (JSON.parse(text) as Documented).metrics.flatMap(({ name, type, labels }): [string, Set<string>][] => {
      switch (type) {
        case "histogram":
          return [
            [`${name}_bucket`, new Set([...labels, "le"])],
            [`${name}_count`, new Set(labels)],
            [`${name}_sum`, new Set(labels)],
          ];
        case "summary":
          return [
            [name, new Set([...labels, "quantile"])],
            [`${name}_count`, new Set(labels)],
            [`${name}_sum`, new Set(labels)],
          ];
        default:
          return [[name, new Set(labels)]];
      }
    }),
  );
}
