import { isMap, type ChartValue, type ChartValues } from "../../constructs/helm/chart-values";

/**
 * Component types that `test/engines/otelcol/builder-lite.yaml` leaves out, each with what stands in for it. Building them takes
 * ten minutes more; everything else of a configuration is validated as it is.
 */
const REPLACEMENTS: readonly Replacement[] = [
  {
    kind: "processors",
    id: "k8s_attributes",
    by: "transform/instead-of-k8s-attributes",
    settings: { error_mode: "ignore" },
    why: "the small build has no k8s_attributes, which needs the Kubernetes client",
  },
  {
    kind: "receivers",
    id: "prometheus",
    by: "otlp/instead-of-prometheus",
    settings: { protocols: { grpc: { endpoint: "${env:MY_POD_IP}:4317" } } },
    why: "the small build has no prometheus, whose jobs promtool checks in tier rules",
  },
];

interface Replacement {
  readonly kind: "processors" | "receivers";
  readonly id: string;
  readonly by: string;
  readonly settings: ChartValues;
  readonly why: string;
}

/** Replaces exactly the components that the small build lacks, in their definitions and in the pipelines, and says so. */
export function replaceForLiteBuild(config: ChartValues): { config: ChartValues; replaced: string[] } {
  const replaced: string[] = [];
  let result = config;
  for (const { kind, id, by, settings, why } of REPLACEMENTS) {
    const { [kind]: components, service } = result;
    if (isMap(components) && id in components && isMap(service)) {
      const others = Object.fromEntries(Object.entries(components).filter(([name]) => name !== id));
      const pipelines = renamed(service.pipelines, id, by);
      result = { ...result, [kind]: { ...others, [by]: settings }, service: { ...service, pipelines } };
      replaced.push(`${kind.slice(0, -1)} ${id} stands as ${by}: ${why}.`);
    }
  }
  return { config: result, replaced };
}

function renamed(value: ChartValue, from: string, to: string): ChartValue {
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => (item === from ? to : renamed(item, from, to)));
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, from, to)])) : value;
}
