import {
  destinationFaults,
  destinationId,
  TELEMETRY_SIGNALS,
  type TelemetrySignal,
  type TraceSampling,
  traceSamplingFaults,
} from "../core/telemetry-destinations";
import { throwFaults } from "../core/validation";
import type { CollectorDestination } from "./collector-destinations";
import type { CollectorDocument, CollectorPipeline } from "./collector-document";
import { clusterAttribute, MEMORY_LIMITER, OTLP_RECEIVER, POD_ATTRIBUTES, SELF_TELEMETRY, POD_ADDRESS } from "./collector-parts";
import { destinationParts, QUEUE_STORAGE } from "./destination-exporters";
import { FIRST_QUEUE_PORT, queueInFront } from "./queue-in-front";
import { tailSampling } from "./tail-sampling";

/** What a gateway sends where. */
export interface GatewayDocumentProps {
  /** Region of the AWS destinations; must be known, because it decides the host names. */
  readonly region: string;
  /** Name of the cluster: label `cluster` of every metric, attribute `k8s.cluster.name` of everything. */
  readonly clusterName: string;
  /** Where it sends to, several at once; each signal goes to every destination that takes it. */
  readonly destinations: readonly CollectorDestination[];
  /**
   * Labels that every metric in AMP gets besides `cluster` and `region`, such as the environment.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Which traces are kept. All spans of a trace must reach the same pod: several pods need agents that send with `load_balancing`.
   * @default - every trace is kept
   */
  readonly sampling?: TraceSampling;
  /**
   * Folder of the queues, on a volume that outlives the pod.
   * @default "/var/lib/otelcol"
   */
  readonly queueDirectory?: string;
  /**
   * How much may wait for each destination, in bytes of OTLP.
   * @default 1073741824
   */
  readonly queueBytes?: number;
}

/**
 * The configuration of a gateway: OTLP in, every destination out, what can't be sent in a queue on disk. Signals that no destination
 * takes are not received.
 *
 * @throws ValidationError that lists everything that is wrong with the destinations
 */
export function gatewayDocument(props: GatewayDocumentProps): CollectorDocument {
  const { destinations, sampling } = props;
  throwFaults(`gateway of cluster "${props.clusterName}"`, [
    ...destinationFaults("destinations", destinations),
    ...traceSamplingFaults("sampling", sampling),
  ]);
  const queueBytes = props.queueBytes ?? 1024 ** 3;
  const context = { ...props, externalLabels: props.externalLabels ?? {}, queueBytes };
  const parts = destinations.map((destination) => ({
    id: destinationId(destination),
    ...destinationParts(destination, context),
  }));
  const queued = parts
    .filter(({ behindQueue }) => behindQueue)
    .map((part, index) => queueInFront(part.id, part, FIRST_QUEUE_PORT + index, queueBytes));
  const feeds = [...parts.filter(({ behindQueue }) => !behindQueue), ...queued].map((part) => part.feeds);
  const pipelines = Object.fromEntries(
    TELEMETRY_SIGNALS.flatMap((signal) => {
      const exporters = feeds.flatMap((feed) => feed[signal] ?? []);
      return exporters.length === 0 ? [] : [[signal, received(signal, exporters, sampling !== undefined)]];
    }),
  );
  const extensions = {
    health_check: { endpoint: `${POD_ADDRESS}:13133` },
    [QUEUE_STORAGE]: {
      directory: props.queueDirectory ?? "/var/lib/otelcol",
      create_directory: true,
      compaction: { on_start: true, directory: props.queueDirectory ?? "/var/lib/otelcol" },
    },
    ...merged(parts.map((part) => part.extensions)),
  };
  return {
    extensions,
    receivers: { otlp: OTLP_RECEIVER, ...merged(queued.map((queue) => queue.receivers)) },
    processors: {
      memory_limiter: MEMORY_LIMITER,
      k8s_attributes: POD_ATTRIBUTES,
      "resource/cluster": clusterAttribute(props.clusterName),
      ...(sampling && "traces" in pipelines && { tail_sampling: tailSampling(sampling) }),
    },
    exporters: { ...merged(parts.map((part) => part.exporters)), ...merged(queued.map((queue) => queue.exporters)) },
    service: {
      extensions: Object.keys(extensions),
      pipelines: { ...pipelines, ...merged(queued.map((queue) => queue.pipelines)) },
      telemetry: SELF_TELEMETRY,
    },
  };
}

function received(signal: TelemetrySignal, exporters: readonly string[], sampled: boolean): CollectorPipeline {
  return {
    receivers: ["otlp"],
    processors: [
      "memory_limiter",
      "k8s_attributes",
      "resource/cluster",
      ...(sampled && signal === "traces" ? ["tail_sampling"] : []),
    ],
    exporters,
  };
}

function merged<T extends object>(all: readonly T[]): T {
  return Object.assign({}, ...all) as T;
}
