import { nameFault, type Scope } from "./check-scope";
import { INSIGHTS_FUNCTIONS, mostOfUnit } from "./functions";
import type { Expression, Place } from "./syntax";

/** Where an expression stands. */
export interface ExpressionContext {
  /** A condition must be true or false; an aggregate may stand only where a group is counted. */
  readonly use: "value" | "condition" | "aggregate";
  readonly scope: Scope;
  readonly text: (place: Place) => string;
}

const CONDITIONS = ["and", "or", "=", "!=", "<", "<=", ">", ">=", "=~", "like", "not like", "in", "not in"];

/** What is wrong with an expression, each as the end of a sentence that begins with the command. */
export function expressionFaults(expression: Expression, context: ExpressionContext): readonly string[] {
  const wrongUse =
    context.use === "condition" && !isCondition(expression) ? [`takes a condition, and ${context.text(expression)} is none`] : [];
  return [...wrongUse, ...contentFaults(expression, { ...context, use: context.use === "condition" ? "value" : context.use })];
}

/** Whether an aggregate stands somewhere in it. */
export function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case "call":
      return INSIGHTS_FUNCTIONS.get(expression.name)?.kind === "aggregate" || expression.args.some(hasAggregate);
    case "unary":
      return hasAggregate(expression.operand);
    case "binary":
      return hasAggregate(expression.left) || hasAggregate(expression.right);
    default:
      return false;
  }
}

function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case "binary":
      return CONDITIONS.includes(expression.operator);
    case "unary":
      return expression.operator === "not";
    case "call":
      return !INSIGHTS_FUNCTIONS.has(expression.name) || INSIGHTS_FUNCTIONS.get(expression.name)!.condition === true;
    default:
      return false;
  }
}

function contentFaults(expression: Expression, context: ExpressionContext): readonly string[] {
  switch (expression.kind) {
    case "field": {
      const fault = nameFault(expression.name, context.scope);
      return fault === undefined ? [] : [fault];
    }
    case "regex":
      return regexFaults(expression.pattern);
    case "period":
      return periodFaults(expression.amount, expression.unit);
    case "star":
      return ["has a * that stands for nothing; only count(*) takes one"];
    case "list":
      return expression.items.flatMap((item) =>
        item.kind === "string" || item.kind === "number" || item.kind === "unary"
          ? []
          : [`lists ${context.text(item)}, which is no text or number`],
      );
    case "unary":
      return expression.operator === "not"
        ? expressionFaults(expression.operand, { ...context, use: "condition" })
        : contentFaults(expression.operand, context);
    case "binary":
      return ["and", "or"].includes(expression.operator)
        ? [expression.left, expression.right].flatMap((side) => expressionFaults(side, { ...context, use: "condition" }))
        : [expression.left, expression.right].flatMap((side) => contentFaults(side, context));
    case "call":
      return callFaults(expression, context);
    default:
      return [];
  }
}

function callFaults({ name, args }: Extract<Expression, { kind: "call" }>, context: ExpressionContext): readonly string[] {
  const known = INSIGHTS_FUNCTIONS.get(name);
  if (known === undefined) {
    const meant = [...INSIGHTS_FUNCTIONS.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
    return [`calls ${name}, which is no function of Logs Insights${meant === undefined ? "" : `; ${meant} is`}`];
  }
  const faults: string[] = [];
  if (args.length < known.least || args.length > known.most) {
    const wanted =
      known.least === known.most ? `${known.least}` : `${known.least} to ${known.most === Infinity ? "any number" : known.most}`;
    faults.push(`gives ${name} ${args.length} arguments; it takes ${wanted}`);
  }
  if (known.kind === "aggregate" && context.use !== "aggregate") {
    faults.push(`calls ${name}, which only stats can`);
  }
  if (known.period !== undefined && args[known.period] !== undefined && args[known.period]!.kind !== "period") {
    faults.push(`gives ${name} ${context.text(args[known.period]!)} where a period such as 5m must stand`);
  }
  const inner = { ...context, use: "value" as const };
  const starCounted = name === "count" && args.length === 1 && args[0]!.kind === "star";
  // The first argument of if() is its condition.
  const checked = args.flatMap((arg, index) =>
    name === "if" && index === 0 ? expressionFaults(arg, { ...inner, use: "condition" }) : contentFaults(arg, inner),
  );
  return [...faults, ...(starCounted ? [] : checked)];
}

function periodFaults(amount: number, unit: string): readonly string[] {
  const most = mostOfUnit(unit);
  if (most === undefined) {
    return [`has the period ${amount}${unit}, whose unit is none`];
  }
  return amount >= 1 && amount <= most
    ? []
    : [`has the period ${amount}${unit}; ${unit} goes from 1 to ${most}, the rest is said in a larger unit`];
}

/** Logs Insights has the regular expressions of Java; `(?i)` inside is the one thing that JavaScript does not read. */
function regexFaults(pattern: string): readonly string[] {
  try {
    new RegExp(pattern.replaceAll("(?i)", ""), "u");
    return [];
  } catch {
    return [`has the regular expression /${pattern}/, which can't be read`];
  }
}
