import { type DuckDBConnection, DuckDBInstance, type Json } from "@duckdb/node-api";
import { duckDbTypeOf, type HiveColumn, parseHiveType, quoted } from "./hive-type";
import { TRINO_FUNCTIONS } from "./trino-functions";
import { rewriteUnnest } from "./unnest-rewrite";

/** A Parquet file of a table, and the partition that its place in the bucket puts it in. */
export interface PartitionedFile {
  /** Path of the file on this machine. */
  readonly path: string;
  /** Value of the partition column, such as `2026/11/21/09`. */
  readonly partition: string;
}

/** A table that SQL may read. */
export interface AthenaTable {
  /** Glue database. */
  readonly database: string;
  /** Glue table. */
  readonly table: string;
  /** Columns of the files. */
  readonly columns: readonly HiveColumn[];
  /** Name of the projected partition column, of type `string`. */
  readonly partitionColumn: string;
  /** The files of the table. */
  readonly files: readonly PartitionedFile[];
}

/** What a query gave. */
export interface AthenaResult {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** The rows, each with its values by column; numbers beyond 2^53 and times are texts. */
  readonly rows: readonly Readonly<Record<string, Json>>[];
}

/**
 * Runs a query that is written for Athena engine version 3 over Parquet files, with DuckDB. It is a check of what a query does with
 * data; that Trino reads the text at all is checked with Trino itself.
 *
 * @throws Error with the reason when the query uses something that is not supported here or is wrong
 */
export async function runAthenaSql(sql: string, tables: readonly AthenaTable[]): Promise<AthenaResult> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await prepareDialect(connection);
    for (const table of tables) {
      await createView(connection, table);
    }
    const reader = await connection.runAndReadAll(rewriteUnnest(sql));
    return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowObjectsJson() };
  } catch (error) {
    throw explained(error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * The partition of an object by the place that the table's `storage.location.template` names, or undefined when it lies elsewhere.
 *
 * @param location the object, as `s3://bucket/key`
 * @param template such as `s3://bucket/logs/${dt}/`
 * @param partitionColumn the one partition column of the template
 */
export function partitionOf(location: string, template: string, partitionColumn: string): string | undefined {
  const [before, after] = template.split(`\${${partitionColumn}}`);
  if (before === undefined || after === undefined || !location.startsWith(before)) {
    return undefined;
  }
  const end = location.lastIndexOf(after);
  return end > before.length ? location.slice(before.length, end) : undefined;
}

async function prepareDialect(connection: DuckDBConnection): Promise<void> {
  // As in Trino: whole numbers divide to whole numbers, and times are in UTC.
  await connection.run("SET integer_division = true");
  await connection.run("SET TimeZone = 'UTC'");
  for (const macro of TRINO_FUNCTIONS) {
    await connection.run(`CREATE MACRO ${macro}`);
  }
}

async function createView(connection: DuckDBConnection, table: AthenaTable): Promise<void> {
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${quoted(table.database)}`);
  const name = `${quoted(table.database)}.${quoted(table.table)}`;
  await connection.run(`CREATE VIEW ${name} AS ${table.files.length === 0 ? emptyRows(table) : fileRows(table)}`);
}

function fileRows({ columns, partitionColumn, files }: AthenaTable): string {
  const selected = columns.map(({ name }) => `files.${quoted(name)}`).join(", ");
  const places = files.map(({ path, partition }) => `(${text(path)}, ${text(partition)})`).join(", ");
  const paths = files.map(({ path }) => text(path)).join(", ");
  return `SELECT ${selected}, places.partition AS ${quoted(partitionColumn)}
    FROM read_parquet([${paths}], filename = true) AS files
    JOIN (VALUES ${places}) AS places(path, partition) ON places.path = files.filename`;
}

function emptyRows({ columns, partitionColumn }: AthenaTable): string {
  const nulls = columns.map(({ name, type }) => `NULL::${duckDbTypeOf(parseHiveType(type))} AS ${quoted(name)}`);
  return `SELECT ${[...nulls, `NULL::VARCHAR AS ${quoted(partitionColumn)}`].join(", ")} WHERE false`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function explained(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /Function with name "?(\w+)"? does not exist/.exec(message)?.[1];
  if (missing !== undefined) {
    return new Error(`The SQL uses the function ${missing}, which DuckDB lacks; add it to local/archive/trino-functions.ts.`, {
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(message);
}
