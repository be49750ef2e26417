import type { Duration } from "./duration";
import { type Fault, oneOfFaults, patternFaults } from "./validation";

/** What flows through a collector. */
export const TELEMETRY_SIGNALS = ["metrics", "traces", "logs"] as const;

/** A kind of telemetry. */
export type TelemetrySignal = (typeof TELEMETRY_SIGNALS)[number];

/** Traces to X-Ray: 0.50 USD per million spans indexed, and CloudWatch Logs' price for all of them (us-east-1, recalled 2026-11). */
export interface XrayDestination {
  readonly kind: "xray";
  /**
   * `otlp` sends spans as they are and needs Transaction Search in the account; `awsxray` turns them into X-Ray's own segments, keeps
   * what waits behind a queue of the collector, and can't be tested offline.
   * @default "otlp"
   */
  readonly exporter?: "otlp" | "awsxray";
}

/** Metrics to CloudWatch through its OTLP endpoint, at most 150 labels each. */
export interface CloudWatchMetricsDestination {
  readonly kind: "cloudwatch-metrics";
}

/** Traces to a Jaeger in the same cluster, without encryption. */
export interface JaegerDestination {
  readonly kind: "jaeger";
  /** Host and port of its OTLP receiver over gRPC: `jaeger-collector.observability:4317`. */
  readonly endpoint: string;
}

/** Any backend that speaks OTLP over HTTP: Grafana Cloud, Honeycomb, another collector. */
export interface OtlpDestination {
  readonly kind: "otlp";
  /** Name among the destinations, lower-case letters, digits and hyphens; part of the exporter's id and of alerts about it. */
  readonly name: string;
  /** URL in front of `/v1/traces`, with `https://`; `http://` only inside the cluster. */
  readonly endpoint: string;
  /**
   * What is sent there.
   * @default - metrics, traces and logs
   */
  readonly signals?: readonly TelemetrySignal[];
  /**
   * A header with a secret value, which neither Terraform nor Helm sees.
   * @default - none
   */
  readonly header?: {
    /** Name of the header, such as `Authorization`. */
    readonly name: string;
    /** Name of the Kubernetes Secret in the collector's namespace. */
    readonly secretName: string;
    /** Key in the Secret; its value is the header's whole value, such as `Basic ...`. */
    readonly secretKey: string;
  };
}

/** A destination that needs nothing but what it says itself. */
export type OpenDestination = XrayDestination | CloudWatchMetricsDestination | JaegerDestination | OtlpDestination;

/** Which traces are kept. One is kept when any of the reasons holds; those with an error always are. */
export interface TraceSampling {
  /**
   * Traces that took longer are kept: 1 millisecond to 1 hour.
   * @default Duration.seconds(2)
   */
  readonly slowerThan?: Duration;
  /** Share of all other traces that is kept, 0 to 100 percent. */
  readonly sharePercent: number;
}

/** What is wrong with a list of destinations of any kind. */
export function destinationFaults(path: string, destinations: readonly ({ readonly kind: string } | OpenDestination)[]): Fault[] {
  const ids = destinations.map(destinationId);
  return [
    ...(destinations.length === 0
      ? [{ path, problem: "is empty, so that there is nothing to collect for", got: [], fix: "name at least one destination" }]
      : []),
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              path: `${path}[${index}]`,
              problem: "is there twice",
              got: id,
              fix: "take one of the two away, or give it another name",
            },
          ],
    ),
    ...destinations.flatMap((destination, index) => openFaults(`${path}[${index}]`, destination as OpenDestination)),
  ];
}

/** What is wrong with the choice of traces. */
export function traceSamplingFaults(path: string, sampling: TraceSampling | undefined): Fault[] {
  if (sampling === undefined) {
    return [];
  }
  const { slowerThan, sharePercent } = sampling;
  const faults: Fault[] = [];
  if (!(sharePercent >= 0 && sharePercent <= 100)) {
    faults.push({
      path: `${path}.sharePercent`,
      problem: "is no percentage",
      got: sharePercent,
      allowed: "0 to 100",
      fix: "choose a share between nothing and everything",
    });
  }
  if (slowerThan !== undefined && (slowerThan.toSeconds() <= 0 || slowerThan.toSeconds() > 3600)) {
    faults.push({
      path: `${path}.slowerThan`,
      problem: "is no time that a request takes",
      got: `${slowerThan.toSeconds()} s`,
      allowed: "more than nothing, up to 1 hour",
      fix: "choose the time from which on people notice",
    });
  }
  return faults;
}

/** What tells a destination from others in one list: its kind, and its name where there may be several. */
export function destinationId(destination: { readonly kind: string; readonly name?: string }): string {
  return destination.name ?? destination.kind;
}

function openFaults(path: string, destination: OpenDestination): Fault[] {
  switch (destination.kind) {
    case "xray":
      return oneOfFaults(`${path}.exporter`, destination.exporter, ["otlp", "awsxray"]);
    case "jaeger":
      return patternFaults(
        `${path}.endpoint`,
        destination.endpoint,
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:\d{2,5}$/,
        "host:port without a scheme, such as jaeger-collector.observability:4317",
      );
    case "otlp":
      return otlpFaults(path, destination);
    default:
      return [];
  }
}

function otlpFaults(path: string, { name, endpoint, signals, header }: OtlpDestination): Fault[] {
  const inCluster = /^http:\/\/[a-z0-9-]+(\.[a-z0-9-]+(\.svc(\.cluster\.local)?)?)?(:\d+)?(\/|$)/.test(endpoint);
  return [
    ...patternFaults(
      `${path}.name`,
      name,
      /^[a-z][a-z0-9-]{0,29}$/,
      "1 to 30 lower-case letters, digits and hyphens, a letter first",
    ),
    ...(inCluster
      ? []
      : patternFaults(
          `${path}.endpoint`,
          endpoint,
          /^https:\/\/[^\s/]+(?!.*\/v1\/(traces|metrics|logs)$)/,
          "an https:// URL in front of /v1/traces, or http:// and a service of the cluster",
        )),
    ...(signals ?? []).flatMap((signal) => oneOfFaults(`${path}.signals`, signal, TELEMETRY_SIGNALS)),
    ...(header === undefined
      ? []
      : [
          ...patternFaults(`${path}.header.name`, header.name, /^[A-Za-z][A-Za-z0-9-]*$/, "letters, digits and hyphens"),
          ...patternFaults(
            `${path}.header.secretName`,
            header.secretName,
            /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
            "the name of a Kubernetes Secret",
          ),
          ...patternFaults(
            `${path}.header.secretKey`,
            header.secretKey,
            /^[A-Za-z0-9._-]{1,253}$/,
            "a key of a Kubernetes Secret",
          ),
        ]),
  ];
}
