import { destinationId, TELEMETRY_SIGNALS, type OtlpDestination, type TelemetrySignal } from "../core/telemetry-destinations";
import { awsOtlpEndpoint } from "./aws-otlp-endpoints";
import { componentNamed, type SendingQueue } from "./collector-components";
import { type AmpDestination, type CollectorDestination, headerVariable, OTLP_LOG_STREAM } from "./collector-destinations";
import type { CollectorDocument } from "./collector-document";

/** What all destinations of one gateway share. */
export interface DestinationContext {
  /** Region of every AWS destination. */
  readonly region: string;
  /** Name of the cluster, a label of every metric. */
  readonly clusterName: string;
  /** Further labels of every metric. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** How much may wait on disk for one destination. */
  readonly queueBytes: number;
}

/** What a gateway needs for one destination. */
export interface DestinationParts {
  readonly extensions: CollectorDocument["extensions"];
  readonly exporters: CollectorDocument["exporters"];
  /** The exporter that gets each signal. */
  readonly feeds: Readonly<Partial<Record<TelemetrySignal, string>>>;
  /** Exporters that keep nothing on disk, by signal: the gateway puts a queue of its own in front of them. */
  readonly behindQueue: boolean;
}

/** Never gives up: the disk is what bounds how long a destination may be away. */
export const RETRY_FOREVER = { enabled: true, initial_interval: "1s", max_interval: "30s", max_elapsed_time: "0s" } as const;

/** Remote write behind a queue on disk, which repeats what failed; with a queue and a time of its own the exporter would drop it. */
export const WRITES_WHAT_THE_QUEUE_REPEATS = {
  timeout: "0s",
  remote_write_queue: { enabled: false },
  retry_on_failure: { enabled: false },
} as const;

/** Id of the extension that keeps queues. */
export const QUEUE_STORAGE = "file_storage/queue";

/**
 * A queue on disk. What arrives is written before the sender hears that it was taken, and joined to larger requests after that, so that
 * neither an outage nor the end of the process loses anything. Without `fsync`, the loss of the whole node may.
 */
export function diskQueue(bytes: number, options: { maxItems: number; inOrder?: boolean }): SendingQueue {
  return {
    storage: QUEUE_STORAGE,
    sizer: "bytes",
    queue_size: bytes,
    // One request after the other keeps samples of a series in order.
    num_consumers: options.inOrder ? 1 : 4,
    batch: { sizer: "items", min_size: Math.ceil(options.maxItems / 2), max_size: options.maxItems, flush_timeout: "200ms" },
  };
}

/** The exporters of a destination. */
export function destinationParts(destination: CollectorDestination, context: DestinationContext): DestinationParts {
  const { region, queueBytes } = context;
  const id = destinationId(destination);
  switch (destination.kind) {
    case "amp":
      return {
        ...NOTHING,
        extensions: signer("aps", region),
        exporters: { "prometheus_remote_write/amp": remoteWrite(destination, context) },
        feeds: { metrics: "prometheus_remote_write/amp" },
        behindQueue: true,
      };
    case "xray":
      return destination.exporter === "awsxray"
        ? {
            ...NOTHING,
            exporters: { awsxray: { region, indexed_attributes: [] } },
            feeds: { traces: "awsxray" },
            behindQueue: true,
          }
        : awsOtlp("xray", "traces", context);
    case "cloudwatch-metrics":
      return awsOtlp("monitoring", "metrics", context);
    case "cloudwatch-logs": {
      const { logGroupName } = destination.logGroup;
      if (destination.exporter === "awscloudwatchlogs") {
        const settings = {
          region,
          log_group_name: logGroupName,
          log_stream_name: OTLP_LOG_STREAM,
          sending_queue: { storage: QUEUE_STORAGE, queue_size: 1000, num_consumers: 1 },
          retry_on_failure: RETRY_FOREVER,
        };
        return { ...NOTHING, exporters: { awscloudwatchlogs: settings }, feeds: { logs: "awscloudwatchlogs" } };
      }
      return awsOtlp("logs", "logs", context, { "x-aws-log-group": logGroupName, "x-aws-log-stream": OTLP_LOG_STREAM });
    }
    case "emf":
      return {
        ...NOTHING,
        exporters: {
          awsemf: {
            region,
            namespace: destination.metricNamespace,
            log_group_name: destination.logGroup.logGroupName,
            log_stream_name: OTLP_LOG_STREAM,
            dimension_rollup_option: "NoDimensionRollup",
            resource_to_telemetry_conversion: { enabled: true },
          },
        },
        feeds: { metrics: "awsemf" },
        behindQueue: true,
      };
    case "jaeger":
      return {
        ...NOTHING,
        exporters: {
          "otlp_grpc/jaeger": {
            endpoint: destination.endpoint,
            tls: { insecure: true },
            sending_queue: diskQueue(queueBytes, { maxItems: 4096 }),
            retry_on_failure: RETRY_FOREVER,
          },
        },
        feeds: { traces: "otlp_grpc/jaeger" },
      };
    case "otlp":
      return {
        ...NOTHING,
        exporters: componentNamed(`otlp_http/${id}` as const, otlpHttp(destination, context)),
        feeds: Object.fromEntries((destination.signals ?? TELEMETRY_SIGNALS).map((signal) => [signal, `otlp_http/${id}`])),
      };
  }
}

const NOTHING = { extensions: {}, exporters: {}, behindQueue: false } as const;

function signer(service: string, region: string): CollectorDocument["extensions"] {
  return componentNamed(`sigv4auth/${service}` as const, { region, service });
}

/** One of AWS's OTLP endpoints; X-Ray takes at most 10,000 spans and 5 MB a request (CloudWatch User Guide, read 2026-11). */
function awsOtlp(
  service: "xray" | "logs" | "monitoring",
  signal: TelemetrySignal,
  { region, queueBytes }: DestinationContext,
  headers?: Readonly<Record<string, string>>,
): DestinationParts {
  const id = `otlp_http/${service}` as const;
  return {
    ...NOTHING,
    extensions: signer(service, region),
    exporters: componentNamed(id, {
      [`${signal}_endpoint`]: awsOtlpEndpoint(service, region),
      compression: "gzip" as const,
      auth: { authenticator: `sigv4auth/${service}` },
      ...(headers && { headers }),
      sending_queue: diskQueue(queueBytes, { maxItems: 4096 }),
      retry_on_failure: RETRY_FOREVER,
    }),
    feeds: { [signal]: id },
  };
}

function remoteWrite({ workspace }: AmpDestination, { region, clusterName, externalLabels }: DestinationContext) {
  return {
    endpoint: workspace.remoteWriteUrl,
    auth: { authenticator: "sigv4auth/aps" },
    external_labels: { ...externalLabels, cluster: clusterName, region },
    resource_to_telemetry_conversion: { enabled: true },
    target_info: { enabled: false },
    ...WRITES_WHAT_THE_QUEUE_REPEATS,
  } as const;
}

function otlpHttp({ name, endpoint, header }: OtlpDestination, { queueBytes }: DestinationContext) {
  return {
    endpoint,
    compression: "gzip",
    ...(header && { headers: { [header.name]: `\${env:${headerVariable(name)}}` } }),
    sending_queue: diskQueue(queueBytes, { maxItems: 4096 }),
    retry_on_failure: RETRY_FOREVER,
  } as const;
}
