import type { RecordingRule } from "../rule";

/** What is stored about containers, for dashboards and for the sizing of requests. */
export const workloadRecordings: readonly RecordingRule[] = [
  {
    record: "namespace_pod_container:container_cpu_usage:cores_rate5m",
    expr: 'sum by (cluster, namespace, pod, container) (rate(container_cpu_usage_seconds_total{container!="", image!=""}[5m]))',
  },
  {
    record: "namespace_pod_container:container_memory_working_set:bytes",
    expr: 'max by (cluster, namespace, pod, container) (container_memory_working_set_bytes{container!="", image!=""})',
  },
];
