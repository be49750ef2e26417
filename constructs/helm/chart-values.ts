/** A value as a chart's `values.yaml` may hold it. `undefined` leaves the key out; `null` tells Helm to drop the chart's default. */
export type ChartValue = string | number | boolean | null | undefined | readonly ChartValue[] | ChartValues;

/** Values of a chart, or one map in them. Strings may be tokens; numbers and lists may not, because YAML can't hold them. */
export interface ChartValues {
  readonly [key: string]: ChartValue;
}

/**
 * Merges values from left to right, as Helm merges several values files: maps merge key by key, everything else (lists too) is
 * replaced by the later one, and `null` stays so that Helm drops the chart's default. `undefined` never replaces anything.
 */
export function mergeChartValues(...layers: readonly (ChartValues | undefined)[]): ChartValues {
  const merged: Record<string, ChartValue> = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {})) {
      if (value === undefined) {
        continue;
      }
      const before = merged[key];
      merged[key] = isMap(before) && isMap(value) ? mergeChartValues(before, value) : value;
    }
  }
  return merged;
}

/** Whether a value is a map, and not a list or a scalar. */
export function isMap(value: ChartValue): value is ChartValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Protects a text from the chart's own `tpl`: Helm would read `{{instance}}` of a dashboard or an alert as a template. Only for
 * values that the chart passes through `tpl`; elsewhere the escape would reach the cluster.
 */
export function templateLiteral(text: string): string {
  return text.replaceAll("{{", "{{`{{`}}");
}

/** `templateLiteral` for every string of a structure, keys excepted. */
export function templateLiteralDeep<T extends ChartValue>(value: T): T;
export function templateLiteralDeep(value: ChartValue): ChartValue {
  if (typeof value === "string") {
    return templateLiteral(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => templateLiteralDeep(item));
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, templateLiteralDeep(item)])) : value;
}
