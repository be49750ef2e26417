import type { OpenDestination } from "../core/telemetry-destinations";
import type { ILogGroupRef } from "../logs/log-group-ref";

/** An AMP workspace as its writers know it; both may be tokens. */
export interface RemoteWriteTarget {
  /** ARN of the workspace. */
  readonly workspaceArn: string;
  /** URL that ends in `/api/v1/remote_write`. */
  readonly remoteWriteUrl: string;
}

/** Metrics to a workspace of Amazon Managed Service for Prometheus by remote write: 0.90 USD per 10 million samples (us-east-1). */
export interface AmpDestination {
  readonly kind: "amp";
  /** The workspace. */
  readonly workspace: RemoteWriteTarget;
}

/** Logs to a log group that exists, into the stream `otlp`, which `OtelCollector` makes. */
export interface CloudWatchLogsDestination {
  readonly kind: "cloudwatch-logs";
  /** The group; neither the endpoint nor the exporter may make one. */
  readonly logGroup: ILogGroupRef;
  /**
   * `otlp` sends events over 1 MB cut; `awscloudwatchlogs` uses PutLogEvents and can't be tested offline.
   * @default "otlp"
   */
  readonly exporter?: "otlp" | "awscloudwatchlogs";
}

/** Metrics to CloudWatch as log events in embedded metric format, with the exporter `awsemf`, which can't be tested offline. */
export interface EmfDestination {
  readonly kind: "emf";
  /** The group that the events go to; it exists. */
  readonly logGroup: ILogGroupRef;
  /** CloudWatch namespace of the metrics, at most 255 characters. */
  readonly metricNamespace: string;
}

/** Somewhere that a collector sends to. */
export type CollectorDestination = AmpDestination | CloudWatchLogsDestination | EmfDestination | OpenDestination;

/** The log stream that the collector writes to; it must exist before the first event. */
export const OTLP_LOG_STREAM = "otlp";

/** The variable of the collector's pod that holds the secret header of a destination. */
export function headerVariable(name: string): string {
  return `OTLP_HEADER_${name.toUpperCase().replaceAll("-", "_")}`;
}
