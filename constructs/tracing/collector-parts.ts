import type { CollectorTelemetry } from "./collector-document";
import type { K8sAttributes, MemoryLimiter, ResourceProcessor } from "./collector-processors";
import type { OtlpReceiver } from "./collector-receivers";

/** The pod's own address, which the chart puts into this variable. Listening there keeps the ports off the node's other networks. */
export const POD_ADDRESS = "${env:MY_POD_IP}";

/** Percent of the container's memory; the collector reads its limit from the cgroup. */
export const MEMORY_LIMITER: MemoryLimiter = { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 };

/** OTLP over gRPC and HTTP on the usual ports. */
export const OTLP_RECEIVER: OtlpReceiver = {
  protocols: { grpc: { endpoint: `${POD_ADDRESS}:4317` }, http: { endpoint: `${POD_ADDRESS}:4318` } },
};

/** Which pod sent something, by what it says, what an agent says, or its address: applications need not say it themselves. */
export const POD_ATTRIBUTES: K8sAttributes = {
  auth_type: "serviceAccount",
  extract: { metadata: ["k8s.namespace.name", "k8s.pod.name", "k8s.deployment.name", "k8s.node.name"] },
  pod_association: [{ sources: [{ from: "resource_attribute", name: "k8s.pod.ip" }] }, { sources: [{ from: "connection" }] }],
};

/** The cluster that everything came from; what an agent or an application said before is replaced. */
export function clusterAttribute(clusterName: string): ResourceProcessor {
  return { attributes: [{ key: "k8s.cluster.name", value: clusterName, action: "upsert" }] };
}

/** The collector's own logs and metrics; a reader of host and port alone writes counters without `_total` (0.158). */
export const SELF_TELEMETRY: CollectorTelemetry = {
  logs: { encoding: "json" },
  metrics: { readers: [{ pull: { exporter: { prometheus: { host: POD_ADDRESS, port: 8888 } } } }] },
};
