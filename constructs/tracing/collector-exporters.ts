import type { ClientTls, CollectorAuth, CollectorDuration, RetrySettings, SendingQueue } from "./collector-components";

/** What every exporter with a queue has. */
type Queued = {
  readonly timeout?: CollectorDuration;
  readonly sending_queue?: SendingQueue;
  readonly retry_on_failure?: RetrySettings;
};

/** @see exporter/otlpexporter: `host:port` without scheme */
export type OtlpGrpcExporter = Queued & {
  readonly endpoint: string;
  readonly tls?: ClientTls;
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: CollectorAuth;
};

/** @see exporter/otlphttpexporter: `endpoint` gets `/v1/<signal>` appended, the others are full URLs */
export type OtlpHttpExporter = Queued & {
  readonly endpoint?: string;
  readonly traces_endpoint?: string;
  readonly metrics_endpoint?: string;
  readonly logs_endpoint?: string;
  readonly compression?: "gzip" | "none";
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: CollectorAuth;
  readonly tls?: ClientTls;
};

/**
 * Writes in snappy only, and has a queue of its own in memory, from which it drops what it could not send within `timeout` (5 s by
 * default), whatever `retry_on_failure` says: the time bounds all retries of a request together.
 *
 * @see exporter/prometheusremotewriteexporter, exporter.go and factory.go at 0.158.0 (read 2026-11)
 */
export type PrometheusRemoteWriteExporter = {
  readonly endpoint: string;
  /** `0s` leaves the end of a request to whoever asked for it. */
  readonly timeout?: CollectorDuration;
  readonly auth?: CollectorAuth;
  readonly external_labels?: Readonly<Record<string, string>>;
  /** Whether every attribute of a resource becomes a label: multiplies series, so name few attributes upstream. */
  readonly resource_to_telemetry_conversion?: { readonly enabled: boolean };
  readonly target_info?: { readonly enabled: boolean };
  /** Whether units and types are written into names; the receiver `prometheus` reads names that have them already. */
  readonly add_metric_suffixes?: boolean;
  readonly remote_write_queue?: { readonly enabled?: boolean; readonly queue_size?: number; readonly num_consumers?: number };
  readonly max_batch_request_parallelism?: number;
  readonly retry_on_failure?: RetrySettings;
};

/** @see exporter/loadbalancingexporter: sends all spans of a trace to the same collector */
export type LoadBalancingExporter = Queued & {
  readonly routing_key?: "traceID" | "service" | "metric" | "resource" | "streamID";
  readonly protocol: { readonly otlp: Queued & { readonly tls?: ClientTls } };
  readonly resolver:
    | { readonly static: { readonly hostnames: readonly string[] } }
    | { readonly dns: { readonly hostname: string; readonly port?: string } }
    | { readonly k8s: { readonly service: string; readonly ports?: readonly number[] } };
};

/** @see exporter/debugexporter */
export type DebugExporter = { readonly verbosity?: "basic" | "normal" | "detailed" };

/** @see exporter/fileexporter */
export type FileExporter = { readonly path: string; readonly flush_interval?: CollectorDuration };

/** @see exporter/awsxrayexporter: X-Ray's own segments, for accounts without Transaction Search */
export type AwsXrayExporter = {
  readonly region: string;
  readonly index_all_attributes?: boolean;
  readonly indexed_attributes?: readonly string[];
  readonly num_workers?: number;
  readonly max_retries?: number;
};

/** @see exporter/awsemfexporter: metrics as log events, which CloudWatch makes metrics of */
export type AwsEmfExporter = {
  readonly region: string;
  readonly namespace: string;
  readonly log_group_name: string;
  readonly log_stream_name?: string;
  readonly dimension_rollup_option?: "NoDimensionRollup" | "SingleDimensionRollupOnly" | "ZeroAndSingleDimensionRollup";
  readonly resource_to_telemetry_conversion?: { readonly enabled: boolean };
};

/** @see exporter/awscloudwatchlogsexporter */
export type AwsCloudWatchLogsExporter = Queued & {
  readonly region: string;
  readonly log_group_name: string;
  readonly log_stream_name: string;
  readonly raw_log?: boolean;
};

/** The exporters that configurations may name, by type. */
export type KnownExporters = {
  readonly otlp_grpc: OtlpGrpcExporter;
  readonly otlp_http: OtlpHttpExporter;
  readonly prometheus_remote_write: PrometheusRemoteWriteExporter;
  readonly load_balancing: LoadBalancingExporter;
  readonly debug: DebugExporter;
  readonly file: FileExporter;
  readonly awsxray: AwsXrayExporter;
  readonly awsemf: AwsEmfExporter;
  readonly awscloudwatchlogs: AwsCloudWatchLogsExporter;
};
