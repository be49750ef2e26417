/**
 * What the settings of several kinds of collector components have in common, in the collector's own spelling, as version 0.158 reads
 * them. A component joins by one line in the table of its kind, and one in `COLLECTOR_COMPONENTS`.
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
  /** How much waits at most, in units of `sizer`. */
  readonly queue_size?: number;
  readonly sizer?: "requests" | "items" | "bytes";
  /** Whether senders wait while the queue is full, instead of being refused. */
  readonly block_on_overflow?: boolean;
  /** Id of a storage extension. */
  readonly storage?: string;
  /** Joins what waits, after it is safe on disk; the processor `batch` would hold it in memory before that. */
  readonly batch?: {
    readonly min_size?: number;
    readonly max_size?: number;
    readonly flush_timeout?: CollectorDuration;
    readonly sizer?: "items" | "bytes";
  };
};

/** TLS of a client. */
export type ClientTls = { readonly insecure?: boolean; readonly insecure_skip_verify?: boolean; readonly ca_file?: string };

/** An address to listen on or to send to. */
export type Endpoint = { readonly endpoint: string };

/** @see extension/sigv4authextension: credentials from the default chain, so Pod Identity works */
export type SigV4Auth = { readonly region: string; readonly service: string };

/** @see extension/storage/filestorage */
export type FileStorage = {
  /** Folder on a volume that outlives the pod. */
  readonly directory: string;
  readonly create_directory?: boolean;
  readonly timeout?: CollectorDuration;
  /** Whether every write waits for the disk: survives the loss of the node, and costs throughput. */
  readonly fsync?: boolean;
  readonly compaction?: { readonly on_start?: boolean; readonly on_rebound?: boolean; readonly directory?: string };
};

/** The extensions that configurations may name, by type. */
export type KnownExtensions = {
  readonly health_check: Endpoint;
  readonly sigv4auth: SigV4Auth;
  readonly file_storage: FileStorage;
};

/** The connectors that configurations may name, by type. @see connector/spanmetricsconnector, connector/servicegraphconnector */
export type KnownConnectors = {
  readonly span_metrics: {
    readonly metrics_flush_interval?: CollectorDuration;
    readonly dimensions?: readonly { readonly name: string; readonly default?: string }[];
  };
  readonly service_graph: {
    readonly dimensions?: readonly string[];
    readonly store?: { readonly ttl?: CollectorDuration; readonly max_items?: number };
  };
};

/** Components of one kind by their id, which is a type or a type with a name: `otlp_http`, `otlp_http/xray`. */
export type Components<Known> = { readonly [Type in keyof Known & string as Type | `${Type}/${string}`]?: Known[Type] };

/** One component under an id that is put together; TypeScript would forget the form of a computed key. */
export function componentNamed<Id extends string, Settings>(id: Id, settings: Settings): Readonly<Record<Id, Settings>> {
  return { [id]: settings } as Record<Id, Settings>;
}
