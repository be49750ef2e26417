import { Duration } from "../../constructs/core/duration";
import { isAlert, type Rule, type RuleGroup } from "../../rules/rule";
import { matchers } from "./promql/check";
import { parsePromql, type Promql, walk } from "./promql/parse";

/** One change to one rule, which some test has to notice. */
export interface Mutant {
  readonly group: RuleGroup;
  /** Place of the rule in its group. */
  readonly position: number;
  readonly rule: Rule;
  /** What was changed, such as `NodeMemoryHigh: "0.9" becomes "0.99"`. */
  readonly change: string;
}

const OTHER_COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  Gtr: [">=", "<"],
  Lss: ["<=", ">"],
  EqlC: ["!="],
  Neq: ["=="],
};
const NEGATED: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

/** Every change that is made to the rules: thresholds, windows, comparisons, matchers, kept labels, waiting times, severities. */
export function mutantsOf(groups: readonly RuleGroup[]): Mutant[] {
  return groups.flatMap((group) =>
    group.rules.flatMap((rule, position) => {
      const name = isAlert(rule) ? rule.alert : rule.record;
      return [...exprMutants(rule), ...alertMutants(rule)].map(({ rule: changed, change }) => ({
        group,
        position,
        rule: changed,
        change: `${group.name}, ${name}: ${change}`,
      }));
    }),
  );
}

interface Change {
  readonly rule: Rule;
  readonly change: string;
}

function alertMutants(rule: Rule): Change[] {
  if (!isAlert(rule)) {
    return [];
  }
  const seconds = rule.for.toSeconds();
  const severity = rule.severity === "page" ? "ticket" : "page";
  return [
    ...(seconds === 0 ? [] : [0, seconds * 2]).map((other) => ({
      rule: { ...rule, for: Duration.seconds(other) },
      change: `"for" of ${rule.for.toPrometheus()} becomes ${other} s`,
    })),
    { rule: { ...rule, severity }, change: `${rule.severity} becomes ${severity}` },
  ];
}

function exprMutants(rule: Rule): Change[] {
  const { expr } = rule;
  const replace = (from: number, to: number, text: string): Change => ({
    rule: { ...rule, expr: expr.slice(0, from) + text + expr.slice(to) },
    change: `"${expr.slice(from, to)}" at ${from} becomes "${text}"`,
  });
  return walk(parsePromql(expr)).flatMap((node) => {
    switch (node.type) {
      case "NumberDurationLiteral":
        return otherNumbers(Number(node.text)).map((other) => replace(node.from, node.to, other));
      case "NumberDurationLiteralInDurationContext":
        return [2, 0.5].map((factor) => replace(node.from, node.to, `${seconds(node.text) * factor}s`));
      case "BinaryExpr":
        return comparisons(node).flatMap(({ from, to, type }) =>
          OTHER_COMPARISONS[type]!.map((other) => replace(from, to, other)),
        );
      case "LabelMatchers":
        return matcherMutants(node, replace);
      case "AggregateModifier":
        return without(
          node.children.at(-1)!.children.filter((child) => child.type === "LabelName"),
          replace,
        );
      default:
        return [];
    }
  });
}

/** Ten per cent up and down; nothing becomes one. */
function otherNumbers(value: number): string[] {
  return value === 0 ? ["1", "(-1)"] : [1.1, 0.9].map((factor) => `${Number((value * factor).toPrecision(6))}`);
}

function comparisons(node: Promql): readonly Promql[] {
  return node.children.filter((child) => child.type in OTHER_COMPARISONS);
}

type Replace = (from: number, to: number, text: string) => Change;

function matcherMutants(node: Promql, replace: Replace): Change[] {
  const all = matchers(node).map((matcher) => matcher.node);
  const negated = all.map((each) => {
    const operator = each.children[1]!;
    return replace(operator.from, operator.to, NEGATED[operator.text]!);
  });
  return [...negated, ...without(all, replace)];
}

/** Leaves out one element of a list, with its comma. */
function without(elements: readonly Promql[], replace: Replace): Change[] {
  return elements.map((each, index) => {
    const next = elements[index + 1];
    const last = elements[index - 1];
    if (next !== undefined) {
      return replace(each.from, next.from, "");
    }
    return last === undefined ? replace(each.from, each.to, "") : replace(last.to, each.to, "");
  });
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function seconds(duration: string): number {
  const match = /^(\d+)([smhd])$/.exec(duration);
  if (match === null) {
    throw new Error(`The duration ${duration} is not one number with one unit.`);
  }
  return Number(match[1]) * UNITS[match[2]!]!;
}
