import type { RecordingRule } from "../rule";

/** Requested share of the processors that pods can get, 0 to 1 and more. */
export const CPU_REQUESTS = "cluster:cpu_requests:ratio_allocatable";

/** Requested share of the memory that pods can get, 0 to 1 and more. */
export const MEMORY_REQUESTS = "cluster:memory_requests:ratio_allocatable";

/** Share of DNS answers that report a failure of the server, 0 to 1. */
export const DNS_ERRORS = "cluster:coredns_errors:ratio_rate5m";

/** What is stored about the cluster as a whole. */
export const clusterRecordings: readonly RecordingRule[] = [
  { record: "namespace:container_cpu_requests:cores", expr: requests("cpu") },
  { record: "namespace:container_memory_requests:bytes", expr: requests("memory") },
  { record: CPU_REQUESTS, expr: shareOfAllocatable("namespace:container_cpu_requests:cores", "cpu") },
  { record: MEMORY_REQUESTS, expr: shareOfAllocatable("namespace:container_memory_requests:bytes", "memory") },
  {
    record: DNS_ERRORS,
    expr:
      '(sum by (cluster) (rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m])) ' +
      "or 0 * sum by (cluster) (rate(coredns_dns_responses_total[5m]))) " +
      "/ sum by (cluster) (rate(coredns_dns_responses_total[5m]))",
  },
  {
    record: "cluster:coredns_request_duration_seconds:p99_rate5m",
    expr: "histogram_quantile(0.99, sum by (cluster, le) (rate(coredns_dns_request_duration_seconds_bucket[5m])))",
  },
];

/** What the pods of a namespace ask for; pods that have ended hold nothing. */
function requests(resource: string): string {
  return (
    `sum by (cluster, namespace) (max by (cluster, namespace, pod, container) (kube_pod_container_resource_requests{resource="${resource}"}) ` +
    "* on (cluster, namespace, pod) group_left () " +
    'max by (cluster, namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))'
  );
}

/** A cordoned node takes no new pod, so its room does not count. */
function shareOfAllocatable(record: string, resource: string): string {
  return (
    `sum by (cluster) (${record}) / sum by (cluster) (max by (cluster, node) (kube_node_status_allocatable{resource="${resource}"}) ` +
    "unless on (cluster, node) kube_node_spec_unschedulable == 1)"
  );
}
