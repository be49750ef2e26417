import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { ARCHIVE_DATA_PREFIX } from "../constructs/logs/log-archive-table";
import { COLUMN_TYPES, type Layout, type LayoutFile } from "./archive-layouts";

/** A question to the archive: how much did one group, workload or trace log? */
export interface ArchiveQuestion {
  readonly name: string;
  /** Hours that are asked about, as `2026/11/20/09`. */
  readonly hours: readonly string[];
  /** Condition on the columns of a record. */
  readonly records: string;
  /** Condition on `event.message`, where the text decides. @default - every event of the records */
  readonly events?: string;
  /** Folders that hold everything the question is about. @default - all */
  readonly folders?: readonly string[];
}

/** Which files a table finds. */
export type Pruning =
  /** No partitions, as the predecessor leaves its files: all of them. */
  | "everything"
  /** Partitions by day that somebody has added. */
  | "day"
  /** Partitions by hour. */
  | "hour"
  /** Partitions by hour and folder. */
  | "folder";

/** What a question cost, and what it found. */
export interface Answer {
  readonly files: number;
  /** Bytes that Athena would count: all of a gzip file; of Parquet the footer and the chunks of the columns in the query. */
  readonly scannedBytes: number;
  /** Bytes that DuckDB took from the files; unknown where the system does not count them. */
  readonly readBytes?: number;
  readonly events: number;
  readonly messageBytes: number;
}

/**
 * Columns that the questions name. Athena reads a list of structs whole, so the ids and times of events count although no question
 * asks for them.
 */
const COLUMNS = ["messagetype", "loggroup", "logstream", "logevents"];

/** Asks questions of layouts and counts what is read. */
export class ArchiveReader {
  public static async open(): Promise<ArchiveReader> {
    const instance = await DuckDBInstance.create(":memory:");
    return new ArchiveReader(instance, await instance.connect());
  }

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  public async ask(question: ArchiveQuestion, layout: Layout, pruning: Pruning): Promise<Answer> {
    const files = filesFor(question, layout, pruning);
    const before = readSoFar();
    const [events, messageBytes] = await this.numbers(questionSql(question, layout, files));
    const after = readSoFar();
    return {
      files: files.length,
      scannedBytes: layout.format === "parquet" ? await this.columnBytes(files) : bytesOf(files),
      readBytes: before === undefined ? undefined : after! - before,
      events: events!,
      messageBytes: messageBytes!,
    };
  }

  public close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** From the files' own metadata: footers, and the chunks of the columns. */
  private async columnBytes(files: readonly LayoutFile[]): Promise<number> {
    const list = listOf(files);
    const columns = COLUMNS.map((name) => `'${name}'`).join(", ");
    const [chunks] = await this.numbers(
      `SELECT sum(total_compressed_size)::DOUBLE FROM parquet_metadata(${list})
       WHERE split_part(path_in_schema, ',', 1) IN (${columns})`,
    );
    const [footers] = await this.numbers(`SELECT sum(footer_size + 8)::DOUBLE FROM parquet_file_metadata(${list})`);
    return chunks! + footers!;
  }

  private async numbers(sql: string): Promise<readonly number[]> {
    const reader = await this.connection.runAndReadAll(sql);
    return reader.getRows()[0]!.map(Number);
  }
}

function filesFor(question: ArchiveQuestion, { files }: Layout, pruning: Pruning): readonly LayoutFile[] {
  const hours = question.hours.map((hour) => `${ARCHIVE_DATA_PREFIX}${hour}/`);
  const places: Record<Pruning, readonly string[]> = {
    everything: [ARCHIVE_DATA_PREFIX],
    day: [...new Set(question.hours.map((hour) => `${ARCHIVE_DATA_PREFIX}${hour.slice(0, 10)}/`))],
    hour: hours,
    folder:
      question.folders === undefined ? hours : hours.flatMap((hour) => question.folders!.map((folder) => `${hour}${folder}/`)),
  };
  return files.filter(({ key }) => places[pruning].some((place) => key.startsWith(place)));
}

function questionSql({ hours, records, events = "true" }: ArchiveQuestion, layout: Layout, files: readonly LayoutFile[]): string {
  const list = listOf(files);
  // The predecessor's records follow each other without a newline, which not every reader of JSON can bear.
  const source =
    layout.format === "parquet"
      ? `read_parquet(${list}, filename = true)`
      : `read_json(${list}, format = 'unstructured', compression = 'gzip', columns = {${COLUMN_TYPES}}, filename = true,
         maximum_object_size = 100000000)`;
  // As a filter of the aggregates, which DuckDB does not use to leave files out: what is left out is up to the layout alone.
  const asked = `FILTER (WHERE hour BETWEEN '${hours[0]!}' AND '${hours.at(-1)!}')`;
  return `SELECT (count(*) ${asked})::DOUBLE, coalesce(sum(strlen(event.message)) ${asked}, 0)::DOUBLE
    FROM (SELECT unnest(logevents) AS event, regexp_extract(filename, '/${ARCHIVE_DATA_PREFIX}(\\d{4}/\\d\\d/\\d\\d/\\d\\d)/', 1) AS hour
      FROM ${source} WHERE messagetype = 'DATA_MESSAGE' AND ${records})
    WHERE ${events}`;
}

function listOf(files: readonly LayoutFile[]): string {
  return `[${files.map(({ path }) => `'${path}'`).join(", ")}]`;
}

/** Bytes of files. */
export function bytesOf(files: readonly LayoutFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What this process has read by now, as Linux counts it; nothing elsewhere. */
function readSoFar(): number | undefined {
  try {
    return Number(/rchar: (\d+)/.exec(readFileSync("/proc/self/io", "utf8"))![1]);
  } catch {
    return undefined;
  }
}
