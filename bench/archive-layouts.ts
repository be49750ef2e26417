import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { ARCHIVE_COLUMNS, ARCHIVE_DATA_PREFIX } from "../constructs/logs/log-archive-table";
import { workloadOfStream } from "../local/archive/dynamic-partitioning";
import { duckDbTypeOf, parseHiveType, quoted } from "../local/archive/hive-type";
import { LOG_GROUPS } from "../test/queries/events/streams";
import { type ArchiveRecord, archiveTimeline } from "../test/queries/events/timeline";

/** A file of a layout. */
export interface LayoutFile {
  /** Key in the bucket: queries find files by its beginning, as Athena does. */
  readonly key: string;
  readonly path: string;
  readonly bytes: number;
}

/** The same events in one of the layouts. */
export interface Layout {
  readonly name: LayoutName;
  readonly format: "gzip-json" | "parquet";
  readonly files: readonly LayoutFile[];
}

/**
 * `predecessor`: as CloudWatch2S3 (CloudSnorkel/CloudWatch2S3@e45b5fb) writes with `LogFormat: CloudWatch JSON (GZIP)`, every record as
 * it came, all groups in one folder an hour. `hours`: this project's archive without folders. `folders`: with one for each kind of
 * group, and for each workload of the applications. `snappy`: as `hours`, with Firehose's default compression.
 */
export type LayoutName = "predecessor" | "hours" | "folders" | "snappy";

/** What is written. */
export interface LayoutOptions {
  /** Folder that is emptied first. */
  readonly folder: string;
  readonly hours: number;
  readonly eventsPerHour: number;
  /** How many files each stream writes an hour; Firehose writes 4 or more, each at most 128 MiB of what came in. */
  readonly filesPerHour: number;
}

/** What was written. */
export interface WrittenLayouts {
  readonly layouts: Readonly<Record<LayoutName, Layout>>;
  readonly events: number;
  /** Bytes of the envelopes as JSON, before any compression. */
  readonly rawBytes: number;
  /** Bytes of the lines as the predecessor's default format writes them: group, stream, time and text, uncompressed. */
  readonly rawLineBytes: number;
}

const SEED = 20_261_121;
/** The end of the events, always the same, so that the figures are. */
const UNTIL = new Date("2026-11-21T00:00:00Z");
/** Events, generated from a seed, in all layouts. */
export async function writeLayouts(options: LayoutOptions): Promise<WrittenLayouts> {
  const { folder } = options;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const parquet = await ParquetFiles.open(folder);
  const files: Record<LayoutName, LayoutFile[]> = { predecessor: [], hours: [], folders: [], snappy: [] };
  let events = 0;
  let rawBytes = 0;
  let rawLineBytes = 0;
  try {
    for (const { hour, part, records } of arrivals(options)) {
      const texts = records.map(({ record }) => JSON.stringify(record));
      events += records.reduce((sum, { record }) => sum + record.logevents.length, 0);
      rawBytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      rawLineBytes += records.reduce((sum, { record }) => sum + lineBytes(record), 0);

      const place = `${ARCHIVE_DATA_PREFIX}${hour}/`;
      const file = `file-${hour.replaceAll("/", "-")}-${part}`;
      files.predecessor.push(await writtenGzip(join(folder, "predecessor"), `${place}${file}`, texts));
      files.hours.push(await parquet.write("hours", `${place}${file}.parquet`, texts, "gzip"));
      files.snappy.push(await parquet.write("snappy", `${place}${file}.parquet`, texts, "snappy"));
      for (const [name, own] of byFolder(records, texts)) {
        files.folders.push(await parquet.write("folders", `${place}${name}/${file}.parquet`, own, "gzip"));
      }
    }
  } finally {
    await parquet.close();
  }
  const layout = (name: LayoutName): Layout => ({
    name,
    format: name === "predecessor" ? "gzip-json" : "parquet",
    files: files[name],
  });
  return {
    layouts: {
      predecessor: layout("predecessor"),
      hours: layout("hours"),
      folders: layout("folders"),
      snappy: layout("snappy"),
    },
    events,
    rawBytes,
    rawLineBytes,
  };
}

/** The folder of a log group, one for each purpose. */
export function folderOfGroup(logGroup: string): string {
  return Object.entries(LOG_GROUPS).find(([, groups]) => (groups as readonly string[]).includes(logGroup))?.[0] ?? "other";
}

