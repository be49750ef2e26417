import type { GlueTable } from "./synthesised-archive";

/** Tables that look right and would lose files in Athena, silently. */
export const WRONG_TABLES: readonly { readonly name: string; readonly change: (table: GlueTable) => GlueTable }[] = [
  { name: "a range that begins too late", change: (table) => withParameter(table, "range", () => "NOW-30DAYS,NOW+1DAYS") },
  {
    name: "a range in another format than its column",
    change: (table) => withParameter(table, "range", () => "2020-01-01,2030-01-01"),
  },
  { name: "days for hours", change: (table) => withParameter(table, "interval.unit", () => "DAYS") },
  { name: "a format without the hour", change: (table) => withParameter(table, "format", () => "yyyy/MM/dd") },
  { name: "a format with the week's year", change: (table) => withParameter(table, "format", () => "YYYY/MM/dd/HH") },
  { name: "hours of the half day", change: (table) => withParameter(table, "format", () => "yyyy/MM/dd/hh") },
  { name: "no projection of its column", change: withoutProjection },
  {
    name: "folders in the manner of Hive",
    change: (table) => withTemplate(table, (template) => template.replace("${", "dt=${")),
  },
  {
    name: "the folder of the errors",
    change: (table) => withTemplate(table, (template) => template.replace("/logs/", "/errors/")),
  },
];

/** Queries that DuckDB takes, or that name what is not there. */
export const WRONG_QUERIES: readonly {
  readonly name: string;
  readonly sql: (table: string) => string;
  readonly error: RegExp;
}[] = [
  {
    name: "a text compared with a number, which DuckDB takes",
    sql: (table) => `SELECT count(*) FROM ${table} WHERE json_extract_scalar(loggroup, '$.code') = 429 AND dt = '2026/01/01/00'`,
    error: /TYPE_MISMATCH/,
  },
  {
    name: "a function of DuckDB",
    sql: (table) => `SELECT strftime(current_timestamp, '%Y') FROM ${table} WHERE dt = '2026/01/01/00'`,
    error: /FUNCTION_NOT_FOUND/,
  },
  {
    name: "a column that the table does not have",
    sql: (table) => `SELECT message FROM ${table} WHERE dt = '2026/01/01/00'`,
    error: /COLUMN_NOT_FOUND/,
  },
  {
    name: "a column that is neither grouped nor aggregated",
    sql: (table) => `SELECT loggroup, logstream, count(*) FROM ${table} WHERE dt = '2026/01/01/00' GROUP BY loggroup`,
    error: /EXPRESSION_NOT_AGGREGATE/,
  },
];

function withParameter(table: GlueTable, setting: string, change: (value: string) => string): GlueTable {
  const name = `projection.${table.partitionKeys[0]!.name}.${setting}`;
  return { ...table, parameters: { ...table.parameters, [name]: change(table.parameters[name] ?? "") } };
}

function withTemplate(table: GlueTable, change: (template: string) => string): GlueTable {
  const name = "storage.location.template";
  return { ...table, parameters: { ...table.parameters, [name]: change(table.parameters[name]!) } };
}

function withoutProjection(table: GlueTable): GlueTable {
  const prefix = `projection.${table.partitionKeys[0]!.name}.`;
  return {
    ...table,
    parameters: Object.fromEntries(Object.entries(table.parameters).filter(([name]) => !name.startsWith(prefix))),
  };
}
