import { codeOnly, endOfBrackets } from "./sql-text";

/**
 * Rewrites `CROSS JOIN UNNEST(x) AS t(a, b)` for DuckDB. Trino makes one column of every field when `x` is an array of rows; DuckDB makes
 * one struct, unless it is told to unnest a second level, which it can do in a SELECT list only.
 *
 * @throws Error when the join has several arguments, an ordinality or no names for its columns
 */
export function rewriteUnnest(sql: string): string {
  const join = /\bCROSS\s+JOIN\s+UNNEST\s*\(/i.exec(codeOnly(sql));
  if (join === null) {
    return sql;
  }
  const open = join.index + join[0].length - 1;
  const end = endOfBrackets(sql, open);
  const argument = sql.slice(open + 1, end - 1);
  refuse(sql.slice(join.index), argument, codeOnly(sql.slice(end)));
  return `${sql.slice(0, join.index)}CROSS JOIN LATERAL (SELECT unnest(${argument}, max_depth := 2))${rewriteUnnest(sql.slice(end))}`;
}

function refuse(join: string, argument: string, following: string): void {
  const problem = problemOf(codeOnly(argument), following);
  if (problem !== undefined) {
    throw new Error(`The SQL can't be run by DuckDB: UNNEST ${problem}, in "${join.slice(0, 80).replace(/\s+/g, " ")}".`);
  }
}

function problemOf(argument: string, following: string): string | undefined {
  if (hasTopLevelComma(argument)) {
    return "of several arrays at once is not supported here";
  }
  if (/^\s*WITH\s+ORDINALITY\b/i.test(following)) {
    return "WITH ORDINALITY is not supported here";
  }
  return /^\s*(AS\s+)?[\w\s]*\(/i.test(following) ? undefined : "needs an alias with the names of its columns, as t(a, b)";
}

function hasTopLevelComma(code: string): boolean {
  let depth = 0;
  return [...code].some((character) => {
    depth += character === "(" || character === "[" ? 1 : character === ")" || character === "]" ? -1 : 0;
    return character === "," && depth === 0;
  });
}
