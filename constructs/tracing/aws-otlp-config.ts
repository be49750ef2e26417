import { type Partition, partitionOf } from "../core/aws-location";
import type { CollectorDocument, CollectorPipeline } from "./collector-document";
import type { K8sAttributes, TransformProcessor } from "./collector-processors";

/** Where a collector sends to, and what it calls itself. */
export interface AwsOtlpConfigProps {
  /** Region of X-Ray and of the workspace; must be known, because it decides the host names. */
  readonly region: string;
  /** Name of the cluster: label `cluster` of every metric, attribute `k8s.cluster.name` of every span. */
  readonly clusterName: string;
  /**
   * Labels that every metric gets besides `cluster` and `region`, such as the environment.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Remote-write URL of an AMP workspace, ending in `/api/v1/remote_write`; may be a token.
   * @default - metrics are not received
   */
  readonly remoteWriteUrl?: string;
  /**
   * Whether traces are received and sent to X-Ray. Needs Transaction Search in the account, without which the endpoint refuses them.
   * @default true
   */
  readonly traces?: boolean;
}

/** X-Ray's OTLP endpoint of a region. @see CloudWatch User Guide, OpenTelemetry endpoints (read 2026-11) */
export function xrayTracesEndpoint(region: string): string {
  return `https://xray.${region}.${dnsSuffix(partitionOf(region))}/v1/traces`;
}

/**
 * The default way from applications to AWS: OTLP in, metrics to AMP by remote write, traces to X-Ray's OTLP endpoint, both signed
 * with SigV4. It needs no exporter of AWS's own, so any collector of the contrib family runs it.
 */
export function awsOtlpConfig(props: AwsOtlpConfigProps): CollectorDocument {
  const { region, remoteWriteUrl, traces = true } = props;
  const metrics = remoteWriteUrl !== undefined;
  return {
    extensions: {
      health_check: { endpoint: `${POD_ADDRESS}:13133` },
      ...(metrics && { "sigv4auth/aps": { region, service: "aps" } }),
      ...(traces && { "sigv4auth/xray": { region, service: "xray" } }),
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: `${POD_ADDRESS}:4317` }, http: { endpoint: `${POD_ADDRESS}:4318` } } },
    },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
      k8s_attributes: POD_ATTRIBUTES,
      "transform/cluster": clusterAttribute(props.clusterName),
      // X-Ray takes at most 10,000 spans and 5 MB a request (CloudWatch User Guide, read 2026-11).
      batch: { send_batch_size: 4096, send_batch_max_size: 8192, timeout: "200ms" },
    },
    exporters: {
      ...(metrics && { prometheus_remote_write: remoteWrite(props, remoteWriteUrl) }),
      ...(traces && { "otlp_http/xray": xrayExporter(region) }),
    },
    service: {
      extensions: ["health_check", ...(metrics ? ["sigv4auth/aps"] : []), ...(traces ? ["sigv4auth/xray"] : [])],
      pipelines: {
        ...(metrics && { metrics: pipelineTo("prometheus_remote_write") }),
        ...(traces && { traces: pipelineTo("otlp_http/xray") }),
      },
      telemetry: {
        logs: { encoding: "json" },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: POD_ADDRESS, port: 8888 } } } }] },
      },
    },
  };
}

/** The pod's own address, which the chart puts into this variable. Listening there keeps the ports off the node's other networks. */
const POD_ADDRESS = "${env:MY_POD_IP}";

/** Which pod sent something, by its address: applications need not say it themselves. */
const POD_ATTRIBUTES: K8sAttributes = {
  auth_type: "serviceAccount",
  extract: { metadata: ["k8s.namespace.name", "k8s.pod.name", "k8s.deployment.name", "k8s.node.name"] },
  pod_association: [{ sources: [{ from: "resource_attribute", name: "k8s.pod.ip" }] }, { sources: [{ from: "connection" }] }],
};

function clusterAttribute(clusterName: string): TransformProcessor {
  const statements = [`set(attributes["k8s.cluster.name"], ${JSON.stringify(clusterName)})`];
  const group = { context: "resource", statements } as const;
  return { error_mode: "ignore", trace_statements: [group], metric_statements: [group] };
}

function remoteWrite({ region, clusterName, externalLabels }: AwsOtlpConfigProps, endpoint: string) {
  return {
    endpoint,
    auth: { authenticator: "sigv4auth/aps" },
    external_labels: { ...externalLabels, cluster: clusterName, region },
    resource_to_telemetry_conversion: { enabled: true },
    target_info: { enabled: false },
  };
}

function xrayExporter(region: string) {
  return {
    traces_endpoint: xrayTracesEndpoint(region),
    compression: "gzip",
    auth: { authenticator: "sigv4auth/xray" },
  } as const;
}

function pipelineTo(exporter: string): CollectorPipeline {
  return {
    receivers: ["otlp"],
    processors: ["memory_limiter", "k8s_attributes", "transform/cluster", "batch"],
    exporters: [exporter],
  };
}

/** The domain of AWS's endpoints; China has its own, GovCloud (US) shares the common one. */
function dnsSuffix(partition: Partition): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
