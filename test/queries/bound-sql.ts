import { sqlSpans } from "../../local/archive/sql-text";

/**
 * The SQL with its arguments, SQL literals, in the places of the question marks.
 *
 * @throws Error when there are more or fewer question marks than arguments
 */
export function boundSql(sql: string, literals: readonly string[]): string {
  let used = 0;
  const bound = sqlSpans(sql)
    .map(({ code, text }) => (code ? text.replaceAll("?", () => literals[used++] ?? "") : text))
    .join("");
  if (used !== literals.length) {
    throw new Error(`The SQL takes ${used} arguments and got ${literals.length}.`);
  }
  return bound;
}

/** A text as an SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
