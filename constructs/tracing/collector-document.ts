import type { Components, KnownConnectors, KnownExtensions } from "./collector-components";
import type { KnownExporters } from "./collector-exporters";
import type { KnownProcessors } from "./collector-processors";
import type { KnownReceivers } from "./collector-receivers";

/** What flows through a pipeline. */
export const SIGNALS = ["metrics", "traces", "logs"] as const;

/** A kind of telemetry. */
export type Signal = (typeof SIGNALS)[number];

/** Which components a signal passes, by their ids. */
export type CollectorPipeline = {
  /** Receivers, or connectors that other pipelines end in. */
  readonly receivers: readonly string[];
  /** In this order; `memory_limiter` first, `batch` last. */
  readonly processors: readonly string[];
  /** Exporters, or connectors that other pipelines begin with. */
  readonly exporters: readonly string[];
};

/** What the collector tells about itself. */
export type CollectorTelemetry = {
  readonly metrics?: {
    readonly readers: readonly {
      readonly pull: { readonly exporter: { readonly prometheus: { readonly host: string; readonly port: number } } };
    }[];
  };
  readonly logs?: { readonly level?: "debug" | "info" | "warn" | "error"; readonly encoding?: "json" | "console" };
  /** Attributes of the collector's own telemetry. */
  readonly resource?: Readonly<Record<string, string>>;
};

/**
 * A whole configuration of an OpenTelemetry Collector, in the collector's own spelling, so that it is written to YAML as it stands.
 * Environment variables are written `${env:NAME}`.
 */
export type CollectorDocument = {
  readonly extensions: Components<KnownExtensions>;
  readonly receivers: Components<KnownReceivers>;
  readonly processors: Components<KnownProcessors>;
  readonly exporters: Components<KnownExporters>;
  /** The end of one pipeline and the beginning of another: named among the exporters of the first and the receivers of the second. */
  readonly connectors?: Components<KnownConnectors>;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: { readonly [Id in Signal as Id | `${Id}/${string}`]?: CollectorPipeline };
    readonly telemetry?: CollectorTelemetry;
  };
};
