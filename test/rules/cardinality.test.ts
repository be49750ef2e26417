import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Duration } from "../../constructs/core/duration";
import { SAMPLE_LIMITS } from "../../constructs/core/sample-limits";
import { clusterScrapeJobs } from "../../constructs/metrics/cluster-scrape-jobs";
import { EXPORTER_SCRAPE_JOBS, IN_CLUSTER_SCRAPE_JOBS, type ScrapeJob } from "../../rules";
import {
  type ClusterSize,
  expectedActiveSeries,
  JOB_SERIES,
  samplesPerMonth,
  SERIES_ABOUT_A_TARGET,
  type Subject,
  usdPerMonth,
} from "../../rules/cardinality";
import { producedBy } from "./produced-series";

type Labels = Readonly<Record<string, string>>;
interface Recorded {
  readonly name: string;
  readonly labels: Labels;
}
interface Documented {
  readonly metrics: readonly { readonly name: string; readonly type: string; readonly labels: readonly string[] }[];
  readonly not_exposed_by_kubelet?: readonly string[];
}

const read = (file: string) => readFileSync(join(__dirname, "../fixtures/exposition", file), "utf8");

function recorded(file: string): Recorded[] {
  return read(file)
    .split("\n")
    .flatMap((line) => {
      const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? [^ ]+/.exec(line);
      const labels = [...(match?.[2] ?? "").matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)];
      return match === null
        ? []
        : [{ name: match[1]!, labels: Object.fromEntries(labels.map(([, key, value]) => [key!, value!])) }];
    });
}

/** Steps that drop, as Prometheus applies them: label values joined by `;`, the expression for the whole text. */
function afterDrops(job: string, series: readonly Recorded[]): Recorded[] {
  const steps = clusterScrapeJobs({ namespace: "observability" }).find(({ jobName }) => jobName === job)?.metricRelabel ?? [];
  return series.filter(({ name, labels }) =>
    steps.every(({ sourceLabels, regex }) => {
      const text = sourceLabels!.map((label) => (label === "__name__" ? name : (labels[label] ?? ""))).join(";");
      return !new RegExp(`^(?:${regex})$`).test(text);
    }),
  );
}

/** Everything in a recording belongs to its one target. */
const perTarget = (job: string, file: string) => ({ target: afterDrops(job, recorded(file)).length });

/** The most series of one object, metric by metric; the objects of a workload are counted as its docstring says. */
function kubeStateMetrics(): Partial<Record<Subject, number>> {
  const perObject = new Map<string, Map<string, number>>();
  for (const { name, labels } of recorded("kube-state-metrics.prom").filter((series) => series.name.startsWith("kube_"))) {
    const kind = labels.pod === undefined ? name.split("_")[1]! : labels.container === undefined ? "pod" : "container";
    const object = [labels.namespace, labels.pod, labels.container, labels[kind] ?? labels.name].join("/");
    const counts = perObject.get(`${kind} ${name}`) ?? new Map<string, number>();
    perObject.set(`${kind} ${name}`, counts.set(object, (counts.get(object) ?? 0) + 1));
  }
  const of = (kind: string) =>
    [...perObject]
      .filter(([id]) => id.startsWith(`${kind} `))
      .reduce((total, [, counts]) => total + Math.max(...counts.values()), 0);
  const workload = of("deployment") + 2 * of("replicaset") + of("service") + of("endpointslice") + of("configmap") + of("secret");
  return { node: of("node"), pod: of("pod"), container: of("container"), workload };
}

/** Containers, and each pod as a whole, have their own; interfaces belong to pods. */
function cadvisor(): Partial<Record<Subject, number>> {
  const { metrics, not_exposed_by_kubelet = [] } = JSON.parse(read("cadvisor.documented.json")) as Documented;
  const kept = producedBy(["cadvisor"]);
  const exposed = metrics.filter(({ name }) => !not_exposed_by_kubelet.includes(name) && kept(name) !== undefined);
  const containers = exposed.filter(({ labels }) => labels.includes("container") && !labels.includes("interface"));
  const interfaces = exposed.filter(({ labels }) => labels.includes("interface"));
  return {
    node: exposed.length - containers.length - interfaces.length,
    pod: containers.length + interfaces.length,
    container: containers.length,
  };
}

/** A histogram of Kubernetes has eleven buckets as a rule, with `+Inf`, sum and count. */
function kubelet(): Partial<Record<Subject, number>> {
  const { metrics } = JSON.parse(read("kubelet.documented.json")) as Documented;
  return { target: metrics.reduce((total, { type }) => total + (type === "histogram" ? 14 : 1), 0) };
}

