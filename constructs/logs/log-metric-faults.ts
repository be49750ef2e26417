import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Fault } from "../core/validation";
import { filterPatternFaults, regexesIn } from "./log-filter-faults";
import { FILTER_LIMITS, type LogFilterPattern } from "./log-filter-pattern";
import { parseLogFilterPattern } from "./log-filter-reader";
import { standardClassFaults } from "./log-group-class";
import type { ILogGroupRef } from "./log-group-ref";
import type { LogMetricOptions, LogMetricProps } from "./log-metric-props";

/** How a pattern's fields are named in values and dimensions; patterns of words have none. */
const FIELD_FORMS: Partial<Record<LogFilterPattern["kind"], { readonly form: RegExp; readonly allowed: string }>> = {
  json: { form: /^\$(\.?\[[^\]]+\]|\.[\w-]+)+$/, allowed: "a number, or a selector of the event's JSON such as $.latency" },
  columns: { form: /^\$\w+$/, allowed: "a number, or the name of a column with $ before it such as $bytes" },
};

/** Filters by group, and those of them that hold a regular expression; apart for each app. */
const counted = new WeakMap<IConstruct, Map<string, { filters: number; withRegex: number }>>();

/** What is wrong with the props of a log metric. */
export function logMetricFaults(props: LogMetricProps): Fault[] {
  return [
    ...filterNameFaults("filterName", props.filterName),
    ...standardClassFaults("logGroup", props.logGroup, "metric filter"),
    ...logMetricOptionFaults(props),
  ];
}

/** What is wrong with what a log metric measures. */
export function logMetricOptionFaults(options: LogMetricOptions): Fault[] {
  const patternFaults = filterPatternFaults("pattern", options.pattern);
  return [
    ...patternFaults,
    ...metricNameFaults("metricName", options.metricName),
    ...metricNameFaults("metricNamespace", options.metricNamespace),
    ...(options.metricNamespace.startsWith("AWS/") ? [reservedFault(options.metricNamespace)] : []),
    ...(patternFaults.length > 0 ? [] : fieldFaults(options, parseLogFilterPattern(options.pattern))),
    ...dimensionFaults(options),
  ];
}

/**
 * Counts a filter of a group, so that one too many is found at synth and not in the middle of a deployment.
 *
 * @see CloudWatch Logs API, PutMetricFilter: 100 filters in a group, 5 of them with regular expressions (read 2026-11)
 */
export function countFilter(root: IConstruct, { logGroupName }: ILogGroupRef, pattern: string): Fault[] {
  const groups = counted.get(root) ?? new Map<string, { filters: number; withRegex: number }>();
  counted.set(root, groups);
  const count = groups.get(logGroupName) ?? { filters: 0, withRegex: 0 };
  groups.set(logGroupName, count);
  count.filters += 1;
  count.withRegex += hasRegex(pattern) ? 1 : 0;
  const { filtersInGroup, regexPatternsInGroup } = FILTER_LIMITS;
  return [
    ...(count.filters > filtersInGroup ? [fullFault("metric filters", count.filters, filtersInGroup)] : []),
    ...(count.withRegex > regexPatternsInGroup
      ? [fullFault("patterns with regular expressions", count.withRegex, regexPatternsInGroup)]
      : []),
  ];
}

function hasRegex(pattern: string): boolean {
  return filterPatternFaults("pattern", pattern).length === 0 && regexesIn(parseLogFilterPattern(pattern)) > 0;
}

function fullFault(what: string, count: number, most: number): Fault {
  return {
    path: "logGroup",
    problem: `has ${count} ${what} in this app`,
    allowed: `at most ${most} in a group`,
    fix: "count several things with one filter, or send events to several groups",
  };
}

/** A fault when CloudWatch Logs refuses the name of a filter. @see CloudWatch Logs API, FilterName (read 2026-11) */
export function filterNameFaults(path: string, name: string): Fault[] {
  if (Token.isUnresolved(name) || /^[^:*]{1,512}$/.test(name)) {
    return [];
  }
  return [
    {
      path,
      problem: "is a name that CloudWatch Logs refuses",
      got: name,
      allowed: "1 to 512 characters without : and *",
      fix: "use letters, digits and hyphens",
    },
  ];
}

/** Narrower than the API's own rule, so that the name needs no quoting in a query of CloudWatch Metrics Insights. */
function metricNameFaults(path: string, name: string): Fault[] {
  if (/^[\w./# -]{1,255}$/.test(name)) {
    return [];
  }
  return [
    {
      path,
      problem: "is a name that CloudWatch refuses",
      got: name,
      allowed: "1 to 255 letters, digits, spaces and . _ / # -",
      fix: "leave out other characters",
    },
  ];
}

function reservedFault(namespace: string): Fault {
  return {
    path: "metricNamespace",
    problem: "begins with AWS/, which is kept for AWS's own metrics",
    got: namespace,
    fix: "begin it with the name of the project",
  };
}

function fieldFaults({ metricValue = 1, dimensions = {} }: LogMetricOptions, pattern: LogFilterPattern): Fault[] {
  const fields = Object.entries(dimensions).map(([name, value]) => ({ path: `dimensions.${name}`, value }));
  const values = typeof metricValue === "number" || isNumber(metricValue) ? [] : [{ path: "metricValue", value: metricValue }];
  const known = FIELD_FORMS[pattern.kind];
  return [...values, ...fields]
    .filter(({ value }) => known === undefined || !known.form.test(value) || value.length > 100)
    .map(({ path, value }) => ({
      path,
      problem: known === undefined ? "names a field, but the pattern reads no fields" : "names no field of the pattern's events",
      got: value,
      allowed: known?.allowed ?? "fields only with a pattern of JSON ({ ... }) or of columns ([ ... ])",
      fix: "write the pattern and the field in one form",
    }));
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function dimensionFaults({ dimensions = {}, defaultValue }: LogMetricOptions): Fault[] {
  const names = Object.keys(dimensions);
  const faults = names.flatMap((name) => metricNameFaults("dimensions", name));
  if (names.length > 3) {
    faults.push({
      path: "dimensions",
      problem: "are too many",
      got: names,
      allowed: "at most 3",
      fix: "keep those that an alarm or a graph needs",
    });
  }
  if (names.length > 0 && defaultValue !== undefined) {
    faults.push({
      path: "defaultValue",
      problem: "can't stand beside dimensions: CloudWatch would not know of which metric it is the value",
      got: defaultValue,
      fix: "leave one of the two out",
    });
  }
  return faults;
}
