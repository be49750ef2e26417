import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { HiveColumn } from "../../local/archive/hive-type";
import { duckDbTypeOf, parseHiveType, quoted } from "../../local/archive/hive-type";
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
    await connection.run(`CREATE TABLE places AS SELECT unnest([${files.map(placeOf).join(", ")}], recursive := true)`);
    const selected = columns
      .map(({ name: column, type }) => `${quoted(column)}::${duckDbTypeOf(parseHiveType(type))} AS ${quoted(column)}`)
      .join(", ");
    await connection.run(
      `CREATE VIEW ${quoted(name.database)}.${quoted(name.table)} AS
       SELECT ${selected}, places.hour AS ${quoted(partition)}, places.key AS "$path"
       FROM read_parquet([${files.map(({ path }) => sqlText(path)).join(", ")}], filename = true) AS files
       JOIN places ON places.path = files.filename`,
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

function placeOf({ key, path, hour }: WrittenObject): string {
  return `{key: ${sqlText(key)}, path: ${sqlText(path)}, hour: ${sqlText(hour)}}`;
}
