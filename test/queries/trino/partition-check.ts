import { rm } from "node:fs/promises";
import { join } from "node:path";
import { deliveredKey, evaluatePrefix, formatUtc } from "../../../local/archive/firehose-prefix";
import type { TrinoClient } from "../../engines/trino-client";
import { type WrittenObject, writeArchive } from "../events/archive-writer";
import type { ArchiveObject, ArchiveRecord } from "../events/timeline";
import { createHiveTable } from "./hive-table";
import type { GlueTable, SynthesisedArchive } from "./synthesised-archive";

/** Where the check may write and make tables. */
export interface PartitionCheckPlace {
  readonly client: TrinoClient;
  /** Folder that Trino reads as `local:///`. */
  readonly dataFolder: string;
}

const FOLDER = "borders";
const SCHEMA = "borders";
const HOUR = 3_600_000;

/**
 * Hours before `now` at which something changes: day, month, year, leap day, and those at which clocks in Europe are put on and back.
 * All lie within five years.
 */
export function borderHours(now: Date): readonly Date[] {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const year = now.getUTCFullYear();
  const lastYear = year - 1;
  const leapYear = lastYear - (lastYear % 4);
  const borders = [
    midnight,
    Date.UTC(year, now.getUTCMonth(), 1),
    Date.UTC(year, 0, 1),
    Date.UTC(lastYear, 2, 1),
    Date.UTC(lastYear, 4, 1),
    Date.UTC(leapYear, 1, 29),
    Date.UTC(leapYear, 2, 1),
    // 01:00 UTC on the last Sundays of March and October.
    lastSunday(lastYear, 2) + HOUR,
    lastSunday(lastYear, 9) + HOUR,
  ];
  const hours = borders.flatMap((border) => [border - HOUR, border, border + HOUR]).filter((hour) => hour <= now.getTime());
  return [...new Set(hours)].sort((a, b) => a - b).map((hour) => new Date(hour));
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return lastDay.getTime() - lastDay.getUTCDay() * 24 * HOUR;
}

/** Files as Firehose would write them, one for each hour, in a folder of their own; and two that the table must not see. */
export async function writeBorderFiles(
  archive: SynthesisedArchive,
  now: Date,
  { client, dataFolder }: PartitionCheckPlace,
): Promise<readonly WrittenObject[]> {
  const bucket = join(dataFolder, FOLDER);
  await rm(bucket, { recursive: true, force: true });
  await client.query(`CREATE SCHEMA hive.${SCHEMA}`);
  // The last moment of each hour, where a mistake of one would show.
  const hours = borderHours(now).map((hour) => new Date(hour.getTime() + HOUR - 1));
  const delivered = hours.map((arrival, index) => borderObject(arrival, keyOf(archive, archive.prefix, arrival, index)));
  const others = [
    // Long expired, and still there because of a legal hold.
    borderObject(new Date("2019-06-30T23:30:00Z"), keyOf(archive, archive.prefix, new Date("2019-06-30T23:30:00Z"), 98)),
    borderObject(hours[0]!, keyOf(archive, archive.errorPrefix, hours[0]!, 99)),
  ];
  const written = await writeArchive([...delivered, ...others], { bucket, columns: archive.table.columns, see: () => undefined });
  return written.slice(0, delivered.length);
}

function keyOf({ streamName, fileExtension }: SynthesisedArchive, prefix: string, arrival: Date, index: number): string {
  const place = evaluatePrefix(prefix, { arrival, randomString: "", errorOutputType: "format-conversion-failed" });
  return deliveredKey(place, streamName, { arrival, fileId: String(index), fileExtension });
}

function borderObject(arrival: Date, key: string): ArchiveObject {
  const record: ArchiveRecord = {
    messagetype: "DATA_MESSAGE",
    owner: "111122223333",
    loggroup: "borders",
    logstream: "borders",
    subscriptionfilters: [],
    logevents: [{ id: key, timestamp: arrival.getTime(), message: "{}" }],
  };
  return { key, hour: formatUtc("yyyy/MM/dd/HH", arrival), records: [record], events: [] };
}

/**
 * What is wrong with a table over those files, as sentences; none when it finds exactly the files that Firehose wrote, each in the hour
 * of its arrival, and reads one partition and one file for one hour.
 */
export async function partitionFaults(
  table: GlueTable,
  files: readonly WrittenObject[],
  { client }: PartitionCheckPlace,
): Promise<readonly string[]> {
  const name = `hive.${SCHEMA}.files`;
  const partition = table.partitionKeys[0]!.name;
  try {
    await client.query(`DROP TABLE IF EXISTS ${name}`);
    await client.query(createHiveTable(table, { bucketFolder: FOLDER, schema: SCHEMA, table: "files" }));
    const { rows } = await client.query(`SELECT "$path", ${partition} FROM ${name}`);
    const found = rows.map(([path, hour]) => `${String(path).replace(`local:///${FOLDER}/`, "")} in ${String(hour)}`);
    const wanted = files.map(({ key, hour }) => `${key} in ${hour}`);
    return [
      ...wanted.filter((file) => !found.includes(file)).map((file) => `The table does not find ${file}.`),
      ...found.filter((file) => !wanted.includes(file)).map((file) => `The table finds ${file}, which is not delivered to it.`),
      ...(await singleHourFaults(client, name, partition, files[7]!)),
    ];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function singleHourFaults(
  client: TrinoClient,
  name: string,
  partition: string,
  { key, hour }: WrittenObject,
): Promise<readonly string[]> {
  const { rows, partitions } = await client.query(`SELECT "$path" FROM ${name} WHERE ${partition} = '${hour}'`);
  const paths = rows.map(([path]) => String(path));
  return [
    ...(paths.length === 1 && paths[0]!.endsWith(key)
      ? []
      : [`For ${hour} the files are ${paths.join(", ")} instead of ${key}.`]),
    ...(partitions?.join() === `${partition}=${hour}`
      ? []
      : [`For ${hour} the partitions read are ${partitions?.join(", ") ?? "all"}.`]),
  ];
}
