/** A stretch of SQL text: code, or something that code must not be looked for in. */
export interface SqlSpan {
  /** Whether it is code; strings, quoted names and comments are not. */
  readonly code: boolean;
  /** The text itself. */
  readonly text: string;
}

/** Splits SQL into code on the one side, strings, quoted names and comments on the other. Joined again they are the text. */
export function sqlSpans(sql: string): SqlSpan[] {
  const spans: SqlSpan[] = [];
  const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;
  let end = 0;
  for (const match of sql.matchAll(opaque)) {
    spans.push({ code: true, text: sql.slice(end, match.index) }, { code: false, text: match[0] });
    end = match.index + match[0].length;
  }
  spans.push({ code: true, text: sql.slice(end) });
  return spans.filter(({ text }) => text !== "");
}

/**
 * The SQL with everything that is no code made blank, character for character: positions found in it hold in the SQL as well.
 */
export function codeOnly(sql: string): string {
  return sqlSpans(sql)
    .map(({ code, text }) => (code ? text : " ".repeat(text.length)))
    .join("");
}

/**
 * The position after the bracket that closes the one at `open`.
 *
 * @throws Error when it is never closed
 */
export function endOfBrackets(sql: string, open: number): number {
  const code = codeOnly(sql);
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    depth += code[at] === "(" ? 1 : code[at] === ")" ? -1 : 0;
    if (depth === 0) {
      return at + 1;
    }
  }
  throw new Error(`The SQL has a bracket that is never closed: "${sql.slice(open, open + 60)}".`);
}
