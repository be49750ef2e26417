import { cpus, totalmem } from "node:os";
import type { LayoutName, WrittenLayouts } from "./archive-layouts";
import { type Answer, type ArchiveQuestion, bytesOf, type Pruning } from "./archive-queries";

/** A question with what it took from each layout. */
export interface MeasuredQuestion {
  readonly question: ArchiveQuestion;
  readonly answers: readonly (Answer & { readonly layout: LayoutName; readonly pruning: Pruning })[];
}

/** Stored bytes when there is little traffic. */
export interface SmallFiles {
  readonly rawBytes: number;
  readonly hours: number;
  readonly predecessor: StoredLayout;
  readonly hoursLayout: StoredLayout;
  readonly folders: StoredLayout;
}

/** What a layout stores. */
export interface StoredLayout {
  readonly bytes: number;
  readonly files: number;
}

/** USD, us-east-1 list (2024-07; reference of the project): a GB and month of S3 Standard and Glacier Instant Retrieval, a TB of Athena. */
export const PRICES = { standardGbMonth: 0.023, glacierIrGbMonth: 0.004, athenaTb: 5 } as const;
/** Athena bills at least this for a query. */
const LEAST_BILLED = 10_000_000;
/** The volume that prices of queries speak of: raw GB a day. */
const RAW_GB_A_DAY = 100;
/** How many days the archive of these prices holds, for a reader that finds all of them. */
const KEPT_DAYS = 30;

/** The bytes of an answer from one layout. */
export function scanned({ question, answers }: MeasuredQuestion, layout: LayoutName, pruning: Pruning): number {
  const answer = answers.find((candidate) => candidate.layout === layout && candidate.pruning === pruning);
  if (answer === undefined) {
    throw new Error(`"${question.name}" was not asked of the layout ${layout} by ${pruning}.`);
  }
  return answer.scannedBytes;
}

