import { SAMPLE_LIMITS } from "../core/sample-limits";
import type { RelabelStep, ScraperJob } from "./scrape-configuration";

/** Where the exporters of a cluster run. */
export interface ClusterScrapeJobsOptions {
  /** Namespace of kube-state-metrics, node-exporter, Fluent Bit and the collector. */
  readonly namespace: string;
}

/**
 * The jobs for a cluster without a Prometheus of its own: for a managed scraper, or for a collector inside. Their series have the
 * labels that the Prometheus operator would give them, so that rules and dashboards need not know who scrapes. The kubelets are
 * asked through the API server, which is all that the access policy of a managed scraper admits.
 *
 * Each job drops what no rule and no dashboard reads, and gives up on a target with far more samples than the program has.
 */
export function clusterScrapeJobs({ namespace }: ClusterScrapeJobsOptions): readonly ScraperJob[] {
  const service = (jobName: keyof typeof SAMPLE_LIMITS, port: string, services: string = jobName): ScraperJob => ({
    jobName,
    role: "endpoints",
    namespaces: [namespace],
    sampleLimit: SAMPLE_LIMITS[jobName],
    relabel: [
      keep(["__meta_kubernetes_service_name", "__meta_kubernetes_endpoint_port_name"], `${services};${port}`),
      ...SERVICE,
    ],
  });
  return [
    {
      jobName: "apiserver",
      role: "endpoints",
      namespaces: ["default"],
      scheme: "https",
      sampleLimit: SAMPLE_LIMITS.apiserver,
      relabel: [
        keep(["__meta_kubernetes_service_name", "__meta_kubernetes_endpoint_port_name"], "kubernetes;https"),
        ...SERVICE.filter(({ targetLabel }) => targetLabel !== "pod" && targetLabel !== "container"),
      ],
      metricRelabel: [drop(["__name__", "le"], NOISY_API_SERVER_BUCKETS)],
    },
    kubelet("kubelet", "/metrics"),
    { ...kubelet("cadvisor", "/metrics/cadvisor"), metricRelabel: CADVISOR_DROPS },
    {
      jobName: "coredns",
      role: "endpoints",
      namespaces: ["kube-system"],
      sampleLimit: SAMPLE_LIMITS.coredns,
      relabel: [keep(["__meta_kubernetes_service_name", "__meta_kubernetes_endpoint_port_name"], "kube-dns;metrics"), ...SERVICE],
    },
    { ...service("kube-state-metrics", "http"), honorLabels: true },
    service("node-exporter", "metrics"),
    {
      jobName: "fluent-bit",
      role: "pod",
      namespaces: [namespace],
      metricsPath: "/api/v1/metrics/prometheus",
      sampleLimit: SAMPLE_LIMITS["fluent-bit"],
      relabel: [
        keep(
          ["__meta_kubernetes_pod_label_app_kubernetes_io_instance", "__meta_kubernetes_pod_container_port_name"],
          "fluent-bit;http",
        ),
        ...POD,
      ],
    },
    // The one that scrapes is watched as well.
    service("otel-collector", "metrics", "otel-(collector|scraper)"),
  ];
}

const copied = (from: string, targetLabel: string): RelabelStep => ({
  action: "replace",
  sourceLabels: [`__meta_kubernetes_${from}`],
  targetLabel,
});
const constant = (targetLabel: string, replacement: string): RelabelStep => ({ action: "replace", targetLabel, replacement });
const keep = (sourceLabels: readonly string[], regex: string): RelabelStep => ({ action: "keep", sourceLabels, regex });
const drop = (sourceLabels: readonly string[], regex: string): RelabelStep => ({ action: "drop", sourceLabels, regex });

const TARGET = [copied("namespace", "namespace"), copied("pod_name", "pod"), copied("pod_container_name", "container")] as const;
const POD = [...TARGET, copied("pod_container_port_name", "endpoint")];
const SERVICE = [...TARGET, copied("service_name", "service"), copied("endpoint_port_name", "endpoint")];

function kubelet(jobName: "kubelet" | "cadvisor", path: string): ScraperJob {
  return {
    jobName,
    role: "node",
    scheme: "https",
    honorLabels: true,
    sampleLimit: SAMPLE_LIMITS[jobName],
    relabel: [
      constant("__address__", "kubernetes.default.svc:443"),
      {
        action: "replace",
        sourceLabels: ["__meta_kubernetes_node_name"],
        targetLabel: "__metrics_path__",
        replacement: `/api/v1/nodes/$1/proxy${path}`,
      },
      // Without it all nodes would be the one instance that stands in between.
      { ...copied("node_address_InternalIP", "instance"), replacement: "$1:10250" },
      copied("node_name", "node"),
      constant("metrics_path", path),
      constant("namespace", "kube-system"),
      constant("service", "kubelet"),
      constant("endpoint", "https-metrics"),
    ],
  };
}

/** What kube-prometheus-stack 88.5.3 drops, so that a cluster costs the same whoever scrapes it. */
const NOISY_API_SERVER_BUCKETS =
  "(etcd_request|apiserver_request_slo|apiserver_request_sli|apiserver_request)_duration_seconds_bucket;" +
  "(0\\.15|0\\.2|0\\.3|0\\.35|0\\.4|0\\.45|0\\.6|0\\.7|0\\.8|0\\.9|1\\.25|1\\.5|1\\.75|2|3|3\\.5|4|4\\.5|6|7|8|9|15|20|40|45|50)(\\.0)?";

/** As `NOISY_API_SERVER_BUCKETS`. */
const CADVISOR_DROPS: readonly RelabelStep[] = [
  drop(["__name__"], "container_cpu_(cfs_throttled_seconds_total|load_average_10s|system_seconds_total|user_seconds_total)"),
  drop(
    ["__name__"],
    "container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total|sector_reads_total|" +
      "sector_writes_total|writes_merged_total)",
  ),
  drop(["__name__"], "container_memory_(mapped_file|swap)|container_(file_descriptors|tasks_state|threads_max)|container_spec.*"),
  drop(["__name__", "scope"], "container_memory_failures_total;hierarchy"),
  drop(["__name__", "interface"], "container_network_.*;(cali|cilium|cni|lxc|nodelocaldns|tunl).*"),
  // Slices and scopes of the node's own tree, which no pod stands behind.
  drop(["id", "pod"], ".+;"),
];
