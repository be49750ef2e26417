import { isMap, type ChartValue, type ChartValues } from "../../constructs/helm/chart-values";

/** What stands in a test for a component that the built collector lacks. */
interface StandIn {
  readonly by: string;
  readonly settings: ChartValues;
  readonly why: string;
}

const NO_MODULE = "its module can't be had from the Go module proxy";
const DEBUG = (id: string): StandIn => ({ by: `debug/instead-of-${id}`, settings: { verbosity: "basic" }, why: NO_MODULE });
const OTLP = (id: string, port: number): StandIn => ({
  by: `otlp/instead-of-${id}`,
  settings: { protocols: { grpc: { endpoint: `127.0.0.1:${port}` } } },
  why: NO_MODULE,
});

/** Component types that `test/engines/otelcol/builder.yaml` leaves out. Everything else of a configuration is taken as it is. */
const STAND_INS: Readonly<Record<"receivers" | "exporters", Readonly<Record<string, StandIn>>>> = {
  receivers: { host_metrics: OTLP("host-metrics", 24317), kubeletstats: OTLP("kubeletstats", 24318) },
  exporters: { awsxray: DEBUG("awsxray"), awsemf: DEBUG("awsemf"), awscloudwatchlogs: DEBUG("awscloudwatchlogs") },
};

/** A configuration as the built collector can read it. */
export interface ReadableConfig {
  readonly config: ChartValues;
  /** What differs from what a cluster gets; one sentence each. */
  readonly replaced: readonly string[];
}

/**
 * Replaces exactly the components that the built collector lacks, in their definitions and in the pipelines, and the detector `eks`,
 * which asks a cluster even when a configuration is only validated. Says so.
 */
export function withStandIns(config: ChartValues): ReadableConfig {
  const replaced: string[] = [];
  let result: ChartValues = config;
  for (const [kind, standIns] of Object.entries(STAND_INS)) {
    const defined = config[kind];
    for (const id of isMap(defined) ? Object.keys(defined) : []) {
      const standIn = standIns[id.split("/")[0]!];
      if (standIn !== undefined) {
        result = renamed(result, id, standIn.by, standIn.settings) as ChartValues;
        replaced.push(`${kind} ${id} stands as ${standIn.by}: ${standIn.why}.`);
      }
    }
  }
  const detected = withoutEksDetector(result);
  if (detected !== undefined) {
    result = detected;
    replaced.push("detector eks of resource_detection is left out: it asks the cluster that the collector runs in.");
  }
  return { config: result, replaced };
}

function withoutEksDetector(config: ChartValues): ChartValues | undefined {
  const { processors } = config;
  const detection = isMap(processors) ? processors.resource_detection : undefined;
  if (!isMap(processors) || !isMap(detection) || !Array.isArray(detection.detectors) || !detection.detectors.includes("eks")) {
    return undefined;
  }
  const detectors = (detection.detectors as readonly string[]).filter((detector) => detector !== "eks");
  return { ...config, processors: { ...processors, resource_detection: { ...detection, detectors } } };
}

function renamed(value: ChartValue, from: string, to: string, settings: ChartValues): ChartValue {
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => (item === from ? to : renamed(item, from, to, settings)));
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => (key === from ? [to, settings] : [key, renamed(item, from, to, settings)])),
  );
}
