import { readExpression } from "./expression-parser";
import { type Command, type Expression, InsightsSyntaxError, type Named } from "./syntax";
import { TokenReader } from "./token-reader";
import { tokensOf } from "./tokens";

/** Commands of the language that this reader leaves alone: they need other tables or groups than the query is bound to. */
const NOT_READ = ["SOURCE", "join", "lookup", "addtotals", "head", "tail"];

const READERS: Readonly<Record<Command["command"], (reader: TokenReader, start: number) => Command>> = {
  fields: (reader, start) => ({ command: "fields", fields: reader.list(() => readNamed(reader)), start, end: reader.lastEnd }),
  display: (reader, start) => ({ command: "display", fields: reader.list(() => readField(reader)), start, end: reader.lastEnd }),
  dedup: (reader, start) => ({ command: "dedup", fields: reader.list(() => readField(reader)), start, end: reader.lastEnd }),
  filter: (reader, start) => ({ command: "filter", condition: readExpression(reader), start, end: reader.lastEnd }),
  filterIndex: (reader, start) => ({ command: "filterIndex", condition: readExpression(reader), start, end: reader.lastEnd }),
  stats: (reader, start) => {
    const results = reader.list(() => readNamed(reader));
    const groups = reader.takesWord("by") ? reader.list(() => readNamed(reader)) : [];
    return { command: "stats", results, groups, start, end: reader.lastEnd };
  },
  sort: (reader, start) => ({ command: "sort", keys: reader.list(() => readSortKey(reader)), start, end: reader.lastEnd }),
  limit: (reader, start) => ({
    command: "limit",
    count: Number(reader.take("number", "a number of rows").text),
    start,
    end: reader.lastEnd,
  }),
  parse: readParse,
  pattern: (reader, start) => ({ command: "pattern", field: readField(reader), start, end: reader.lastEnd }),
  unnest: (reader, start) => {
    const field = readExpression(reader);
    reader.takeWord("into");
    return { command: "unnest", field, into: reader.takeName(), start, end: reader.lastEnd };
  },
  diff: (reader, start) => {
    if (reader.peek().kind === "word") {
      reader.takeOneOf(["previousDay", "previousWeek", "previousMonth"]);
    }
    return { command: "diff", start, end: reader.lastEnd };
  },
  anomaly: (reader, start) => ({ command: "anomaly", start, end: reader.lastEnd }),
};

/**
 * Reads a query of Logs Insights into its commands.
 *
 * @throws InsightsSyntaxError where it is not one
 */
export function parseInsightsQuery(query: string): readonly Command[] {
  const reader = new TokenReader(tokensOf(query));
  const commands: Command[] = [];
  do {
    commands.push(readCommand(reader));
  } while (reader.takesSymbol("|"));
  reader.takeEnd();
  return commands;
}

function readCommand(reader: TokenReader): Command {
  const { kind, text, start } = reader.peek();
  if (kind !== "word") {
    throw new InsightsSyntaxError(`needs a command here, and has ${text === "" ? "none" : text}`, start);
  }
  reader.next();
  if (NOT_READ.includes(text)) {
    throw new InsightsSyntaxError(`has the command ${text}, which a saved query of this project can't use`, start);
  }
  const read = Object.hasOwn(READERS, text) ? READERS[text as Command["command"]] : undefined;
  if (read === undefined) {
    throw new InsightsSyntaxError(`knows no command ${text}; known are ${Object.keys(READERS).join(", ")}`, start);
  }
  return read(reader, start);
}

function readNamed(reader: TokenReader): Named {
  const expression = readExpression(reader);
  return reader.takesWord("as") ? { expression, alias: reader.takeName() } : { expression };
}

function readField(reader: TokenReader): Expression {
  const expression = readExpression(reader);
  if (expression.kind !== "field") {
    throw new InsightsSyntaxError("takes names of fields here, nothing that is calculated", expression.start);
  }
  return expression;
}

function readSortKey(reader: TokenReader): { readonly expression: Expression; readonly descending: boolean } {
  const expression = readExpression(reader);
  const descending = reader.takesWord("desc");
  return { expression, descending: descending || (reader.takesWord("asc") && false) };
}

/** `parse field "glob * with *" as a, b` or `parse field /(?<a>.*)/`. */
function readParse(reader: TokenReader, start: number): Command {
  const field = readField(reader);
  const { kind, text, start: at, end } = reader.peek();
  if (kind !== "string" && kind !== "regex") {
    throw new InsightsSyntaxError("parses with a text in quotes or a regular expression between slashes", at);
  }
  reader.next();
  if (kind === "regex") {
    return {
      command: "parse",
      field,
      pattern: { kind, pattern: text, start: at, end },
      aliases: groupNames(text),
      start,
      end: reader.lastEnd,
    };
  }
  reader.takeWord("as");
  const aliases = reader.list(() => reader.takeName());
  return { command: "parse", field, pattern: { kind, value: text, start: at, end }, aliases, start, end: reader.lastEnd };
}

function groupNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name!);
}
