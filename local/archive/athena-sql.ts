import { type DuckDBConnection, DuckDBInstance, type Json } from "@duckdb/node-api";
import type { Partition } from "./partition-projection";
import { duckDbTypeOf, type HiveColumn, parseHiveType, quoted } from "./hive-type";
import { TRINO_FUNCTIONS } from "./trino-functions";
import { rewriteUnnest } from "./unnest-rewrite";

/** A Parquet file of a table, and the partition that its place in the bucket puts it in. */
export interface PartitionedFile {
  /** Path of the file on this machine. */
  readonly path: string;
  /** Values of the partition columns, such as `2026/11/21/09` for the hour. */
  readonly partition: Partition;
}

/** A table that SQL may read. */
export interface AthenaTable {
  /** Glue database. */
  readonly database: string;
  /** Glue table. */
  readonly table: string;
  /** Columns of the files. */
  readonly columns: readonly HiveColumn[];
  /** Names of the projected partition columns, of type `string`. */
  readonly partitionColumns: readonly string[];
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

function fileRows({ columns, partitionColumns, files }: AthenaTable): string {
  const selected = columns.map(({ name }) => `files.${quoted(name)}`);
  const partitions = partitionColumns.map((name) => `places.${quoted(name)}`);
  const places = files.map(({ path, partition }) => {
    return `(${[path, ...partitionColumns.map((name) => partition[name]!)].map(text).join(", ")})`;
  });
  const paths = [...new Set(files.map(({ path }) => path))].map(text).join(", ");
  return `SELECT ${[...selected, ...partitions].join(", ")}
    FROM read_parquet([${paths}], filename = true) AS files
    JOIN (VALUES ${places.join(", ")}) AS places(${["path", ...partitionColumns].map(quoted).join(", ")})
      ON places.path = files.filename`;
}

function emptyRows({ columns, partitionColumns }: AthenaTable): string {
  const nulls = columns.map(({ name, type }) => `NULL::${duckDbTypeOf(parseHiveType(type))} AS ${quoted(name)}`);
  return `SELECT ${[...nulls, ...partitionColumns.map((name) => `NULL::VARCHAR AS ${quoted(name)}`)].join(", ")} WHERE false`;
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
