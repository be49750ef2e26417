/** An event as `PutLogEvents` takes it, with the stream that it goes to. */
export interface SampleEvent {
  /** One of `SAMPLE_STREAMS`. */
  readonly logStream: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Number of events of one run, and how many of them are errors. */
export const SAMPLE_EVENTS = 24;
export const SAMPLE_ERRORS = 8;

const WORKLOADS = [
  { namespace: "shop", workload: "checkout", image: "shop/checkout:1.4.2" },
  { namespace: "games", workload: "shipit-clicker", image: "games/shipit-clicker:0.9.0" },
];
/** Log streams of the sample, named as Fluent Bit names those of containers; one for each workload. */
export const SAMPLE_STREAMS: readonly string[] = WORKLOADS.map(({ namespace, workload }) => streamOf(namespace, workload));

const NORMAL = ["Game created in Redis", "request completed", "payment authorised", "cache refreshed"];
const WRONG = ["Redis connection lost", "upstream timed out after 5000 ms"];

/**
 * A mix as Fluent Bit ships it: JSON lines of two workloads with their Kubernetes metadata, every third one an error.
 * The same for every call with the same time.
 */
export function sampleEvents(now: number): SampleEvent[] {
  return Array.from({ length: SAMPLE_EVENTS }, (_, index) => {
    const failed = index % 3 === 2;
    // Errors are not spread evenly, so that an ordering in a query has something to order.
    const { namespace, workload, image } = WORKLOADS[failed ? Number(index % 4 === 1 || index < 6) : index % 2]!;
    const texts = failed ? WRONG : NORMAL;
    const msg = texts[index % texts.length];
    const level = failed ? "error" : "info";
    const timestamp = now - (SAMPLE_EVENTS - index) * 250;
    const kubernetes = {
      namespace_name: namespace,
      pod_name: `${workload}-7c9d5b6f4-x2x${index % 2}p`,
      container_name: workload,
      container_image: image,
      host: "ip-10-0-1-23.eu-central-1.compute.internal",
      labels: { "app.kubernetes.io/name": workload },
    };
    return {
      logStream: streamOf(namespace, workload),
      timestamp,
      message: JSON.stringify({
        time: new Date(timestamp).toISOString(),
        stream: failed ? "stderr" : "stdout",
        level,
        msg,
        kubernetes,
      }),
    };
  });
}

function streamOf(namespace: string, workload: string): string {
  const node = "ip-10-0-1-23.eu-central-1.compute.internal";
  return `${node}-application.var.log.containers.${workload}-7c9d5b6f4-x2x0p_${namespace}_${workload}-9f2c4e.log`;
}