/** What becomes one file in the layouts without folders. */
interface Arrival {
  readonly hour: string;
  readonly part: number;
  readonly records: readonly PlacedRecord[];
}

interface PlacedRecord {
  readonly record: ArchiveRecord;
  readonly folder: string;
}

/** Records as they arrive, in the parts of an hour that become a file each. */
function* arrivals({ hours, eventsPerHour, filesPerHour }: LayoutOptions): Generator<Arrival> {
  const timeline = archiveTimeline({ seed: SEED, until: UNTIL, hours, eventsPerHour, keyOf: () => "" });
  let arrived: { readonly hour: string; readonly records: ArchiveRecord[] } | undefined;
  for (const { hour, records } of timeline) {
    if (arrived !== undefined && arrived.hour !== hour) {
      yield* partsOf(arrived.hour, arrived.records, filesPerHour);
      arrived = undefined;
    }
    arrived ??= { hour, records: [] };
    arrived.records.push(...records.filter(({ messagetype }) => messagetype === "DATA_MESSAGE"));
  }
  if (arrived !== undefined) {
    yield* partsOf(arrived.hour, arrived.records, filesPerHour);
  }
}

function* partsOf(hour: string, records: readonly ArchiveRecord[], parts: number): Generator<Arrival> {
  for (let part = 0; part < parts; part++) {
    const own = records.filter((_, index) => index % parts === part);
    if (own.length > 0) {
      yield { hour, part, records: own.map((record) => ({ record, folder: folderOfRecord(record) })) };
    }
  }
}

function folderOfRecord({ loggroup, logstream }: ArchiveRecord): string {
  const folder = folderOfGroup(loggroup);
  return folder === "application" ? `${folder}/${workloadOfStream(logstream)}` : folder;
}

function byFolder(records: readonly PlacedRecord[], texts: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  records.forEach(({ folder }, index) => found.set(folder, [...(found.get(folder) ?? []), texts[index]!]));
  return found;
}

function lineBytes({ loggroup, logstream, logevents }: ArchiveRecord): number {
  const head = Buffer.byteLength(`${loggroup}:${logstream}\t`);
  return logevents.reduce((sum, { timestamp, message }) => sum + head + Buffer.byteLength(`${timestamp}\t${message}\n`), 0);
}

/** Each record is a gzip member of its own, and they follow each other without a newline. */
async function writtenGzip(root: string, key: string, texts: readonly string[]): Promise<LayoutFile> {
  const path = join(root, key);
  await mkdir(dirname(path), { recursive: true });
  const content = Buffer.concat(texts.map((text) => gzipSync(text)));
  await writeFile(path, content);
  return { key, path, bytes: content.length };
}

/** Writes Parquet as Firehose's conversion does: the columns of the Glue table, one row a record. */
class ParquetFiles {
  public static async open(root: string): Promise<ParquetFiles> {
    const instance = await DuckDBInstance.create(":memory:");
    return new ParquetFiles(root, instance, await instance.connect());
  }

  private readonly lines: string;

  private constructor(
    private readonly root: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: Awaited<ReturnType<DuckDBInstance["connect"]>>,
  ) {
    this.lines = join(root, "lines.ndjson");
  }

  public async write(layout: string, key: string, texts: readonly string[], codec: string): Promise<LayoutFile> {
    const path = join(this.root, layout, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(this.lines, texts.join("\n"));
    await this.connection.run(
      `COPY (SELECT ${COLUMN_LIST} FROM read_json('${this.lines}', format = 'newline_delimited', columns = {${COLUMN_TYPES}},
         maximum_object_size = 100000000)) TO '${path}' (FORMAT parquet, COMPRESSION ${codec})`,
    );
    return { key, path, bytes: (await stat(path)).size };
  }

  public async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.lines, { force: true });
  }
}

const COLUMN_LIST = ARCHIVE_COLUMNS.map(({ name }) => quoted(name)).join(", ");

/** Columns with their types, as `read_json` wants them. */
export const COLUMN_TYPES = ARCHIVE_COLUMNS.map(({ name, type }) => `'${name}': '${duckDbTypeOf(parseHiveType(type))}'`).join(
  ", ",
);
