import { isMap, type ChartValue, type ChartValues } from "../../constructs/helm/chart-values";

/**
 * Component types that `test/engines/otelcol/builder-lite.yaml` leaves out, each with what stands in for it. Building them takes
 * ten minutes more; everything else of a configuration is validated as it is.
 */
const REPLACEMENTS: Readonly<Record<string, { readonly by: string; readonly settings: ChartValues; readonly why: string }>> = {
  k8s_attributes: {
    by: "transform/instead-of-k8s-attributes",
    settings: { error_mode: "ignore" },
    why: "the small build has no k8s_attributes, which needs the Kubernetes client",
  },
};

/** Replaces exactly the components that the small build lacks, in their definitions and in the pipelines, and says so. */
export function replaceForLiteBuild(config: ChartValues): { config: ChartValues; replaced: string[] } {
  const replaced: string[] = [];
  let result: ChartValue = config;
  for (const [id, { by, settings, why }] of Object.entries(REPLACEMENTS)) {
    if (isMap(config.processors) && id in config.processors) {
      result = renamed(result, id, by, settings);
      replaced.push(`processor ${id} stands as ${by}: ${why}.`);
    }
  }
  return { config: result as ChartValues, replaced };
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