function nodeExporter(): Partial<Record<Subject, number>> {
  const series = recorded("node-exporter.prom");
  const ofInterfaces = new Set(
    series.filter(({ name, labels }) => /^node_network_/.test(name) && "device" in labels).map(({ name }) => name),
  );
  return { target: series.length, pod: ofInterfaces.size };
}

const COUNTED: Readonly<Record<string, Partial<Record<Subject, number>>>> = {
  alertmanager: perTarget("alertmanager", "alertmanager.prom"),
  apiserver: perTarget("apiserver", "kube-apiserver.prom"),
  cadvisor: cadvisor(),
  coredns: perTarget("coredns", "coredns.prom"),
  "fluent-bit": perTarget("fluent-bit", "fluent-bit-v1.prom"),
  "kube-state-metrics": kubeStateMetrics(),
  kubelet: kubelet(),
  "node-exporter": nodeExporter(),
  "otel-collector": perTarget("otel-collector", "otelcol.prom"),
  prometheus: perTarget("prometheus", "prometheus.prom"),
  "prometheus-operator": perTarget("prometheus-operator", "prometheus-operator.prom"),
};

describe("JOB_SERIES", () => {
  it.each(Object.keys(COUNTED))("%s has as many series as were recorded", (job) => {
    expect(JOB_SERIES[job as ScrapeJob]!.seriesPer).toEqual(COUNTED[job]);
  });

  it("knows every job that a stack scrapes", () => {
    const known = ["targets", ...Object.keys(JOB_SERIES)].sort();
    expect([...new Set([...IN_CLUSTER_SCRAPE_JOBS, ...EXPORTER_SCRAPE_JOBS])].sort()).toEqual(known);
    expect(Object.keys(COUNTED).sort()).toEqual(Object.keys(JOB_SERIES).sort());
    const aboutTargets = producedBy(["targets"]);
    expect(["up", "scrape_series_added"].map((name) => aboutTargets(name) !== undefined)).toEqual([true, true]);
    expect(SERIES_ABOUT_A_TARGET).toBe(5);
  });
});

describe("expectedActiveSeries", () => {
  const one: ClusterSize = { nodes: 1, podsPerNode: 10, containersPerPod: 2, podsPerWorkload: 5 };
  const seriesOf = (size: ClusterSize, job: ScrapeJob) => expectedActiveSeries(size, [job])[0]!.series;

  it("adds up what each subject has", () => {
    const { node, pod, container, workload } = COUNTED["kube-state-metrics"] as Record<Subject, number>;
    expect(seriesOf(one, "kube-state-metrics")).toBe(node + 10 * pod + 20 * container + 2 * workload);
    expect(seriesOf({ ...one, nodes: 3 }, "fluent-bit")).toBe(3 * COUNTED["fluent-bit"]!.target!);
    expect(seriesOf({ ...one, nodes: 3 }, "apiserver")).toBe(2 * 6 * COUNTED.apiserver!.target!);
    const [, targets] = expectedActiveSeries(one, ["coredns", "targets"]);
    expect(targets).toEqual({ job: "targets", targets: 2, series: 10, largestTarget: 5 });
  });

  it("leaves room below every sample limit for twice a large cluster", () => {
    const large = expectedActiveSeries(
      { nodes: 100, podsPerNode: 50 },
      IN_CLUSTER_SCRAPE_JOBS.filter((job) => job !== "targets"),
    );
    const tight = large
      .map(({ job, largestTarget }) => ({
        job,
        wanted: 2 * largestTarget,
        limit: SAMPLE_LIMITS[job as keyof typeof SAMPLE_LIMITS],
      }))
      .filter(({ wanted, limit }) => !(limit >= wanted));
    expect(tight).toEqual([]);
  });
});

describe("the price of a workspace", () => {
  it("falls in steps", () => {
    expect(usdPerMonth(1e7)).toBeCloseTo(0.9);
    expect(usdPerMonth(2e9)).toBeCloseTo(180);
    expect(usdPerMonth(3e9)).toBeCloseTo(215);
    expect(usdPerMonth(262e9)).toBeCloseTo(180 + 8750 + 160);
  });

  it("is that of 100,000 series once a minute, which docstrings quote", () => {
    const samples = samplesPerMonth(100_000, Duration.minutes(1));
    expect(samples).toBe(4.38e9);
    expect(Math.round(usdPerMonth(samples))).toBe(263);
    expect(samplesPerMonth(100_000, Duration.seconds(30))).toBe(2 * samples);
  });
});