/** The chapter of the results. */
export function archiveReport(written: WrittenLayouts, measured: readonly MeasuredQuestion[], small: SmallFiles): string {
  const { layouts, events, rawBytes, rawLineBytes } = written;
  const dayBytes = scanned(measured[0]!, "predecessor", "day");
  const scale = (RAW_GB_A_DAY * 1e9) / (rawBytes * (dayBytes / bytesOf(layouts.predecessor.files)));
  const stored: readonly (readonly [string, number, number])[] = [
    ["predecessor, `Raw` (its default): lines without compression", rawLineBytes, layouts.predecessor.files.length],
    ["predecessor, `CloudWatch JSON (GZIP)`", bytesOf(layouts.predecessor.files), layouts.predecessor.files.length],
    ["this archive, gzip (default)", bytesOf(layouts.hours.files), layouts.hours.files.length],
    ["this archive, gzip, folders and workloads", bytesOf(layouts.folders.files), layouts.folders.files.length],
    ["this archive, `snappy` (Firehose's default)", bytesOf(layouts.snappy.files), layouts.snappy.files.length],
  ];
  const storedRows = stored.map(([name, bytes, files]) => {
    const ratio = bytes / rawBytes;
    const times = bytes / bytesOf(layouts.predecessor.files);
    return `| ${name} | ${files} | ${megabytes(bytes)} | ${percent(ratio)} | ${times.toFixed(2)} | ${(1000 * ratio * PRICES.standardGbMonth).toFixed(2)} | ${(1000 * ratio * PRICES.glacierIrGbMonth).toFixed(2)} |`;
  });
  const bytesRows = measured.map((one) => {
    const of = (layout: LayoutName, pruning: Pruning) => scanned(one, layout, pruning);
    const ours = of("folders", "folder");
    const ratio = (bytes: number) => (bytes / ours >= 10 ? (bytes / ours).toFixed(0) : (bytes / ours).toFixed(1));
    return `| ${one.question.name} | ${kilobytes(of("predecessor", "day"))} | ${kilobytes(of("predecessor", "hour"))} | ${kilobytes(of("hours", "hour"))} | ${kilobytes(ours)} | ${ratio(of("predecessor", "day") * KEPT_DAYS)} | ${ratio(of("predecessor", "day"))} | ${ratio(of("predecessor", "hour"))} |`;
  });
  const priceRows = measured.map((one) => {
    const price = (bytes: number) => ((Math.max(bytes * scale, LEAST_BILLED) / 1e12) * PRICES.athenaTb).toPrecision(2);
    const day = scanned(one, "predecessor", "day");
    return `| ${one.question.name} | ${price(day * KEPT_DAYS)} | ${price(day)} | ${price(scanned(one, "predecessor", "hour"))} | ${price(scanned(one, "hours", "hour"))} | ${price(scanned(one, "folders", "folder"))} |`;
  });
  return `# Archive: bytes read and stored, against the predecessor's layout

Written by \`npm run bench:archive\`. The same ${thousands(events)} events of a cluster (control plane, five workloads, nodes; a day, from a
seed) are written in each layout. The predecessor is CloudWatch2S3 (CloudSnorkel/CloudWatch2S3@e45b5fb): the records of CloudWatch
Logs as they come, each a gzip member, all groups in one folder an hour, and no table. \`hours\` is this archive without folders:
Parquet, one folder an hour. \`folders\` is this archive with a folder for each kind of group and each workload of the applications.

Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. Nothing here is a time; the figures are the same on every machine.

## Bytes read

Counted as Athena does: a gzip file whole; of Parquet the footer and the chunks of the columns that a query names, of which the list
of events counts whole. DuckDB ran every question on every layout, found the same events, and read ${readDeviation(measured)} of what is counted
for the layouts that it can only read whole. In kB; the ratios say how many times fewer bytes \`folders\` reads.

| question | predecessor, day | predecessor, hour | hours | folders | as it was, ${KEPT_DAYS} days kept | by day | by hour |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${bytesRows.join("\n")}

"As it was" has no partitions, so Athena reads every day that is kept. "By day" and "by hour" are partitions over the predecessor's
folders that somebody would have to add. The aim is 100 times fewer bytes for one group and hour, and 10 times for one workload and
day: ${aims(measured)}

A trace may be anywhere in the text of any group, so no layout spares reading it; asked of the application's folder alone it reads
that folder's share.

## Price of a question

USD at ${RAW_GB_A_DAY} GB of logs a day, Athena at ${PRICES.athenaTb} USD per TB and at least 10 MB a query.

| question | predecessor as it was, ${KEPT_DAYS} days kept | by day | by hour | hours | folders |
| --- | ---: | ---: | ---: | ---: | ---: |
${priceRows.join("\n")}

## Bytes stored

Prices are USD a month for the archive of 1 TB of raw logs: ${PRICES.standardGbMonth} per GB in S3 Standard, ${PRICES.glacierIrGbMonth} in Glacier Instant Retrieval
(us-east-1, 2024-07).

| layout | files | MB | of raw | times the predecessor's gzip | Standard | Instant Retrieval |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${storedRows.join("\n")}

A file an hour stands here for Firehose's buffer of 128 MiB: the sample is small. With little traffic the interval of 15 minutes makes
small files, and folders cost space: at ${(small.rawBytes / small.hours / 1e6).toFixed(1)} MB of raw logs an hour and four files an hour, \`hours\` stores ${(small.hoursLayout.bytes / small.predecessor.bytes).toFixed(2)} and
\`folders\` ${(small.folders.bytes / small.predecessor.bytes).toFixed(2)} times the predecessor's bytes (${small.hoursLayout.files} and ${small.folders.files} files of ${kilobytes(small.hoursLayout.bytes / small.hoursLayout.files)} and ${kilobytes(small.folders.bytes / small.folders.files)} kB). DuckDB wrote the Parquet files, with one
page size and dictionary like Firehose's writer; the bytes of the real one differ a little.
`;
}

/** How near DuckDB's own count is, where it must read all: gzip files. */
function readDeviation(measured: readonly MeasuredQuestion[]): string {
  const ratios = measured
    .flatMap(({ answers }) => answers)
    .filter(({ layout, readBytes }) => layout === "predecessor" && readBytes !== undefined)
    .map(({ readBytes, scannedBytes }) => readBytes! / scannedBytes);
  if (ratios.length === 0) {
    return "an unknown part (this system does not count it)";
  }
  return `${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))}`;
}

function aims(measured: readonly MeasuredQuestion[]): string {
  const said = (start: string, aim: number) => {
    const of = measured.filter(({ question }) => question.name.startsWith(start));
    const reached = (factor: number) =>
      of.filter((one) => (scanned(one, "predecessor", "day") * factor) / scanned(one, "folders", "folder") >= aim).length;
    return `reached for ${reached(KEPT_DAYS)} of ${of.length} against the archive as it was, and for ${reached(1)} against partitions by day`;
  };
  return `${said("one group, one hour", 100)}; ${said("one workload, one day", 10)}. A group that makes up more than a quarter of all bytes can't
be 100 times less than its day, nor a workload of more than a tenth ten times less.`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function kilobytes(bytes: number): string {
  return thousands(Math.round(bytes / 1e3));
}

function thousands(value: number): string {
  return value.toLocaleString("en-US");
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}
