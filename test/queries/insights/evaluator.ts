import { parseInsightsQuery } from "../../../queries/insights-language/parser";
import type { Command, Expression, Named } from "../../../queries/insights-language/syntax";

/** A row on its way through a query: the fields of an event, then what commands have made. */
export type InsightsRow = Readonly<Record<string, unknown>>;

/**
 * Carries out a query on rows, as the documentation of Logs Insights describes its commands. AWS has the only engine: this shows that a
 * query asks for what it means to ask, on the lines that it is meant for; not that AWS agrees in every corner.
 *
 * @param query a query that `insightsQueryFaults` finds nothing wrong with
 * @throws Error at a command or function that is not carried out here
 */
export function evaluateInsights(query: string, rows: readonly InsightsRow[]): readonly InsightsRow[] {
  return parseInsightsQuery(query).reduce((current, command) => carryOut(command, current, query), rows);
}

function carryOut(command: Command, rows: readonly InsightsRow[], query: string): readonly InsightsRow[] {
  switch (command.command) {
    case "fields":
      return rows.map((row) => ({
        ...row,
        ...Object.fromEntries(command.fields.map((field) => [nameOf(field, query), valueOf(field.expression, row)])),
      }));
    case "filter":
      return rows.filter((row) => valueOf(command.condition, row) === true);
    case "parse":
      return rows.map((row) => ({ ...row, ...parsed(command, row) }));
    case "stats":
      return aggregated(command, rows, query);
    case "sort":
      return [...rows].sort((a, b) => compareBy(command.keys, a, b));
    case "limit":
      return rows.slice(0, command.count);
    default:
      throw new Error(`The command ${command.command} is not carried out here.`);
  }
}

/** A field of an event by its path, whose parts may hold dots themselves: `annotations.k8s.io/deprecated`. */
export function fieldOf(row: InsightsRow, path: string): unknown {
  if (path in row) {
    return row[path];
  }
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const inner = row[path.slice(0, dot)];
    if (typeof inner === "object" && inner !== null) {
      return fieldOf(inner as InsightsRow, path.slice(dot + 1));
    }
  }
  return undefined;
}

function valueOf(expression: Expression, row: InsightsRow): unknown {
  switch (expression.kind) {
    case "field":
      return fieldOf(row, expression.name);
    case "string":
    case "number":
      return expression.value;
    case "unary":
      return expression.operator === "not"
        ? valueOf(expression.operand, row) !== true
        : -Number(valueOf(expression.operand, row));
    case "binary":
      return binary(expression, row);
    case "call":
      return called(expression, row);
    default:
      throw new Error(`A ${expression.kind} has no value of its own.`);
  }
}

function binary({ operator, left, right }: Extract<Expression, { kind: "binary" }>, row: InsightsRow): unknown {
  if (operator === "and" || operator === "or") {
    const [a, b] = [valueOf(left, row) === true, valueOf(right, row) === true];
    return operator === "and" ? a && b : a || b;
  }
  const value = valueOf(left, row);
  if (operator.endsWith("like") || operator === "=~") {
    return matches(value, right) !== operator.startsWith("not");
  }
  if (operator.endsWith("in")) {
    const listed = (right as Extract<Expression, { kind: "list" }>).items.some((item) => equal(value, valueOf(item, row)));
    return listed !== operator.startsWith("not");
  }
  const other = valueOf(right, row);
  switch (operator) {
    case "=":
      return equal(value, other);
    case "!=":
      return !equal(value, other);
    case ">=":
      return Number(value) >= Number(other);
    default:
      throw new Error(`The operator ${operator} is not carried out here.`);
  }
}

function matches(value: unknown, pattern: Expression): boolean {
  if (value === undefined) {
    return false;
  }
  return pattern.kind === "regex"
    ? regexOf(pattern.pattern).test(String(value))
    : String(value).includes(String(valueOf(pattern, {})));
}

function regexOf(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll("(?i)", ""), pattern.includes("(?i)") ? "iu" : "u");
}

/** Text and number are equal when they say the same. */
function equal(a: unknown, b: unknown): boolean {
  return a !== undefined && String(a) === String(b);
}

function called({ name, args }: Extract<Expression, { kind: "call" }>, row: InsightsRow): unknown {
  if (name === "bin") {
    const { amount, unit } = args[0] as Extract<Expression, { kind: "period" }>;
    const length = amount * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as "s" | "m" | "h"];
    return Math.floor(Number(row["@timestamp"]) / length) * length;
  }
  const values = args.map((arg) => valueOf(arg, row));
  switch (name) {
    case "coalesce":
      return values.find((value) => value !== undefined);
    case "ispresent":
      return values[0] !== undefined;
    case "concat":
      return values.join("");
    case "tolower":
      return String(values[0]).toLowerCase();
    case "strlen":
      return [...String(values[0])].length;
    case "strcontains":
      return String(values[0]).includes(String(values[1])) ? 1 : 0;
    default:
      throw new Error(`The function ${name} is not carried out here.`);
  }
}

function parsed({ field, pattern }: Extract<Command, { command: "parse" }>, row: InsightsRow): InsightsRow {
  if (pattern.kind !== "regex") {
    throw new Error("A parse with stars is not carried out here.");
  }
  return regexOf(pattern.pattern).exec(String(valueOf(field, row)))?.groups ?? {};
}

function aggregated(
  { results, groups }: Extract<Command, { command: "stats" }>,
  rows: readonly InsightsRow[],
  query: string,
): readonly InsightsRow[] {
  const byKey = new Map<string, { keys: InsightsRow; rows: InsightsRow[] }>();
  for (const row of rows) {
    const keys = Object.fromEntries(groups.map((group) => [nameOf(group, query), valueOf(group.expression, row)]));
    const key = JSON.stringify(Object.values(keys).map(String));
    const known = byKey.get(key) ?? { keys, rows: [] };
    known.rows.push(row);
    byKey.set(key, known);
  }
  return [...byKey.values()].map((group) => ({
    ...group.keys,
    ...Object.fromEntries(results.map((result) => [nameOf(result, query), aggregate(result.expression, group.rows)])),
  }));
}

function aggregate(expression: Expression, rows: readonly InsightsRow[]): unknown {
  if (expression.kind !== "call") {
    throw new Error("Calculations between aggregates are not carried out here.");
  }
  const { name, args } = expression;
  const [first] = args;
  const values =
    first === undefined || first.kind === "star"
      ? rows
      : rows.map((row) => valueOf(first, row)).filter((value) => value !== undefined);
  const numbers = () => values.map(Number).sort((a, b) => a - b);
  const sum = () => numbers().reduce((total, value) => total + value, 0);
  switch (name) {
    case "count":
      return values.length;
    case "count_distinct":
      return new Set(values.map(String)).size;
    case "sum":
      return sum();
    case "avg":
      return sum() / values.length;
    case "max":
      return numbers().at(-1);
    case "pct": {
      const share = Number(valueOf(args[1]!, {})) / 100;
      return numbers()[Math.min(values.length - 1, Math.floor(share * values.length))];
    }
    default:
      throw new Error(`The aggregate ${name} is not carried out here.`);
  }
}

function compareBy(keys: Extract<Command, { command: "sort" }>["keys"], a: InsightsRow, b: InsightsRow): number {
  for (const { expression, descending } of keys) {
    const difference = Number(valueOf(expression, a)) - Number(valueOf(expression, b));
    if (difference !== 0) {
      return descending ? -difference : difference;
    }
  }
  return 0;
}

function nameOf({ expression, alias }: Named, query: string): string {
  return alias ?? (expression.kind === "field" ? expression.name : query.slice(expression.start, expression.end));
}
