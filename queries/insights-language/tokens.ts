import { InsightsSyntaxError, type Place } from "./syntax";

/** The smallest piece of a query. */
export interface Token extends Place {
  readonly kind: "word" | "quotedField" | "string" | "regex" | "number" | "period" | "symbol" | "end";
  /** A word or symbol as written, the content of a string, a field name or a regular expression. */
  readonly text: string;
}

const SYMBOLS = ["=~", "!=", "<=", ">=", "|", ",", "(", ")", "[", "]", "=", "<", ">", "+", "-", "*", "/", "^", "%"];

/** A field's name: parts of letters, digits, `_` and `@`, or anything between backticks, with dots between. */
const FIELD = /(?:[A-Za-z_@$][A-Za-z0-9_@$]*|`[^`\n]+`)(?:\.(?:[A-Za-z0-9_@$]+|`[^`\n]+`))*/y;
const PERIOD = /(\d+)([a-zA-Z]+)/y;
const NUMBER = /\d+(?:\.\d+)?/y;

/**
 * Splits a query. A slash begins a regular expression after `like` and `=~`, and in `parse`, where nothing is divided.
 *
 * @throws InsightsSyntaxError at a quote that is never closed, or a character that the language doesn't have
 */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const skipped = /(?:\s+|#[^\n]*)+/y;
    skipped.lastIndex = at;
    at += skipped.exec(query)?.[0].length ?? 0;
    if (at < query.length) {
      const token = tokenAt(query, at, tokens);
      tokens.push(token);
      at = token.end;
    }
  }
  return [...tokens, { kind: "end", text: "", start: query.length, end: query.length }];
}

function tokenAt(query: string, start: number, before: readonly Token[]): Token {
  const character = query[start]!;
  if (character === '"' || character === "'") {
    return delimited(query, start, "string", character);
  }
  if (character === "/" && beginsRegex(before)) {
    return delimited(query, start, "regex", "/");
  }
  const field = matchAt(FIELD, query, start);
  if (field !== undefined) {
    const kind = field[0].includes("`") ? "quotedField" : "word";
    return { kind, text: field[0].replaceAll("`", ""), start, end: start + field[0].length };
  }
  if (character === "`") {
    throw new InsightsSyntaxError("has a backtick that is never closed", start);
  }
  const number = matchAt(PERIOD, query, start) ?? matchAt(NUMBER, query, start);
  if (number !== undefined) {
    return { kind: number.length > 2 ? "period" : "number", text: number[0], start, end: start + number[0].length };
  }
  const symbol = SYMBOLS.find((one) => query.startsWith(one, start));
  if (symbol === undefined) {
    throw new InsightsSyntaxError(`has the character ${character}, which the language does not know here`, start);
  }
  return { kind: "symbol", text: symbol, start, end: start + symbol.length };
}

function matchAt(pattern: RegExp, query: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(query) ?? undefined;
}

function beginsRegex(before: readonly Token[]): boolean {
  const last = before.at(-1);
  if (last?.text === "like" || last?.text === "=~") {
    return true;
  }
  const pipe = before.map(({ kind, text }) => kind === "symbol" && text === "|").lastIndexOf(true);
  return before[pipe + 1]?.text === "parse" && before.length - pipe === 3;
}

/** Text up to the same character again; a backslash takes the meaning from the character after it. */
function delimited(query: string, start: number, kind: "string" | "regex", delimiter: string): Token {
  let text = "";
  for (let at = start + 1; at < query.length; at++) {
    const character = query[at]!;
    if (character === delimiter) {
      return { kind, text, start, end: at + 1 };
    }
    if (character === "\\") {
      at += 1;
      // In a regular expression only the delimiter's own backslash goes.
      text += kind === "regex" && query[at] !== delimiter ? `\\${query[at] ?? ""}` : (query[at] ?? "");
    } else {
      text += character;
    }
  }
  throw new InsightsSyntaxError(`has a ${kind === "regex" ? "regular expression" : "text"} that is never closed`, start);
}
