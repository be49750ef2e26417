import { throwFaults } from "../core/validation";
import type { CollectorDuration } from "./collector-components";
import type { CollectorDocument } from "./collector-document";
import { clusterAttribute, MEMORY_LIMITER, OTLP_RECEIVER, POD_ADDRESS, POD_ATTRIBUTES, SELF_TELEMETRY } from "./collector-parts";
import type { ResourceDetection } from "./collector-processors";
import type { PrometheusReceiver, ScrapeConfig } from "./collector-receivers";
import { annotatedPods } from "./pod-discovery";

/** What an agent collects on its node, and which gateway gets it. */
export interface AgentDocumentProps {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** The gateway's service: its name, and its namespace. */
  readonly gateway: { readonly service: string; readonly namespace: string };
  /**
   * Whether all spans of a trace go to the same pod of the gateway, which tail sampling needs as soon as there are several. The agent
   * then watches the gateway's endpoints.
   * @default false
   */
  readonly balanceByTrace?: boolean;
  /**
   * Whether pods with the annotation `prometheus.io/scrape: "true"` are scraped.
   * @default true
   */
  readonly scrapeAnnotatedPods?: boolean;
  /**
   * Jobs with fixed targets in Prometheus's own spelling. Every agent runs them, so they are for targets on the node itself.
   * @default - none
   */
  readonly scrapeJobs?: readonly ScrapeConfig[];
  /**
   * Address of a target allocator, which shares the targets of ServiceMonitors and PodMonitors among the agents.
   * @default - none
   */
  readonly targetAllocator?: string;
  /**
   * Whether CPU, memory, disks and network of the node are measured. node-exporter measures the same under other names.
   * @default false
   */
  readonly hostMetrics?: boolean;
  /**
   * Whether pods and containers are measured at the kubelet. cAdvisor's metrics have the same under other names.
   * @default false
   */
  readonly kubeletMetrics?: boolean;
  /**
   * Whether logs of containers are read, for clusters without Fluent Bit; both would send every line twice.
   * @default false
   */
  readonly podLogs?: boolean;
  /**
   * What is found out about the node. `eks` and `ec2` ask the instance metadata, which pods reach neither in Auto Mode nor with a hop
   * limit of 1; `env` reads `OTEL_RESOURCE_ATTRIBUTES`.
   * @default ["env"]
   */
  readonly detectors?: ResourceDetection["detectors"];
}

/** How much an agent keeps in memory while the gateway is away. */
const QUEUE = { sizer: "bytes", queue_size: 64 * 1024 ** 2, num_consumers: 4 } as const;
const RETRY = { enabled: true, initial_interval: "1s", max_interval: "10s", max_elapsed_time: "0s" } as const;
const EVERY: CollectorDuration = "30s";

/**
 * The configuration of an agent, one on each node: OTLP of the node's pods in, annotated pods scraped, everything to the gateway. What
 * the node is stands in resource attributes; what applications say of themselves is not replaced.
 *
 * @throws ValidationError when a job is there twice
 */
