import type { CollectorDuration } from "./collector-components";

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
  /** In a DaemonSet: only the pods of the own node are watched. */
  readonly filter?: { readonly node_from_env_var?: string };
  readonly pod_association?: readonly {
    readonly sources: readonly { readonly from: "resource_attribute" | "connection"; readonly name?: string }[];
  }[];
};

/** @see processor/resourcedetectionprocessor: `eks` and `ec2` ask the instance metadata, which pods in Auto Mode can't reach */
export type ResourceDetection = {
  readonly detectors: readonly ("env" | "eks" | "ec2" | "k8s_api" | "system")[];
  readonly timeout?: CollectorDuration;
  /** Whether what is detected replaces what the sender says; the collector's own default is true. */
  readonly override?: boolean;
};

/** @see processor/resourceprocessor */
export type ResourceProcessor = {
  readonly attributes: readonly {
    readonly key: string;
    readonly value?: string;
    readonly from_attribute?: string;
    readonly action: "insert" | "update" | "upsert" | "delete";
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

/** @see processor/filterprocessor: what meets a condition is dropped */
export type FilterProcessor = {
  readonly error_mode?: "ignore" | "silent" | "propagate";
  readonly traces?: { readonly span?: readonly string[] };
  readonly metrics?: { readonly metric?: readonly string[]; readonly datapoint?: readonly string[] };
  readonly logs?: { readonly log_record?: readonly string[] };
};

/** A reason to keep a trace. */
export type SamplingPolicy = { readonly name: string } & (
  | { readonly type: "always_sample" }
  | { readonly type: "status_code"; readonly status_code: { readonly status_codes: readonly ("ERROR" | "OK" | "UNSET")[] } }
  | { readonly type: "latency"; readonly latency: { readonly threshold_ms: number } }
  | { readonly type: "probabilistic"; readonly probabilistic: { readonly sampling_percentage: number } }
);

/** @see processor/tailsamplingprocessor: all spans of a trace must reach the same collector */
export type TailSampling = {
  /** How long spans of a trace are waited for; they stand in memory until then. */
  readonly decision_wait: CollectorDuration;
  /** Traces in memory at most; older ones are decided early. */
  readonly num_traces: number;
  readonly expected_new_traces_per_sec?: number;
  readonly decision_cache?: { readonly sampled_cache_size?: number; readonly non_sampled_cache_size?: number };
  readonly policies: readonly SamplingPolicy[];
};

/** The processors that configurations may name, by type. */
export type KnownProcessors = {
  readonly memory_limiter: MemoryLimiter;
  readonly batch: BatchProcessor;
  readonly k8s_attributes: K8sAttributes;
  readonly resource_detection: ResourceDetection;
  readonly resource: ResourceProcessor;
  readonly transform: TransformProcessor;
  readonly filter: FilterProcessor;
  readonly tail_sampling: TailSampling;
};
