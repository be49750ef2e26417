import { IMAGES } from "../core/versions";

/** The images that a collector may run, by the name of their distribution. */
export const COLLECTOR_IMAGES = {
  /** AWS Distro for OpenTelemetry: supported by AWS, without `transform`, connectors and node metrics. */
  adot: { ...IMAGES.adotCollector, upstream: "0.156.0" },
  /** Everything. */
  contrib: { ...IMAGES.opentelemetryCollector, upstream: "0.158.0" },
  /** The operator's and the charts' default, which can write neither to AMP nor with SigV4. */
  k8s: { ...IMAGES.opentelemetryCollectorK8s, upstream: "0.158.0" },
  /** The smallest: no SigV4, no Kubernetes, no queue on disk. */
  core: { ...IMAGES.opentelemetryCollectorCore, upstream: "0.158.0" },
} as const;

/** Name of a distribution. */
export type CollectorImageName = keyof typeof COLLECTOR_IMAGES;

/** A distribution that knows Kubernetes and keeps queues on disk. */
export type KubernetesCollectorImage = Exclude<CollectorImageName, "core">;

/** The kinds of components. */
export type ComponentKind = "receivers" | "processors" | "exporters" | "connectors" | "extensions";

/** Which images have a component, and under which name. */
export interface ComponentFact {
  /** Images that hold it. */
  readonly images: readonly CollectorImageName[];
  /**
   * The name it had before; collectors from `since` on know both.
   * @default - always the same
   */
  readonly formerly?: string;
  /**
   * Upstream version that brought the name.
   * @default - all that this project knows
   */
  readonly since?: string;
  /**
   * How an exporter keeps what it can't send: `queue` in a `sending_queue` that may be on disk; `none` not beyond memory, so that a
   * gateway puts a queue of its own in front; `local` sends nowhere.
   * @default "local"
   */
  readonly keeps?: "queue" | "none" | "local";
}

const ALL = ["adot", "contrib", "k8s", "core"] as const;
const ADOT_CONTRIB_K8S = ["adot", "contrib", "k8s"] as const;
const AWS = ["adot", "contrib"] as const;
const CONTRIB_K8S = ["contrib", "k8s"] as const;

/**
 * Which component is in which image.
 *
 * @see open-telemetry/opentelemetry-collector-releases v0.158.0, `distributions/<name>/manifest.yaml`, and
 * aws-observability/aws-otel-collector v0.49.0, `pkg/defaultcomponents/defaults.go` (read 2026-11). Names from the `metadata.yaml` of the
 * modules; `since` from the changelogs, where "0.152.0" is the oldest that was looked at.
 */
export const COLLECTOR_COMPONENTS: Readonly<Record<ComponentKind, Readonly<Record<string, ComponentFact>>>> = {
  receivers: {
    otlp: { images: ALL },
    prometheus: { images: ALL },
    host_metrics: { images: ["contrib", "k8s", "core"], formerly: "hostmetrics", since: "0.152.0" },
    kubeletstats: { images: CONTRIB_K8S },
    file_log: { images: ADOT_CONTRIB_K8S, formerly: "filelog", since: "0.149.0" },
  },
  processors: {
    memory_limiter: { images: ALL },
    batch: { images: ALL },
    filter: { images: ALL },
    resource: { images: ALL },
    k8s_attributes: { images: ADOT_CONTRIB_K8S, formerly: "k8sattributes", since: "0.146.0" },
    resource_detection: { images: ADOT_CONTRIB_K8S, formerly: "resourcedetection", since: "0.153.0" },
    tail_sampling: { images: ADOT_CONTRIB_K8S },
    transform: { images: CONTRIB_K8S },
  },
  exporters: {
    otlp_grpc: { images: ALL, formerly: "otlp", since: "0.144.0", keeps: "queue" },
    otlp_http: { images: ALL, formerly: "otlphttp", since: "0.144.0", keeps: "queue" },
    load_balancing: { images: ADOT_CONTRIB_K8S, formerly: "loadbalancing", since: "0.153.0", keeps: "queue" },
    prometheus_remote_write: {
      images: ["adot", "contrib", "core"],
      formerly: "prometheusremotewrite",
      since: "0.154.0",
      keeps: "none",
    },
    awsxray: { images: AWS, keeps: "none" },
    awsemf: { images: AWS, keeps: "none" },
    awscloudwatchlogs: { images: AWS, keeps: "queue" },
    debug: { images: ALL },
    file: { images: ALL },
  },
  connectors: {
    span_metrics: { images: CONTRIB_K8S, formerly: "spanmetrics", since: "0.152.0" },
    service_graph: { images: CONTRIB_K8S, formerly: "servicegraph", since: "0.158.0" },
  },
  extensions: {
    health_check: { images: ALL },
    sigv4auth: { images: AWS },
    file_storage: { images: ADOT_CONTRIB_K8S },
  },
};

/** The type of a component, from its id: `otlp_http` of `otlp_http/xray`. */
export function componentType(id: string): string {
  return id.split("/")[0]!;
}
