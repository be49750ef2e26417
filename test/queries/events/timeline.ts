import { ARCHIVE_HOUR_FORMAT } from "../../../constructs/logs/log-archive-table";
import { formatUtc } from "../../../local/archive/firehose-prefix";
import { LOG_GROUP_PURPOSES, type LogGroupPurpose } from "../../../queries/saved-query";
import type { ArchivedEvent } from "./fact";
import { Random } from "./random";
import { LOG_GROUPS, type LogStream, STREAMS } from "./streams";

/** What is generated. */
export interface TimelineOptions {
  /** The same seed gives the same events, relative to the end. */
  readonly seed: number;
  /** The moment of which the hour is the first without events: now, for queries that look back from now. */
  readonly until: Date;
  /** How many hours before that. */
  readonly hours: number;
  /** About so many events in each hour. */
  readonly eventsPerHour: number;
  /** Key of an object that holds events of groups of one purpose which arrived in this hour; `index` counts the objects of the run. */
  readonly keyOf: (arrival: Date, index: number, purpose: LogGroupPurpose) => string;
}

/** A record as CloudWatch Logs sends it, with the names of the table's columns. */
export interface ArchiveRecord {
  readonly messagetype: "DATA_MESSAGE" | "CONTROL_MESSAGE";
  readonly owner: string;
  readonly loggroup: string;
  readonly logstream: string;
  readonly subscriptionfilters: readonly string[];
  readonly logevents: readonly { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

/** A file of the archive. */
export interface ArchiveObject {
  readonly key: string;
  /** The hour of arrival, as the partition column has it. */
  readonly hour: string;
  readonly records: readonly ArchiveRecord[];
  /** What the records hold and mean. Records that test the destination are left out. */
  readonly events: readonly ArchivedEvent[];
}

type Place = Pick<ArchivedEvent, "hour" | "object">;

const HOUR = 3_600_000;
const EVENTS_PER_RECORD = 100;
const OWNER = "111122223333";

/**
 * Hours before the end in which nothing arrives. A query that looks back one day or seven gives the same result when the clock
 * reaches the next hour between generating and asking, because what leaves its window is empty.
 */
const QUIET_HOURS: readonly number[] = [24, 168];

/** The events of a cluster, file by file, in the order of arrival. */
export function* archiveTimeline(options: TimelineOptions): Generator<ArchiveObject> {
  const { seed, until, hours } = options;
  const random = new Random(seed);
  const end = Math.floor(until.getTime() / HOUR) * HOUR;
  let again = new Map<LogGroupPurpose, readonly ArchivedEvent[][]>();
  let index = 0;
  for (let before = hours; before >= 1; before--) {
    if (QUIET_HOURS.includes(before)) {
      again = new Map();
      continue;
    }
    const start = end - before * HOUR;
    const delivered = new Map<LogGroupPurpose, readonly ArchivedEvent[][]>();
    for (const purpose of LOG_GROUP_PURPOSES) {
      // Low traffic fills one file an hour, a burst of the applications two; each stream is in one of them.
      const files = purpose === "application" && before % 3 === 0 ? [0, 1] : [0];
      for (const file of files) {
        const arrival = new Date(start + file * (HOUR / 2));
        const place = { hour: formatUtc(ARCHIVE_HOUR_FORMAT, arrival), object: options.keyOf(arrival, index++, purpose) };
        const repeated = file === 0 ? (again.get(purpose) ?? []) : [];
        const copies = repeated.map((batch) => batch.map((event) => ({ ...event, ...place, copyFrom: event.hour })));
        const own = streamsOf(purpose)
          .filter(({ silentForHours = 0 }, at) => silentForHours < before && at % files.length === file)
          .flatMap((stream) =>
            batchesOf(random, stream, {
              place,
              start,
              wanted: (options.eventsPerHour * stream.weight) / TOTAL_WEIGHT,
              atLeast: before === 1 ? 1 : 0,
            }),
          );
        delivered.set(purpose, [...(delivered.get(purpose) ?? []), ...own]);
        if (own.length + copies.length > 0) {
          yield archiveObject([...own, ...copies], place, before);
        }
      }
    }
    again = new Map([...delivered].map(([purpose, batches]) => [purpose, batches.filter(() => random.percent(15))]));
  }
}

function streamsOf(purpose: LogGroupPurpose): readonly LogStream[] {
  return STREAMS.filter(({ logGroup }) => (LOG_GROUPS[purpose] as readonly string[]).includes(logGroup));
}

const TOTAL_WEIGHT = STREAMS.reduce((sum, { weight }) => sum + weight, 0);

function batchesOf(
  random: Random,
  { logGroup, logStream, make }: LogStream,
  {
    place,
    start,
    wanted,
    atLeast,
  }: { readonly place: Place; readonly start: number; readonly wanted: number; readonly atLeast: number },
): ArchivedEvent[][] {
  const count = Math.max(atLeast, Math.floor(wanted) + (random.next() < wanted % 1 ? 1 : 0));
  const moments = Array.from(
    { length: count },
    () => start + random.int(0, HOUR - 1) - (random.percent(0.5) ? random.int(1, 3) * HOUR : 0),
  );
  const events: ArchivedEvent[] = [];
  for (const timestamp of moments.sort((a, b) => a - b)) {
    for (const { fact, message } of make(random, timestamp)) {
      events.push({
        fact,
        message,
        id: eventId(random, timestamp),
        timestamp,
        logGroup,
        logStream,
        hour: place.hour,
        object: place.object,
      });
    }
  }
  return Array.from({ length: Math.ceil(events.length / EVENTS_PER_RECORD) }, (_, at) =>
    events.slice(at * EVENTS_PER_RECORD, (at + 1) * EVENTS_PER_RECORD),
  );
}

/** 56 digits, as CloudWatch gives them. */
function eventId(random: Random, timestamp: number): string {
  return `3${timestamp}${random.int(1e9, 1e10 - 1)}${random.int(1e9, 1e10 - 1)}`.padEnd(56, "0");
}

function archiveObject(batches: readonly ArchivedEvent[][], { hour, object }: Place, before: number): ArchiveObject {
  const records = batches.map((batch): ArchiveRecord => ({
    messagetype: "DATA_MESSAGE",
    owner: OWNER,
    loggroup: batch[0]!.logGroup,
    logstream: batch[0]!.logStream,
    subscriptionfilters: [`obs-test-log-archive`],
    logevents: batch.map(({ id, timestamp, message }) => ({ id, timestamp, message })),
  }));
  return { key: object, hour, records: before % 12 === 0 ? [...records, DESTINATION_TEST] : records, events: batches.flat() };
}

/** What CloudWatch Logs sends to see whether the destination is there. */
const DESTINATION_TEST: ArchiveRecord = {
  messagetype: "CONTROL_MESSAGE",
  owner: "CloudwatchLogs",
  loggroup: "",
  logstream: "",
  subscriptionfilters: [],
  logevents: [{ id: "", timestamp: 1_700_000_000_000, message: "CWL CONTROL MESSAGE: Checking health of destination Firehose." }],
};
