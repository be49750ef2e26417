import { DuckDBInstance } from "@duckdb/node-api";
import { duckDbTypeOf, type HiveColumn, type HiveType, parseHiveType, quoted } from "./hive-type";

/** What becomes one Parquet file. */
export interface ParquetConversion {
  /** Columns of the file, in order: those of the Glue table without its partition columns. */
  readonly columns: readonly HiveColumn[];
  /** The records, one row each, as JSON gave them. */
  readonly records: readonly unknown[];
  /** Path of the file to write; a file that stands there is overwritten. */
  readonly file: string;
}

/**
 * Writes records to a Parquet file as Firehose's format conversion with the OpenX deserialiser does: keys are matched without regard to
 * case, a key without a column is left out, a column without a key is null.
 *
 * @throws Error when a value does not fit its column; Firehose sends such a record to the error folder
 */
export async function writeParquet({ columns, records, file }: ParquetConversion): Promise<void> {
  const row: HiveType = {
    kind: "struct",
    fields: columns.map(({ name, type }) => ({ name, type: parseHiveType(type) })),
  };
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE TABLE records AS SELECT unnest($1::JSON::${duckDbTypeOf(row)}[]) AS record`, [
      JSON.stringify(records.map((record) => fitted(record, row))),
    ]);
    // Named one by one, so that the file's columns have the table's order whatever the struct does.
    const selected = columns.map(({ name }) => `record.${quoted(name)} AS ${quoted(name)}`).join(", ");
    await connection.run(
      `COPY (SELECT ${selected} FROM records) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The value with exactly the fields of its type. Values of scalars stay as they are: DuckDB refuses those that don't fit. */
function fitted(value: unknown, type: HiveType): unknown {
  if (type.kind === "array" && Array.isArray(value)) {
    return value.map((element) => fitted(element, type.element));
  }
  if (type.kind === "struct" && typeof value === "object" && value !== null) {
    const byLowerCase = new Map(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one as unknown]));
    return Object.fromEntries(type.fields.map((field) => [field.name, fitted(byLowerCase.get(field.name) ?? null, field.type)]));
  }
  return value;
}
