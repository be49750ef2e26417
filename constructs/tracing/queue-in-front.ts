import { componentNamed, type Components } from "./collector-components";
import type { CollectorDocument } from "./collector-document";
import type { KnownExporters } from "./collector-exporters";
import type { KnownReceivers } from "./collector-receivers";
import { type DestinationParts, diskQueue, RETRY_FOREVER } from "./destination-exporters";

/** First port of the queues' other ends, on the loopback address; each destination behind a queue has the next one. */
export const FIRST_QUEUE_PORT = 14317;

/** What stands in front of an exporter that keeps nothing on disk. */
export interface QueueInFront {
  readonly receivers: Components<KnownReceivers>;
  readonly exporters: Components<KnownExporters>;
  readonly pipelines: CollectorDocument["service"]["pipelines"];
  readonly feeds: DestinationParts["feeds"];
}

/**
 * A queue on disk for an exporter that has none: an OTLP exporter that sends to a receiver of the same collector, from where one pipeline
 * without any buffer leads to the real exporter. The receiver answers only when the destination has, so the queue repeats what failed.
 */
export function queueInFront(id: string, { feeds }: Pick<DestinationParts, "feeds">, port: number, bytes: number): QueueInFront {
  const endpoint = `127.0.0.1:${port}`;
  const queue = `otlp_grpc/${id}-queue` as const;
  const receiver = `otlp/${id}-queue` as const;
  const settings = {
    endpoint,
    tls: { insecure: true },
    timeout: "30s",
    sending_queue: diskQueue(bytes, { maxItems: 8192, inOrder: true }),
    retry_on_failure: RETRY_FOREVER,
  } as const;
  return {
    receivers: componentNamed(receiver, { protocols: { grpc: { endpoint } } }),
    exporters: componentNamed(queue, settings),
    pipelines: Object.fromEntries(
      Object.entries(feeds).map(([signal, exporter]) => [
        `${signal}/${id}`,
        { receivers: [receiver], processors: ["memory_limiter"], exporters: [exporter] },
      ]),
    ),
    feeds: Object.fromEntries(Object.keys(feeds).map((signal) => [signal, queue])),
  };
}
