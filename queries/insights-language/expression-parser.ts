import { type Expression, InsightsSyntaxError } from "./syntax";
import type { TokenReader } from "./token-reader";

/** Words that end an expression, or stand in one, and so are no fields. */
const RESERVED = ["and", "or", "not", "like", "in", "as", "by", "asc", "desc", "into"];

/** Operators that hold together less come first. */
const LEVELS: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["=", "!=", "<", "<=", ">", ">=", "=~", "like", "in"],
  ["+", "-"],
  ["*", "/", "%"],
  ["^"],
];
const COMPARISON = 2;

/**
 * Reads a value or a condition, up to the first token that can't belong to it.
 *
 * @throws InsightsSyntaxError when there is none
 */
export function readExpression(reader: TokenReader): Expression {
  return readLevel(reader, 0);
}

function readLevel(reader: TokenReader, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) {
    return readOperand(reader);
  }
  if (level === COMPARISON && isWord(reader, "not")) {
    const { start } = reader.next();
    const operand = readLevel(reader, level);
    return { kind: "unary", operator: "not", operand, start, end: operand.end };
  }
  let left = readLevel(reader, level + 1);
  for (
    let operator = operatorAt(reader, operators, level);
    operator !== undefined;
    operator = operatorAt(reader, operators, level)
  ) {
    const right =
      operator.endsWith("like") || operator === "=~"
        ? readMatch(reader)
        : operator.endsWith("in")
          ? readList(reader)
          : readLevel(reader, level + 1);
    left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
  return left;
}

/** Passes the operator when one of the level comes next; `not like` and `not in` are one operator. */
function operatorAt(reader: TokenReader, operators: readonly string[], level: number): string | undefined {
  if (level === COMPARISON && isWord(reader, "not")) {
    reader.next();
    for (const negated of ["like", "in"]) {
      if (reader.takesWord(negated)) {
        return `not ${negated}`;
      }
    }
    throw reader.unexpected('"like" or "in"');
  }
  const { kind, text } = reader.peek();
  if ((kind !== "symbol" && kind !== "word") || !operators.includes(text)) {
    return undefined;
  }
  reader.next();
  return text;
}

function readMatch(reader: TokenReader): Expression {
  const { kind, text, start, end } = reader.peek();
  if (kind !== "string" && kind !== "regex") {
    throw reader.unexpected("a text in quotes or a regular expression between slashes");
  }
  reader.next();
  return kind === "string" ? { kind, value: text, start, end } : { kind, pattern: text, start, end };
}

function readList(reader: TokenReader): Expression {
  const { start } = reader.peek();
  reader.takeSymbol("[");
  const items = reader.list(() => readOperand(reader));
  reader.takeSymbol("]");
  return { kind: "list", items, start, end: reader.lastEnd };
}

function readOperand(reader: TokenReader): Expression {
  const { kind, text, start, end } = reader.peek();
  switch (kind) {
    case "string":
      reader.next();
      return { kind, value: text, start, end };
    case "number":
      reader.next();
      return { kind, value: Number(text), start, end };
    case "period":
      reader.next();
      return { kind, amount: Number.parseInt(text, 10), unit: text.replace(/^\d+/, ""), start, end };
    case "quotedField":
      reader.next();
      return { kind: "field", name: text, start, end };
    case "word":
      return readWord(reader);
    case "symbol":
      return readSymbol(reader);
    default:
      throw reader.unexpected("a value");
  }
}

function readWord(reader: TokenReader): Expression {
  const { text, start, end } = reader.peek();
  if (RESERVED.includes(text)) {
    throw reader.unexpected("a value");
  }
  reader.next();
  if (!reader.takesSymbol("(")) {
    return { kind: "field", name: text, start, end };
  }
  const args = reader.takesSymbol(")") ? [] : readArguments(reader);
  return { kind: "call", name: text, args, start, end: reader.lastEnd };
}

function readArguments(reader: TokenReader): readonly Expression[] {
  const args = reader.list(() => readExpression(reader));
  reader.takeSymbol(")");
  return args;
}

function readSymbol(reader: TokenReader): Expression {
  const { text, start, end } = reader.peek();
  if (reader.takesSymbol("(")) {
    const inner = readExpression(reader);
    reader.takeSymbol(")");
    return inner;
  }
  if (reader.takesSymbol("-")) {
    const operand = readOperand(reader);
    return { kind: "unary", operator: "-", operand, start, end: operand.end };
  }
  if (reader.takesSymbol("*")) {
    return { kind: "star", start, end };
  }
  throw new InsightsSyntaxError(`has "${text}" where a value must come`, start);
}

function isWord(reader: TokenReader, word: string): boolean {
  const { kind, text } = reader.peek();
  return kind === "word" && text === word;
}
