import { Duration } from "../../constructs/core/duration";
import { CPU_REQUESTS, DNS_ERRORS, MEMORY_REQUESTS } from "../recording/cluster";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about the cluster as a whole: name service, room for pods, namespaces. */
export const clusterAlerts: readonly AlertRule[] = [
  {
    alert: "CoreDnsErrorsHigh",
    expr: `${DNS_ERRORS} > 0.03`,
    for: Duration.minutes(10),
    severity: "page",
    owner: OWNER,
    summary: "CoreDNS fails to answer {{ $value | humanizePercentage }} of the queries.",
    description:
      "More than 3 % of the DNS answers in the cluster have been SERVFAIL for 10 minutes; workloads can't find each other.",
  },
  {
    alert: "CoreDnsSlow",
    expr: "cluster:coredns_request_duration_seconds:p99_rate5m > 1",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "One DNS query in a hundred takes longer than {{ $value | humanizeDuration }}.",
    description: "The 99th percentile of CoreDNS has been above 1 second for 15 minutes.",
  },
  {
    alert: "ClusterCpuRequestsHigh",
    expr: `${CPU_REQUESTS} > 0.9`,
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "Pods have reserved {{ $value | humanizePercentage }} of the cluster's processors.",
    description:
      "Requests have been above 90 % of what the nodes can give for 30 minutes; after the loss of a node pods stay pending.",
  },
  {
    alert: "ClusterMemoryRequestsHigh",
    expr: `${MEMORY_REQUESTS} > 0.9`,
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "Pods have reserved {{ $value | humanizePercentage }} of the cluster's memory.",
    description:
      "Requests have been above 90 % of what the nodes can give for 30 minutes; after the loss of a node pods stay pending.",
  },
  {
    alert: "NamespaceQuotaAlmostUsed",
    expr:
      'max by (cluster, namespace, resourcequota, resource) (kube_resourcequota{type="used"}) ' +
      '/ max by (cluster, namespace, resourcequota, resource) (kube_resourcequota{type="hard"} > 0) > 0.9',
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Namespace {{ $labels.namespace }} has almost used its quota of {{ $labels.resource }}.",
    description:
      "{{ $value | humanizePercentage }} of {{ $labels.resource }} in quota {{ $labels.resourcequota }} of namespace " +
      "{{ $labels.namespace }} is used; at 100 % new pods are refused.",
  },
  {
    alert: "NamespaceStuckTerminating",
    expr: 'max by (cluster, namespace) (kube_namespace_status_phase{phase="Terminating"}) == 1',
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "Namespace {{ $labels.namespace }} does not end.",
    description:
      "Namespace {{ $labels.namespace }} has been terminating for an hour; a finalizer waits for something that is gone.",
  },
];
