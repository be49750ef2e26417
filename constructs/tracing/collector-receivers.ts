import type { CollectorDuration, Endpoint } from "./collector-components";

/** @see receiver/otlpreceiver */
export type OtlpReceiver = { readonly protocols: { readonly grpc?: Endpoint; readonly http?: Endpoint } };

/** One step of relabelling as Prometheus has it; a `$1` of Prometheus is `$$1` here, because the collector expands `$`. */
export type RelabelConfig = {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly target_label?: string;
  readonly regex?: string;
  readonly replacement?: string;
  readonly action?: "replace" | "keep" | "drop" | "labelmap" | "labeldrop" | "labelkeep" | "keepequal" | "dropequal";
};

/** One job of the Prometheus receiver, in Prometheus's own spelling. */
export type ScrapeConfig = {
  readonly job_name: string;
  readonly scrape_interval?: CollectorDuration;
  readonly scrape_timeout?: CollectorDuration;
  readonly metrics_path?: string;
  readonly scheme?: "http" | "https";
  readonly honor_labels?: boolean;
  readonly tls_config?: { readonly ca_file?: string; readonly server_name?: string };
  /** A scrape with more samples is thrown away as a whole. */
  readonly sample_limit?: number;
  readonly static_configs?: readonly {
    readonly targets: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  readonly kubernetes_sd_configs?: readonly {
    readonly role: "pod" | "node" | "service" | "endpoints" | "endpointslice";
    readonly namespaces?: { readonly names: readonly string[] };
    readonly selectors?: readonly { readonly role: "pod" | "node"; readonly field?: string; readonly label?: string }[];
  }[];
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
};

/** @see receiver/prometheusreceiver */
export type PrometheusReceiver = {
  readonly config?: {
    readonly global?: { readonly scrape_interval?: CollectorDuration };
    readonly scrape_configs: readonly ScrapeConfig[];
  };
  /** Where the operator's target allocator gives each collector its share of the targets. */
  readonly target_allocator?: {
    readonly endpoint: string;
    readonly interval: CollectorDuration;
    readonly collector_id: string;
  };
};

/** @see receiver/hostmetricsreceiver: needs the node's file system mounted at `root_path` */
export type HostMetricsReceiver = {
  readonly collection_interval?: CollectorDuration;
  readonly root_path?: string;
  readonly scrapers: Readonly<
    Partial<
      Record<
        "cpu" | "load" | "memory" | "disk" | "filesystem" | "network" | "paging",
        Readonly<Record<string, string | number | boolean>>
      >
    >
  >;
};

/** @see receiver/kubeletstatsreceiver: needs get on `nodes/stats` */
export type KubeletStatsReceiver = {
  readonly collection_interval?: CollectorDuration;
  readonly auth_type: "serviceAccount";
  readonly endpoint: string;
  readonly insecure_skip_verify?: boolean;
  readonly metric_groups?: readonly ("container" | "pod" | "node" | "volume")[];
};

/** @see receiver/filelogreceiver */
export type FileLogReceiver = {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly start_at?: "beginning" | "end";
  readonly include_file_path?: boolean;
  readonly include_file_name?: boolean;
  /** Id of a storage extension that keeps how far each file was read. */
  readonly storage?: string;
  readonly retry_on_failure?: { readonly enabled: boolean };
  readonly operators?: readonly Readonly<Record<string, string | number | boolean>>[];
};

/** The receivers that configurations may name, by type. */
export type KnownReceivers = {
  readonly otlp: OtlpReceiver;
  readonly prometheus: PrometheusReceiver;
  readonly host_metrics: HostMetricsReceiver;
  readonly kubeletstats: KubeletStatsReceiver;
  readonly file_log: FileLogReceiver;
};
