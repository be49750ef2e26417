import type { Fault } from "../core/validation";
import { FILTER_LIMITS, type FilterCondition, type FilterField, type LogFilterPattern } from "./log-filter-pattern";
import { parseLogFilterPattern } from "./log-filter-reader";
import { FilterSyntaxError } from "./log-filter-scanner";

/** A fault when CloudWatch Logs would refuse the pattern, or would ignore a part of it. */
export function filterPatternFaults(path: string, pattern: string): Fault[] {
  if (pattern.length > FILTER_LIMITS.characters) {
    return [
      {
        path,
        problem: "is too long",
        got: `${pattern.length} characters`,
        allowed: `at most ${FILTER_LIMITS.characters} characters`,
        fix: "shorten it, or filter in a query",
      },
    ];
  }
  try {
    return quotaFaults(path, pattern, parseLogFilterPattern(pattern));
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) {
      throw error;
    }
    return [{ path, problem: `is no filter pattern: ${error.problem}`, got: pattern, fix: error.fix }];
  }
}

/** How many regular expressions a pattern holds. */
export function regexesIn(pattern: LogFilterPattern): number {
  const values = pattern.kind === "terms" ? pattern.terms.map(({ value }) => value) : comparisonsIn(pattern).map((c) => c.value);
  return values.filter(({ kind }) => kind === "regex").length;
}

function quotaFaults(path: string, text: string, pattern: LogFilterPattern): Fault[] {
  const wildcards = conditionsIn(pattern).map((condition) => ("field" in condition ? anySteps(condition.field) : 0));
  const counts: readonly (readonly [what: string, count: number, most: number])[] = [
    ["regular expressions", regexesIn(pattern), FILTER_LIMITS.regexes],
    ["wildcards in one selector", Math.max(0, ...wildcards), FILTER_LIMITS.wildcardsInSelector],
    ["selectors with a wildcard", wildcards.filter((count) => count > 0).length, FILTER_LIMITS.wildcards],
  ];
  return counts
    .filter(([, count, most]) => count > most)
    .map(([what, count, most]) => ({
      path,
      problem: `has ${count} ${what}`,
      got: text,
      allowed: `at most ${most} in a pattern`,
      fix: "write it with fewer, or split it in two filters that feed one metric",
    }));
}

function anySteps(field: FilterField): number {
  return field.filter((step) => typeof step === "object").length;
}

function comparisonsIn(pattern: LogFilterPattern) {
  return conditionsIn(pattern).filter((condition) => condition.kind === "compare");
}

/** Every condition of a pattern that is not made of others. */
function conditionsIn(pattern: LogFilterPattern): FilterCondition[] {
  if (pattern.kind === "json") {
    return leavesOf(pattern.condition);
  }
  return pattern.kind === "columns" ? pattern.columns.flatMap(({ condition }) => (condition ? leavesOf(condition) : [])) : [];
}

function leavesOf(condition: FilterCondition): FilterCondition[] {
  return condition.kind === "and" || condition.kind === "or" ? condition.conditions.flatMap(leavesOf) : [condition];
}
