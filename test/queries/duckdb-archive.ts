import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { TableNames } from "../../constructs/logs/log-archive-statements";
import { ARCHIVE_FOLDER_PARTITION, ARCHIVE_PARTITION } from "../../constructs/logs/log-archive-table";
import type { HiveColumn } from "../../local/archive/hive-type";
import { quoted } from "../../local/archive/hive-type";
import { TRINO_FUNCTIONS } from "../../local/archive/trino-functions";
import { rewriteUnnest } from "../../local/archive/unnest-rewrite";
import { boundSql, sqlText } from "./bound-sql";
import type { WrittenObject } from "./events/archive-writer";
import type { QueryRows } from "./query-rows";

/** A local archive in DuckDB, with the table, the functions and the division of Trino. */
export class DuckDbArchive {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens the files as a table over everything, and one by the folders within the hours. */
  public static async open(
    { database, table, folderTable }: Required<TableNames>,
    columns: readonly HiveColumn[],
    files: readonly WrittenObject[],
  ): Promise<DuckDbArchive> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("SET integer_division = true");
    await connection.run("SET TimeZone = 'UTC'");
    for (const macro of TRINO_FUNCTIONS) {
      await connection.run(`CREATE MACRO ${macro}`);
    }
    await connection.run(`CREATE SCHEMA ${quoted(database)}`);
    const paths = files.map(({ path }) => sqlText(path)).join(", ");
    // The hour is worked out of the file's name, so DuckDB passes over the files of other hours as Athena does.
    const selected = [
      ...columns.map(({ name }) => quoted(name)),
      `${hourOf(files[0]!)} AS ${quoted(ARCHIVE_PARTITION)}`,
      `substr(filename, ${bucketLength(files[0]!) + 1}) AS "$path"`,
    ].join(", ");
    const views = {
      [table]: selected,
      [folderTable]: `${selected}, ${folderOf(files[0]!)} AS ${quoted(ARCHIVE_FOLDER_PARTITION)}`,
    };
    for (const [name, list] of Object.entries(views)) {
      await connection.run(
        `CREATE VIEW ${quoted(database)}.${quoted(name)} AS SELECT ${list} FROM read_parquet([${paths}], filename = true)`,
      );
    }
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

/** The expression that gives the folder within the hour. */
function folderOf(file: WrittenObject): string {
  const start = bucketLength(file) + file.key.indexOf(file.hour) + file.hour.length + 2;
  return `split_part(substr(filename, ${start}), '/', 1)`;
}

/** The expression that gives the hour of a file: every key has it at the same place. */
function hourOf(file: WrittenObject): string {
  return `substr(filename, ${bucketLength(file) + file.key.indexOf(file.hour) + 1}, ${file.hour.length})`;
}
