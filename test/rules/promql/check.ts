import { parsePromql, type Promql } from "./parse";

/** What an expression yields. */
export interface PromqlResult {
  readonly type: "vector" | "scalar" | "matrix";
  /** Labels that the series of the result may carry. */
  readonly labels: ReadonlySet<string>;
}

/** The labels that the series of a name may carry; undefined when nothing produces the name. */
export type LabelsOf = (metric: string) => ReadonlySet<string> | undefined;

/** Functions that the rules use, by what they take. One that is not here is refused: add it with its types. */
const SIGNATURES: Readonly<Record<string, readonly PromqlResult["type"][]>> = {
  rate: ["matrix"],
  increase: ["matrix"],
  changes: ["matrix"],
  avg_over_time: ["matrix"],
  max_over_time: ["matrix"],
  sum_over_time: ["matrix"],
  predict_linear: ["matrix", "scalar"],
  histogram_quantile: ["scalar", "vector"],
  absent: ["vector"],
  vector: ["scalar"],
  time: [],
};
const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);
const SET_OPERATORS = new Set(["and", "or", "unless"]);

/**
 * Checks types, names and labels of an expression the way Prometheus evaluates it: what an aggregation keeps, what a match needs on
 * both sides. A match of two sides whose labels differ never finds a partner, which Prometheus does not call an error.
 *
 * @throws Error with a sentence about the first fault
 */
export function checkPromql(expr: string, labelsOf: LabelsOf): PromqlResult {
  return evaluate(parsePromql(expr), labelsOf);
}

function evaluate(node: Promql, labelsOf: LabelsOf): PromqlResult {
  const inner = (child: Promql | undefined) => evaluate(required(child, node), labelsOf);
  switch (node.type) {
    case "ParenExpr":
    case "OffsetExpr":
      return inner(node.children[0]);
    case "NumberDurationLiteral":
      return { type: "scalar", labels: new Set() };
    case "VectorSelector":
      return { type: "vector", labels: selected(node, labelsOf) };
    case "MatrixSelector":
      return { type: "matrix", labels: inner(node.children[0]).labels };
    case "FunctionCall":
      return call(node, labelsOf);
    case "AggregateExpr":
      return aggregate(node, labelsOf);
    case "BinaryExpr":
      return binary(node, labelsOf);
    default:
      throw new Error(`"${node.text}" is a ${node.type}, which the rules don't use so far: teach the check about it.`);
  }
}

function selected(node: Promql, labelsOf: LabelsOf): ReadonlySet<string> {
  const metric = node.children.find((child) => child.type === "Identifier")?.text;
  const labels = metric === undefined ? undefined : labelsOf(metric);
  if (labels === undefined) {
    throw new Error(`Nothing produces "${metric ?? node.text}".`);
  }
  for (const name of labelNames(node.children.find((child) => child.type === "LabelMatchers"))) {
    demand(labels, name, `The matchers of ${metric}`);
  }
  return labels;
}

function call(node: Promql, labelsOf: LabelsOf): PromqlResult {
  const [identifier, body] = node.children;
  const name = required(identifier, node).text;
  const signature = SIGNATURES[name];
  if (signature === undefined) {
    throw new Error(`Function ${name} is not among those that the check knows.`);
  }
  const args = operands(required(body, node));
  const results = args.map((arg) => evaluate(arg, labelsOf));
  if (results.map((result) => result.type).join() !== signature.join()) {
    throw new Error(`${name} takes (${signature.join()}), not (${results.map((result) => result.type).join()}): ${node.text}`);
  }
  const labels = results.find((result) => result.type !== "scalar")?.labels ?? new Set<string>();
  if (name === "time") {
    return { type: "scalar", labels };
  }
  if (name === "absent") {
    const equal = matchers(args[0]!).filter(({ operator }) => operator === "=");
    return { type: "vector", labels: new Set(equal.map(({ label }) => label)) };
  }
  if (name === "histogram_quantile") {
    demand(labels, "le", name);
    return { type: "vector", labels: without(labels, ["le"]) };
  }
  return { type: "vector", labels };
}

