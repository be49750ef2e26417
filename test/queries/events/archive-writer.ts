import { DuckDBInstance } from "@duckdb/node-api";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { duckDbTypeOf, type HiveColumn, parseHiveType, quoted } from "../../../local/archive/hive-type";
import type { ArchivedEvent } from "./fact";
import type { ArchiveObject } from "./timeline";

/** Where an archive is written, and as what. */
export interface ArchiveWriterOptions {
  /** The folder that stands for the bucket. */
  readonly bucket: string;
  /** Columns of the files: those of the Glue table without its partition column. */
  readonly columns: readonly HiveColumn[];
  /** Gets every event as it is written. */
  readonly see: (event: ArchivedEvent) => void;
}

/** A file that was written. */
export interface WrittenObject {
  readonly key: string;
  readonly path: string;
  readonly hour: string;
}

/**
 * Writes objects to the places that their keys name, as Parquet with Snappy, as Firehose does. One connection serves them all:
 * some hundred files of some thousand events take seconds.
 */
export async function writeArchive(
  objects: Iterable<ArchiveObject>,
  { bucket, columns, see }: ArchiveWriterOptions,
): Promise<readonly WrittenObject[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const types = columns.map(({ name, type }) => `${text(name)}: ${text(duckDbTypeOf(parseHiveType(type)))}`).join(", ");
  const selected = columns.map(({ name }) => quoted(name)).join(", ");
  const lines = join(bucket, "..", `${process.pid}.ndjson`);
  const written: WrittenObject[] = [];
  try {
    for (const { key, hour, records, events } of objects) {
      events.forEach(see);
      const path = join(bucket, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(lines, records.map((record) => JSON.stringify(record)).join("\n"));
      await connection.run(
        `COPY (SELECT ${selected} FROM read_json(${text(lines)}, format = 'newline_delimited', columns = {${types}}))
         TO ${text(path)} (FORMAT parquet, COMPRESSION snappy)`,
      );
      written.push({ key, path, hour });
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(lines, { force: true });
  }
  return written;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
