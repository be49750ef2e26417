import type { RelabelConfig, ScrapeConfig } from "./collector-receivers";

/**
 * Scrapes the pods of the agent's own node that ask for it: `prometheus.io/scrape: "true"`, and optionally `prometheus.io/port`,
 * `prometheus.io/path` and `prometheus.io/scheme`, every 30 seconds. Each agent sees its node only, so nothing is scraped twice.
 * The labels are those of a PodMonitor's targets: `namespace`, `pod`, `container`, `node`.
 */
export function annotatedPods(): ScrapeConfig {
  const annotation = (name: string) => `__meta_kubernetes_pod_annotation_prometheus_io_${name}`;
  const copy = (from: string, to: string): RelabelConfig => ({ source_labels: [from], target_label: to, action: "replace" });
  return {
    job_name: "annotated-pods",
    scrape_interval: "30s",
    sample_limit: 50_000,
    kubernetes_sd_configs: [{ role: "pod", selectors: [{ role: "pod", field: "spec.nodeName=${env:K8S_NODE_NAME}" }] }],
    relabel_configs: [
      { source_labels: [annotation("scrape")], regex: "true", action: "keep" },
      { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Pending|Succeeded|Failed|Completed", action: "drop" },
      { source_labels: ["__meta_kubernetes_pod_container_init"], regex: "true", action: "drop" },
      { source_labels: [annotation("scheme")], regex: "(https?)", target_label: "__scheme__", action: "replace" },
      { source_labels: [annotation("path")], regex: "(.+)", target_label: "__metrics_path__", action: "replace" },
      // With an annotation that names a port, only the container that has it is scraped; the address keeps the pod's own host.
      {
        source_labels: [annotation("port"), "__meta_kubernetes_pod_container_port_number"],
        separator: ";",
        regex: "(\\d+);(\\d*)",
        target_label: "__tmp_port",
        replacement: "$$1",
        action: "replace",
      },
      {
        source_labels: ["__address__", "__tmp_port"],
        separator: ";",
        regex: "(\\[[^\\]]+\\]|[^:;]+)(?::\\d+)?;(\\d+)",
        target_label: "__address__",
        replacement: "$$1:$$2",
        action: "replace",
      },
      copy("__meta_kubernetes_namespace", "namespace"),
      copy("__meta_kubernetes_pod_name", "pod"),
      copy("__meta_kubernetes_pod_container_name", "container"),
      copy("__meta_kubernetes_pod_node_name", "node"),
    ],
  };
}
