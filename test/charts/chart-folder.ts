import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * Folder with one folder per chart, each with the chart's own `values.yaml` and, where it has one, `values.schema.json`. It is given
 * by the environment, because the files belong to the charts and not to this project.
 */
export const CHARTS_DIR = process.env.CHARTS_DIR;

/** Why tests of chart values do not run here, for their titles; in CI that is a failure. */
export const CHARTS_MISSING = "not run: CHARTS_DIR names no folder with charts";

/** Subcharts whose values stand under a key of their parent's, by parent. */
const SUBCHARTS: Readonly<Record<string, readonly string[]>> = {
  "kube-prometheus-stack": ["grafana", "kube-state-metrics", "prometheus-node-exporter"],
};

/** A map as it stands in YAML. */
export type YamlMap = Readonly<Record<string, unknown>>;

/** The default values of a chart, with the defaults of its subcharts under their keys. */
export function defaultValuesOf(chart: string): YamlMap {
  const own = parse(readFileSync(join(CHARTS_DIR!, chart, "values.yaml"), "utf8")) as YamlMap;
  const subcharts = (SUBCHARTS[chart] ?? []).map(
    (name) => [name, mergedAsHelm(defaultValuesOf(name), mapOf(own[name]))] as const,
  );
  return { ...own, ...Object.fromEntries(subcharts) };
}

/** Version of the chart whose values stand in the folder. */
export function versionOf(chart: string): string {
  return (parse(readFileSync(join(CHARTS_DIR!, chart, "Chart.yaml"), "utf8")) as { version: string }).version;
}

/** The JSON schema of a chart's values, if it has one. */
export function schemaOf(chart: string): object | undefined {
  const path = join(CHARTS_DIR!, chart, "values.schema.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as object) : undefined;
}

/** What Helm makes of defaults and given values: maps merge, everything else is replaced, null drops the key. */
export function mergedAsHelm(defaults: YamlMap, given: YamlMap): YamlMap {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(given)) {
    if (value === null) {
      Reflect.deleteProperty(merged, key);
    } else {
      merged[key] = isYamlMap(value) && isYamlMap(merged[key]) ? mergedAsHelm(merged[key], value) : value;
    }
  }
  return merged;
}

/** Whether a value is a map, and not a list or a scalar. */
export function isYamlMap(value: unknown): value is YamlMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapOf(value: unknown): YamlMap {
  return isYamlMap(value) ? value : {};
}