export function agentDocument(props: AgentDocumentProps): CollectorDocument {
  const { service, namespace } = props.gateway;
  const prometheus = prometheusReceiver(props);
  const metrics = [
    "otlp",
    ...(prometheus ? ["prometheus"] : []),
    ...(props.hostMetrics ? ["host_metrics"] : []),
    ...(props.kubeletMetrics ? ["kubeletstats"] : []),
  ];
  const processors = ["memory_limiter", "k8s_attributes", "resource_detection", "resource/cluster"];
  const gateway = "otlp_grpc/gateway";
  const traces = props.balanceByTrace ? "load_balancing" : gateway;
  const pipeline = (receivers: readonly string[], exporter: string) => ({ receivers, processors, exporters: [exporter] });
  const extensions = {
    health_check: { endpoint: `${POD_ADDRESS}:13133` },
    ...(props.podLogs && { "file_storage/positions": { directory: "/var/lib/otelcol", create_directory: true } }),
  };
  return {
    extensions,
    receivers: {
      otlp: OTLP_RECEIVER,
      ...(prometheus && { prometheus }),
      ...(props.hostMetrics && { host_metrics: HOST_METRICS }),
      ...(props.kubeletMetrics && { kubeletstats: KUBELET }),
      ...(props.podLogs && { file_log: podLogs(namespace) }),
    },
    processors: {
      memory_limiter: MEMORY_LIMITER,
      k8s_attributes: {
        ...POD_ATTRIBUTES,
        filter: { node_from_env_var: "K8S_NODE_NAME" },
        // The gateway finds the pod by its address, which it can't see any more.
        extract: { metadata: [...POD_ATTRIBUTES.extract!.metadata!, "k8s.pod.ip"] },
      },
      resource_detection: { detectors: props.detectors ?? ["env"], timeout: "2s", override: false },
      "resource/cluster": clusterAttribute(props.clusterName),
    },
    exporters: {
      [gateway]: {
        endpoint: `${service}.${namespace}:4317`,
        tls: { insecure: true },
        sending_queue: QUEUE,
        retry_on_failure: RETRY,
      },
      ...(props.balanceByTrace && {
        load_balancing: {
          routing_key: "traceID",
          protocol: { otlp: { tls: { insecure: true }, timeout: "10s" } },
          resolver: { k8s: { service: `${service}.${namespace}`, ports: [4317] } },
          sending_queue: QUEUE,
          retry_on_failure: RETRY,
        },
      }),
    },
    service: {
      extensions: Object.keys(extensions),
      pipelines: {
        traces: pipeline(["otlp"], traces),
        metrics: pipeline(metrics, gateway),
        logs: pipeline(["otlp", ...(props.podLogs ? ["file_log"] : [])], gateway),
      },
      telemetry: SELF_TELEMETRY,
    },
  };
}

function prometheusReceiver(props: AgentDocumentProps): PrometheusReceiver | undefined {
  const { scrapeJobs = [], scrapeAnnotatedPods = true, targetAllocator } = props;
  const jobs = [...(scrapeAnnotatedPods ? [annotatedPods()] : []), ...scrapeJobs];
  const names = jobs.map((job) => job.job_name);
  throwFaults(
    `agent of cluster "${props.clusterName}"`,
    names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ path: "scrapeJobs", problem: "has a job twice", got: name, fix: "give every job a name of its own" })),
  );
  if (jobs.length === 0 && targetAllocator === undefined) {
    return undefined;
  }
  return {
    ...(jobs.length > 0 && { config: { scrape_configs: jobs } }),
    ...(targetAllocator !== undefined && {
      target_allocator: { endpoint: targetAllocator, interval: EVERY, collector_id: "${env:POD_NAME}" },
    }),
  };
}

/** The node's file system is mounted here. */
const HOST_METRICS = {
  collection_interval: EVERY,
  root_path: "/hostfs",
  scrapers: { cpu: {}, load: {}, memory: {}, disk: {}, filesystem: {}, network: {} },
} as const;

const KUBELET = {
  collection_interval: EVERY,
  auth_type: "serviceAccount",
  endpoint: "https://${env:K8S_NODE_NAME}:10250",
  // Kubelets of EKS present a certificate that no pod's authority signed.
  insecure_skip_verify: true,
  metric_groups: ["node", "pod", "container"],
} as const;

function podLogs(ownNamespace: string) {
  return {
    include: ["/var/log/pods/*/*/*.log"],
    // What collectors log about a line would be a line again.
    exclude: [`/var/log/pods/${ownNamespace}_otel-*/*/*.log`],
    start_at: "end",
    include_file_path: true,
    storage: "file_storage/positions",
    retry_on_failure: { enabled: true },
    operators: [{ type: "container", id: "container-parser" }],
  } as const;
}
