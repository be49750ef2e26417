import type { Components, KnownExporters, KnownExtensions, KnownProcessors, KnownReceivers } from "./collector-components";

/** What flows through a pipeline. */
export const SIGNALS = ["metrics", "traces", "logs"] as const;

/** A kind of telemetry. */
export type Signal = (typeof SIGNALS)[number];

/** Which components a signal passes, by their ids. */
export type CollectorPipeline = {
  readonly receivers: readonly string[];
  /** In this order; `memory_limiter` first, `batch` last. */
  readonly processors: readonly string[];
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
export type CollectorConfig = {
  readonly extensions: Components<KnownExtensions>;
  readonly receivers: Components<KnownReceivers>;
  readonly processors: Components<KnownProcessors>;
  readonly exporters: Components<KnownExporters>;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: { readonly [Id in Signal as Id | `${Id}/${string}`]?: CollectorPipeline };
    readonly telemetry?: CollectorTelemetry;
  };
};
