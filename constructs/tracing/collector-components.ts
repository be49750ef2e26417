/**
 * Settings of the collector components that this project configures, in the collector's own spelling, as version 0.158 reads them.
 * The names are the newer ones (`otlp_http`, `k8s_attributes`, `prometheus_remote_write`), which collectors know from 0.154 on.
 * A component joins by one line in the table of its kind.
 */

/** A length of time as the collector writes it, such as `200ms`, `5s` or `1m`. */
export type CollectorDuration = `${number}${"ms" | "s" | "m" | "h"}`;

/** Who signs the requests of an exporter: the id of an extension, such as `sigv4auth/aps`. */
export type CollectorAuth = { readonly authenticator: string };

/** Retries of an exporter. By default the collector gives up on a batch after 5 minutes. */
export type RetrySettings = {
  readonly enabled?: boolean;
  readonly initial_interval?: CollectorDuration;
  readonly max_interval?: CollectorDuration;
  /** `0s` never gives up. */
  readonly max_elapsed_time?: CollectorDuration;
};

/** The queue in front of an exporter, in memory unless `storage` names an extension that keeps it on disk. */
export type SendingQueue = {
  readonly enabled?: boolean;
  readonly num_consumers?: number;
  /** Requests that wait at most. */
  readonly queue_size?: number;
  /** Id of a storage extension. */
  readonly storage?: string;
};

type Endpoint = { readonly endpoint: string };

/** @see receiver/otlpreceiver */
export type OtlpReceiver = { readonly protocols: { readonly grpc?: Endpoint; readonly http?: Endpoint } };

/** A value that YAML can hold. */
type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** @see receiver/prometheusreceiver: Prometheus's own spelling; a `$` is written `$$`, because the collector reads variables there */
export type PrometheusReceiver = {
  readonly config: {
    readonly global?: { readonly scrape_interval?: CollectorDuration };
    readonly scrape_configs: readonly { readonly [key: string]: Plain }[];
  };
};

/** @see processor/memorylimiterprocessor */
export type MemoryLimiter = {
  readonly check_interval: CollectorDuration;
  /** Percent of the container's memory at which the collector refuses data. */
  readonly limit_percentage: number;
  /** Percent that is kept for a spike: refusal begins at limit minus spike. */
  readonly spike_limit_percentage: number;
};

/** @see processor/batchprocessor */
export type BatchProcessor = {
  readonly send_batch_size?: number;
  readonly send_batch_max_size?: number;
  readonly timeout?: CollectorDuration;
};

/** @see processor/k8sattributesprocessor: needs get, list, watch on pods and namespaces, and on replica sets for the deployment */
export type K8sAttributes = {
  readonly auth_type?: "serviceAccount" | "none";
  readonly passthrough?: boolean;
  readonly extract?: { readonly metadata?: readonly string[] };
  readonly pod_association?: readonly {
    readonly sources: readonly { readonly from: "resource_attribute" | "connection"; readonly name?: string }[];
  }[];
};

type TransformGroup = {
  readonly context: "resource" | "scope" | "span" | "spanevent" | "metric" | "datapoint" | "log";
  readonly statements: readonly string[];
};

/** @see processor/transformprocessor: statements in OTTL */
export type TransformProcessor = {
  readonly error_mode?: "ignore" | "silent" | "propagate";
  readonly trace_statements?: readonly TransformGroup[];
  readonly metric_statements?: readonly TransformGroup[];
  readonly log_statements?: readonly TransformGroup[];
};

/** @see exporter/otlphttpexporter: `endpoint` gets `/v1/<signal>` appended, the others are full URLs */
export type OtlpHttpExporter = {
  readonly endpoint?: string;
  readonly traces_endpoint?: string;
  readonly metrics_endpoint?: string;
  readonly logs_endpoint?: string;
  readonly compression?: "gzip" | "none";
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: CollectorAuth;
  readonly sending_queue?: SendingQueue;
  readonly retry_on_failure?: RetrySettings;
};

/** @see exporter/prometheusremotewriteexporter: snappy only, with a queue of its own */
export type PrometheusRemoteWriteExporter = {
  readonly endpoint: string;
  readonly auth?: CollectorAuth;
  readonly external_labels?: Readonly<Record<string, string>>;
  /** Whether units and types are appended to names; series that were scraped have their names already. */
  readonly add_metric_suffixes?: boolean;
  /** Whether every attribute of a resource becomes a label: multiplies series, so name few attributes upstream. */
  readonly resource_to_telemetry_conversion?: { readonly enabled: boolean };
  readonly target_info?: { readonly enabled: boolean };
  readonly remote_write_queue?: { readonly enabled?: boolean; readonly queue_size?: number; readonly num_consumers?: number };
  readonly retry_on_failure?: RetrySettings;
};

/** @see exporter/debugexporter */
export type DebugExporter = { readonly verbosity?: "basic" | "normal" | "detailed" };

/** @see extension/sigv4authextension: credentials from the default chain, so Pod Identity works */
export type SigV4Auth = { readonly region: string; readonly service: string };

/** The receivers that configurations may name, by type. */
export type KnownReceivers = { readonly otlp: OtlpReceiver; readonly prometheus: PrometheusReceiver };

/** The processors that configurations may name, by type. */
export type KnownProcessors = {
  readonly memory_limiter: MemoryLimiter;
  readonly batch: BatchProcessor;
  readonly k8s_attributes: K8sAttributes;
  readonly transform: TransformProcessor;
};

/** The exporters that configurations may name, by type. */
export type KnownExporters = {
  readonly otlp_http: OtlpHttpExporter;
  readonly prometheus_remote_write: PrometheusRemoteWriteExporter;
  readonly debug: DebugExporter;
};

/** The extensions that configurations may name, by type. */
export type KnownExtensions = { readonly health_check: Endpoint; readonly sigv4auth: SigV4Auth };

/** Components of one kind by their id, which is a type or a type with a name: `otlp_http`, `otlp_http/xray`. */
export type Components<Known> = { readonly [Type in keyof Known & string as Type | `${Type}/${string}`]?: Known[Type] };
