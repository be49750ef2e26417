import { burst, type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const answers = (rcode: string) => `coredns_dns_responses_total{cluster="c", pod="coredns-1", rcode="${rcode}"}`;
const quota = (type: string, namespace = "shop") =>
  `kube_resourcequota{cluster="c", namespace="${namespace}", resourcequota="team", resource="limits.cpu", type="${type}"}`;
const bucket = (le: string) => `coredns_dns_request_duration_seconds_bucket{cluster="c", pod="coredns-1", le="${le}"}`;

/** Two nodes with 10 of a resource; a pod that asks for so much of it, and 1 for its sidecar; pods that hold nothing, and a node that takes none. */
const capacity = (resource: string, requested: string) => {
  const request = (pod: string) =>
    `kube_pod_container_resource_requests{cluster="c", namespace="shop", pod="${pod}", container="web", node="node-1", resource="${resource}"}`;
  const phase = (pod: string, name: string) =>
    `kube_pod_status_phase{cluster="c", namespace="shop", pod="${pod}", phase="${name}"}`;
  const allocatable = (node: string, name: string) =>
    `kube_node_status_allocatable{cluster="c", node="${node}", resource="${name}"}`;
  return {
    [request("web")]: requested,
    [request("web").replace('container="web"', 'container="sidecar"')]: "1x90",
    [phase("web", "Running")]: "1x90",
    [phase("web", "Pending")]: "0x90",
    [request("done")]: "5x90",
    [phase("done", "Succeeded")]: "1x90",
    [phase("done", "Running")]: "0x90",
    [`kube_pod_container_resource_requests{cluster="c", namespace="shop", pod="web", container="web", node="node-1", resource="other"}`]:
      "1000x90",
    [allocatable("node-1", resource)]: "6x90",
    [allocatable("node-2", resource)]: "4x90",
    [allocatable("node-1", "other")]: "1000x90",
    'kube_node_spec_unschedulable{cluster="c", node="node-1"}': "0x90",
    'kube_node_spec_unschedulable{cluster="c", node="node-2"}': "0x90",
    [allocatable("cordoned", resource)]: "10x90",
    'kube_node_spec_unschedulable{cluster="c", node="cordoned"}': "1x90",
  };
};
const reserved = (resource: string, what: string) => ({
  series: capacity(resource, step(8, 8.5, 50)),
  from: 40,
  until: 60,
  fires: [
    {
      labels: ticket,
      summary: `Pods have reserved 95% of the cluster's ${what}.`,
      description:
        "Requests have been above 90 % of what the nodes can give for 30 minutes; after the loss of a node pods stay pending.",
    },
  ],
  nearMiss: capacity(resource, "8x90"),
});

export const cluster: GroupCases = {
  group: "cluster",
  alerts: [
    {
      alert: "CoreDnsErrorsHigh",
      // 32 of 1,000 answers from minute 11 on.
      series: { [answers("NOERROR")]: "0+968x90", [answers("SERVFAIL")]: "0x9 0+32x30 960x50" },
      from: 25,
      until: 41,
      fires: [
        {
          labels: page,
          summary: "CoreDNS fails to answer 3.2% of the queries.",
          description:
            "More than 3 % of the DNS answers in the cluster have been SERVFAIL for 10 minutes; workloads can't find each other.",
        },
      ],
      nearMiss: { [answers("NOERROR")]: "0+970x90", [answers("SERVFAIL")]: "0+30x90", [answers("NXDOMAIN")]: "0+0x90" },
    },
    {
      alert: "CoreDnsSlow",
      // All queries take between 1 and 1.03 seconds from minute 11 on.
      series: { [bucket("1")]: "0x90", [bucket("1.03")]: "0x9 0+10x30 300x50", [bucket("+Inf")]: "0x9 0+10x30 300x50" },
      from: 26,
      until: 45,
      fires: [
        {
          labels: ticket,
          summary: "One DNS query in a hundred takes longer than 1.03s.",
          description: "The 99th percentile of CoreDNS has been above 1 second for 15 minutes.",
        },
      ],
      nearMiss: { [bucket("0.9")]: "0+0x90", [bucket("1")]: "0+10x90", [bucket("+Inf")]: "0+10x90" },
    },
    { alert: "ClusterCpuRequestsHigh", ...reserved("cpu", "processors") },
    { alert: "ClusterMemoryRequestsHigh", ...reserved("memory", "memory") },
    {
      alert: "NamespaceQuotaAlmostUsed",
      series: { [quota("used")]: step(0.9, 0.95, 30), [quota("hard")]: "1x90" },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", resourcequota: "team", resource: "limits.cpu" },
          summary: "Namespace shop has almost used its quota of limits.cpu.",
          description: "95% of limits.cpu in quota team of namespace shop is used; at 100 % new pods are refused.",
        },
      ],
      // Nothing allowed and nothing used is no alarm.
      nearMiss: {
        [quota("used")]: "90x90",
        [quota("hard")]: "100x90",
        [quota("used", "none")]: "1x90",
        [quota("hard", "none")]: "0x90",
      },
    },
    {
      alert: "NamespaceStuckTerminating",
      series: { 'kube_namespace_status_phase{cluster="c", namespace="old", phase="Terminating"}': step(0, 1, 80) },
      from: 70,
      until: 90,
      fires: [
        {
          labels: { ...ticket, namespace: "old" },
          summary: "Namespace old does not end.",
          description: "Namespace old has been terminating for an hour; a finalizer waits for something that is gone.",
        },
      ],
      nearMiss: {
        'kube_namespace_status_phase{cluster="c", namespace="old", phase="Terminating"}': "0x90",
        'kube_namespace_status_phase{cluster="c", namespace="old", phase="Active"}': "1x90",
      },
    },
  ],
  recordings: [
    {
      record: "namespace:container_cpu_requests:cores",
      series: capacity("cpu", "2x20"),
      minute: 5,
      samples: { '{cluster="c", namespace="shop"}': 3 },
    },
    {
      record: "namespace:container_memory_requests:bytes",
      series: capacity("memory", "2x20"),
      minute: 5,
      samples: { '{cluster="c", namespace="shop"}': 3 },
    },
    {
      record: "cluster:cpu_requests:ratio_allocatable",
      series: capacity("cpu", "2x20"),
      minute: 5,
      samples: { '{cluster="c"}': 0.3 },
    },
    {
      record: "cluster:memory_requests:ratio_allocatable",
      series: capacity("memory", "2x20"),
      minute: 5,
      samples: { '{cluster="c"}': 0.3 },
    },
    {
      record: "cluster:coredns_errors:ratio_rate5m",
      series: { [answers("NOERROR")]: "0+60x40", [answers("SERVFAIL")]: burst(60, 20) },
      minute: 12,
      // 120 of 300 + 120 answers in 5 minutes.
      samples: { '{cluster="c"}': 0.2857 },
      decimals: 4,
    },
    {
      record: "cluster:coredns_errors:ratio_rate5m",
      series: { [answers("NOERROR")]: "0+60x40" },
      minute: 12,
      samples: { '{cluster="c"}': 0 },
    },
    {
      record: "cluster:coredns_request_duration_seconds:p99_rate5m",
      // Quick until minute 10, slow from then on: 3 of 8 in the window are quick.
      series: { [bucket("1")]: "0+60x10 600x20", [bucket("3")]: "0+60x10 600+60x20", [bucket("+Inf")]: "0+60x10 600+60x20" },
      minute: 12,
      samples: { '{cluster="c"}': 2.9 },
      decimals: 1,
    },
  ],
};
