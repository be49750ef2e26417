import type { ChartValues } from "../constructs/helm/chart-values";
import type { CollectorPipeline } from "../constructs/tracing/collector-document";

/** What says where an exporter sends and what is in it; all else are settings with a default. */
const ADDRESS = [
  "endpoint",
  "traces_endpoint",
  "logs_endpoint",
  "metrics_endpoint",
  "auth",
  "headers",
  "external_labels",
  "resource_to_telemetry_conversion",
  "target_info",
];

type Pipelines = Readonly<Record<string, CollectorPipeline>>;
type Components = Readonly<Record<string, ChartValues>>;

/**
 * A shipped gateway with exporters as their README starts them: no queue, retry or timeout of ours, nothing on disk, no queue in front
 * of remote write, and processor `batch` with its defaults. Receivers, limiter, sampling and destinations stay.
 */
export function withExporterDefaults(config: ChartValues): ChartValues {
  const { extensions, receivers, processors, exporters, service } = config as unknown as Record<string, Components> & {
    service: { extensions: readonly string[]; pipelines: Pipelines };
  };
  const behind = exportersBehindQueues(service.pipelines);
  const stays = (name: string) => !name.startsWith("file_storage");
  const pipelines = Object.entries(service.pipelines)
    .filter(([, pipeline]) => !pipeline.receivers.some(isQueue))
    .map(([name, pipeline]) => [
      name,
      {
        receivers: pipeline.receivers,
        processors: [...pipeline.processors!, "batch"],
        exporters: pipeline.exporters.flatMap((exporter) => behind.get(exporter) ?? [exporter]),
      },
    ]);
  return {
    ...config,
    extensions: Object.fromEntries(Object.entries(extensions!).filter(([name]) => stays(name))),
    receivers: Object.fromEntries(Object.entries(receivers!).filter(([name]) => !isQueue(name))),
    processors: { ...processors, batch: {} },
    exporters: Object.fromEntries(
      Object.entries(exporters!)
        .filter(([name]) => !behind.has(name))
        .map(([name, settings]) => [name, Object.fromEntries(Object.entries(settings).filter(([key]) => ADDRESS.includes(key)))]),
    ),
    service: {
      ...service,
      extensions: service.extensions.filter(stays),
      pipelines: Object.fromEntries(pipelines) as ChartValues,
    },
  };
}

/** The limiter with the sizes that it computes in a pod of so much memory; on a larger machine it would count that machine's. */
export function withPodMemory(config: ChartValues, mebibytes: number): ChartValues {
  const processors = config.processors as Components;
  const { limit_percentage, spike_limit_percentage, ...others } = processors.memory_limiter as unknown as {
    limit_percentage: number;
    spike_limit_percentage: number;
  };
  const share = (percentage: number) => Math.floor((mebibytes * percentage) / 100);
  const limiter = { ...others, limit_mib: share(limit_percentage), spike_limit_mib: share(spike_limit_percentage) };
  return { ...config, processors: { ...processors, memory_limiter: limiter } };
}

/** By the exporter that leads into a queue: what takes the data out of it. */
function exportersBehindQueues(pipelines: Pipelines): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.values(pipelines).flatMap(({ receivers, exporters }) =>
      receivers.filter(isQueue).map((receiver) => [receiver.replace(/^otlp\//, "otlp_grpc/"), exporters] as const),
    ),
  );
}

function isQueue(receiver: string): boolean {
  return receiver.startsWith("otlp/") && receiver.endsWith("-queue");
}
