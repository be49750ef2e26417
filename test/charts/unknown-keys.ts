import { isYamlMap, type YamlMap } from "./chart-folder";

/**
 * Paths of values that a chart does not know, because a chart without a schema ignores a misspelled key without a word. A default
 * that is an empty map, a list, or null is open: the chart passes what is below on, or documents it in comments only.
 *
 * @param accepted - keys that stand in the chart's comments only, each with the reason why it is right
 */
export function unknownKeys(
  values: YamlMap,
  defaults: YamlMap,
  accepted: Readonly<Record<string, string>> = {},
  path = "",
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    if (!(key in defaults)) {
      return here in accepted ? [] : [here];
    }
    const known = defaults[key];
    const closed = isYamlMap(known) && Object.keys(known).length > 0;
    return closed && isYamlMap(value) ? unknownKeys(value, known, accepted, here) : [];
  });
}

/**
 * Paths of values whose type differs from the chart's default: a map for a list, a string for a boolean. An empty default (null, empty
 * map) tells nothing about the type.
 */
export function wrongTypes(values: YamlMap, defaults: YamlMap, path = ""): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    const known = defaults[key];
    if (known === undefined || known === null || value === null) {
      return [];
    }
    if (kindOf(value) !== kindOf(known)) {
      return [`${here} is ${kindOf(value)}, the chart's default is ${kindOf(known)}`];
    }
    return isYamlMap(value) && isYamlMap(known) ? wrongTypes(value, known, here) : [];
  });
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : isYamlMap(value) ? "a map" : `a ${typeof value}`;
}
