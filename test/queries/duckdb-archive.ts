import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { HiveColumn } from "../../local/archive/hive-type";
import { quoted } from "../../local/archive/hive-type";
import { TRINO_FUNCTIONS } from "../../local/archive/trino-functions";
import { rewriteUnnest } from "../../local/archive/unnest-rewrite";
import type { QueryTable } from "../../queries/saved-query";
import { boundSql, sqlText } from "./bound-sql";
import type { WrittenObject } from "./events/archive-writer";
import type { QueryRows } from "./query-rows";

/** A local archive in DuckDB, with the table, the functions and the division of Trino. */
export class DuckDbArchive {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens the files as one table. */
  public static async open(
    name: QueryTable,
    columns: readonly HiveColumn[],
    partition: string,
    files: readonly WrittenObject[],
  ): Promise<DuckDbArchive> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("SET integer_division = true");
    await connection.run("SET TimeZone = 'UTC'");
    for (const macro of TRINO_FUNCTIONS) {
      await connection.run(`CREATE MACRO ${macro}`);
    }
    await connection.run(`CREATE SCHEMA ${quoted(name.database)}`);
    const selected = columns.map(({ name: column }) => quoted(column)).join(", ");
    // The hour is worked out of the file's name, so DuckDB passes over the files of other hours as Athena does.
    await connection.run(
      `CREATE VIEW ${quoted(name.database)}.${quoted(name.table)} AS
       SELECT ${selected}, ${hourOf(files[0]!)} AS ${quoted(partition)}, substr(filename, ${bucketLength(files[0]!) + 1}) AS "$path"
       FROM read_parquet([${files.map(({ path }) => sqlText(path)).join(", ")}], filename = true)`,
    );
    return new DuckDbArchive(instance, connection);
  }

  /** Runs a query with its arguments, SQL literals. */
  public async query(sql: string, literals: readonly string[]): Promise<QueryRows> {
    const reader = await this.connection.runAndReadAll(rewriteUnnest(boundSql(sql, literals)));
    return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowsJson() };
  }

  public close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Length of the path of the bucket's folder, with the slash at its end. */
function bucketLength({ key, path }: WrittenObject): number {
  return path.length - key.length;
}

/** The expression that gives the hour of a file: every key has it at the same place. */
function hourOf(file: WrittenObject): string {
  return `substr(filename, ${bucketLength(file) + file.key.indexOf(file.hour) + 1}, ${file.hour.length})`;
}
