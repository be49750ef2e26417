import type { Fault } from "../core/validation";
import type { RetrySettings, SendingQueue } from "./collector-components";
import type { CollectorDocument, CollectorPipeline } from "./collector-document";
import { COLLECTOR_COMPONENTS, componentType } from "./collector-images";

/** What a collector is there for. `gateway`: the last one before the destinations, which must outlive an outage of theirs. */
export type CollectorRole = "agent" | "gateway";

/** What makes a collector lose data although it starts: no queue, no retries, nothing on disk, requests that nobody can sign. */
export function deliveryFaults(document: CollectorDocument, role: CollectorRole): Fault[] {
  const exporters = Object.entries(document.exporters as Readonly<Record<string, ExporterSettings>>);
  return [
    ...exporters.flatMap(([id, settings]) => exporterFaults(document, id, settings, role)),
    ...Object.entries(document.extensions as Readonly<Record<string, { readonly region?: string }>>)
      .filter(([id, { region }]) => componentType(id) === "sigv4auth" && !region)
      .map(([id]) => ({
        path: `extensions.${id}.region`,
        problem: "is not given, so that nothing can be signed: the signature holds for one region",
        fix: "name the region of the endpoint",
      })),
  ];
}

interface ExporterSettings {
  readonly sending_queue?: SendingQueue;
  readonly retry_on_failure?: RetrySettings;
  readonly remote_write_queue?: { readonly enabled?: boolean };
}

function exporterFaults(document: CollectorDocument, id: string, settings: ExporterSettings, role: CollectorRole): Fault[] {
  const keeps = COLLECTOR_COMPONENTS.exporters[componentType(id)]?.keeps ?? "local";
  if (keeps === "local") {
    return [];
  }
  return keeps === "queue" ? queueFaults(id, settings, role) : withoutQueueFaults(document, id, settings, role);
}

/** @see exporterhelper of the collector: 1,000 requests in memory and retries for 5 minutes are the default (read 2026-11) */
function queueFaults(id: string, { sending_queue, retry_on_failure }: ExporterSettings, role: CollectorRole): Fault[] {
  const faults: Fault[] = [];
  if (sending_queue === undefined || sending_queue.enabled === false) {
    faults.push({
      path: `exporters.${id}.sending_queue`,
      problem: "is not set, so what waits is at most 1,000 requests in memory, or nothing at all",
      got: sending_queue,
      fix: "say how much may wait, and where",
    });
  }
  if (retry_on_failure === undefined || retry_on_failure.enabled === false) {
    faults.push({
      path: `exporters.${id}.retry_on_failure`,
      problem: "is not set, so data is thrown away after 5 minutes without an answer, or at once",
      got: retry_on_failure,
      fix: 'say how long it is tried: max_elapsed_time: "0s" never gives up',
    });
  }
  if (role === "gateway" && sending_queue !== undefined && sending_queue.storage === undefined) {
    faults.push({
      path: `exporters.${id}.sending_queue.storage`,
      problem: "names no storage, so a gateway that restarts loses what waits",
      fix: "name a file_storage extension",
    });
  }
  return faults;
}

/**
 * An exporter that keeps nothing on disk: in a gateway another exporter's queue feeds it through the loopback address, one request at
 * a time, and hears of every failure. A queue or a batch between the two would say "taken" before anything is.
 */
function withoutQueueFaults(document: CollectorDocument, id: string, settings: ExporterSettings, role: CollectorRole): Fault[] {
  if (role === "agent") {
    return [];
  }
  const faults: Fault[] = [];
  if (componentType(id) === "prometheus_remote_write" && settings.remote_write_queue?.enabled !== false) {
    faults.push({
      path: `exporters.${id}.remote_write_queue`,
      problem: "is in memory, and gives up on a request after the exporter's timeout, which is 5 s by default",
      got: settings.remote_write_queue,
      fix: "turn it off with enabled: false, and put a queue on disk in front of the pipeline",
    });
  }
  for (const [name, pipeline] of pipelinesTo(document, id)) {
    const direct = pipeline.receivers.filter((receiver) => !isLoopback(document, receiver));
    if (direct.length > 0) {
      faults.push({
        path: `service.pipelines.${name}.receivers`,
        problem: `brings data to ${id}, which keeps nothing on disk, without a queue in front of it`,
        got: direct,
        allowed: "an otlp receiver on 127.0.0.1, which a queue on disk of the same collector sends to",
        fix: "send to an otlp_grpc exporter with file_storage first, and from there to this pipeline",
      });
    }
    const batch = pipeline.processors.filter((processor) => componentType(processor) === "batch");
    if (batch.length > 0) {
      faults.push({
        path: `service.pipelines.${name}.processors`,
        problem: `has batch in front of ${id}, which tells the queue on disk that data has arrived before it has`,
        got: batch,
        fix: "take batch away; the queue has a batch of its own",
      });
    }
  }
  return faults;
}

function pipelinesTo({ service }: CollectorDocument, exporter: string): [string, CollectorPipeline][] {
  return Object.entries(service.pipelines as Readonly<Record<string, CollectorPipeline>>).filter(([, { exporters }]) =>
    exporters.includes(exporter),
  );
}

function isLoopback({ receivers }: CollectorDocument, id: string): boolean {
  const settings = (receivers as Readonly<Record<string, { readonly protocols?: Protocols } | undefined>>)[id];
  const endpoints = Object.values(settings?.protocols ?? {}).map(({ endpoint }) => endpoint);
  return endpoints.length > 0 && endpoints.every((endpoint) => /^(127\.0\.0\.1|localhost):/.test(endpoint));
}

type Protocols = Readonly<Record<string, { readonly endpoint: string }>>;