function aggregate(node: Promql, labelsOf: LabelsOf): PromqlResult {
  const modifier = node.children.find((child) => child.type === "AggregateModifier");
  const body = required(
    node.children.find((child) => child.type === "FunctionCallBody"),
    node,
  );
  const operand = evaluate(required(operands(body)[0], node), labelsOf);
  if (operand.type !== "vector") {
    throw new Error(`An aggregation takes a vector, not a ${operand.type}: ${node.text}`);
  }
  const names = labelNames(modifier);
  names.forEach((name) => {
    demand(operand.labels, name, `The operand of "${node.text.slice(0, 60)}"`);
  });
  return { type: "vector", labels: modifier?.children[0]?.type === "Without" ? without(operand.labels, names) : new Set(names) };
}

function binary(node: Promql, labelsOf: LabelsOf): PromqlResult {
  const [left, right] = operands(node).map((operand) => evaluate(operand, labelsOf));
  if (left === undefined || right === undefined || left.type === "matrix" || right.type === "matrix") {
    throw new Error(`A range can't be an operand: ${node.text}`);
  }
  const operator = operatorOf(node);
  if (left.type === "scalar" && right.type === "scalar") {
    if (COMPARISONS.has(operator)) {
      throw new Error(`Two numbers are compared: ${node.text}`);
    }
    return left;
  }
  if (left.type === "scalar" || right.type === "scalar") {
    if (SET_OPERATORS.has(operator)) {
      throw new Error(`"${operator}" takes two vectors: ${node.text}`);
    }
    return left.type === "vector" ? left : right;
  }
  const matching = node.children.find((child) => child.type === "MatchingModifierClause");
  const on = matching?.children.some((child) => child.type === "On") ? labelNames(matching.children[1]) : undefined;
  for (const side of [left, right]) {
    (on ?? []).forEach((name) => {
      demand(side.labels, name, `One side of "on" in "${node.text}"`);
    });
  }
  if (on === undefined && !same(left.labels, right.labels)) {
    throw new Error(
      `The labels of the sides differ, so nothing matches: ${[...left.labels].join()} and ${[...right.labels].join()} in ${node.text}`,
    );
  }
  const keepsLeft = SET_OPERATORS.has(operator) || on === undefined || node.text.includes("group_left");
  return { type: "vector", labels: keepsLeft ? left.labels : new Set(on) };
}

/** The operator between the two operands of a binary expression. */
export function operatorOf(node: Promql): string {
  const [left] = operands(node);
  const token = node.children.find((child) => child.from >= left!.to);
  return required(token, node).text.toLowerCase();
}

/** The matchers of a selector, or of everything beneath a node. */
export function matchers(node: Promql): { label: string; operator: string; value: string; node: Promql }[] {
  if (node.type === "UnquotedLabelMatcher") {
    const [label, operator, value] = node.children.map((child) => child.text);
    return [{ label: label!, operator: operator!, value: value!, node }];
  }
  return node.children.flatMap(matchers);
}

const EXPRESSIONS = new Set([
  "AggregateExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector",
]);

/** The children of a node that are expressions themselves. */
export function operands(node: Promql): readonly Promql[] {
  return node.children.filter((child) => EXPRESSIONS.has(child.type));
}

function labelNames(node: Promql | undefined): string[] {
  if (node === undefined) {
    return [];
  }
  return node.type === "LabelName" ? [node.text] : node.children.flatMap(labelNames);
}

function demand(labels: ReadonlySet<string>, name: string, what: string): void {
  if (!labels.has(name)) {
    throw new Error(`${what} has no label "${name}"; there are ${[...labels].sort().join(", ")}.`);
  }
}

function required<T>(value: T | undefined, node: Promql): T {
  if (value === undefined) {
    throw new Error(`"${node.text}" lacks a part.`);
  }
  return value;
}

function without(labels: ReadonlySet<string>, names: readonly string[]): Set<string> {
  return new Set([...labels].filter((label) => !names.includes(label)));
}

function same(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((label) => other.has(label));
}
