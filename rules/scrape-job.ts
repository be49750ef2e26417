/**
 * A kind of target whose series rules read. `targets` stands for what Prometheus itself stores about every target, such as `up`.
 * Which series and labels each one gives is recorded in `test/fixtures/exposition`.
 */
export type ScrapeJob =
  | "alertmanager"
  | "apiserver"
  | "cadvisor"
  | "cert-manager"
  | "cluster-autoscaler"
  | "coredns"
  | "fluent-bit"
  | "karpenter"
  | "kube-state-metrics"
  | "kubelet"
  | "node-exporter"
  | "otel-collector"
  | "prometheus"
  | "prometheus-operator"
  | "sample-app"
  | "targets"
  | "valkey";

/** What the in-cluster stack scrapes: the jobs of kube-prometheus-stack with the switches for EKS, Fluent Bit and the collector. */
export const IN_CLUSTER_SCRAPE_JOBS: readonly ScrapeJob[] = [
  "alertmanager",
  "apiserver",
  "cadvisor",
  "coredns",
  "fluent-bit",
  "kube-state-metrics",
  "kubelet",
  "node-exporter",
  "otel-collector",
  "prometheus",
  "prometheus-operator",
  "targets",
];

/** What is scraped where no Prometheus runs in the cluster: by the managed scraper of AMP, or by an OpenTelemetry Collector. */
export const EXPORTER_SCRAPE_JOBS: readonly ScrapeJob[] = [
  "apiserver",
  "cadvisor",
  "coredns",
  "fluent-bit",
  "kube-state-metrics",
  "kubelet",
  "node-exporter",
  "otel-collector",
  "targets",
];
