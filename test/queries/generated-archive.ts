import { mkdir, rm } from "node:fs/promises";
import { deliveredKey, evaluatePrefix } from "../../local/archive/firehose-prefix";
import type { HiveColumn } from "../../local/archive/hive-type";
import type { LogGroupPurpose } from "../../queries/saved-query";
import { type WrittenObject, writeArchive } from "./events/archive-writer";
import { archiveTimeline } from "./events/timeline";
import { type Expectation, hoursOf, type Span } from "./expectation";
import type { ExpectedValue } from "./query-rows";

/** What is generated, and where. */
export interface GeneratedArchiveOptions {
  /** Folder that stands for the bucket; emptied first. */
  readonly bucket: string;
  /** Columns of the files. */
  readonly columns: readonly HiveColumn[];
  /** The prefix of the Firehose stream that takes the groups of a purpose, with its expressions. */
  readonly prefixOf: (purpose: LogGroupPurpose) => string;
  /** Ending of the files. */
  readonly fileExtension: string;
  /** About so many events. */
  readonly events: number;
  /** What to work out on the way. */
  readonly expectations: readonly Expectation[];
}

/** An archive on this disk, with what each query must find in it. */
export interface GeneratedArchive {
  readonly files: readonly WrittenObject[];
  readonly events: number;
  readonly span: Span;
  /** Expected rows, by name of the query. */
  readonly expected: ReadonlyMap<string, readonly (readonly ExpectedValue[])[]>;
}

const SEED = 20_261_121;
const HOURS = 192;
const HOUR = 3_600_000;

/** Generates eight days of events that end in the hour before `now`, and computes on the way what the queries must give. */
export async function generateArchive(options: GeneratedArchiveOptions, now: Date): Promise<GeneratedArchive> {
  const { bucket, columns, prefixOf, fileExtension } = options;
  await rm(bucket, { recursive: true, force: true });
  await mkdir(bucket, { recursive: true });
  const span = { end: Math.floor(now.getTime() / HOUR) * HOUR };
  const running = options.expectations.map((expectation) => {
    const [from, to] = hoursOf(expectation, span);
    return { name: expectation.query.name, from, to, computation: expectation.begin(span) };
  });
  let events = 0;
  const timeline = archiveTimeline({
    seed: SEED,
    until: now,
    hours: HOURS,
    eventsPerHour: Math.ceil(options.events / (HOURS - 2)),
    keyOf: (arrival, index, purpose) =>
      deliveredKey(evaluatePrefix(prefixOf(purpose), { arrival, randomString: "" }), "obs-test-log-archive", {
        arrival,
        fileId: String(index).padStart(8, "0"),
        fileExtension,
      }),
  });
  const files = await writeArchive(timeline, {
    bucket,
    columns,
    see: (event) => {
      events += 1;
      for (const { from, to, computation } of running) {
        if (event.hour >= from && event.hour <= to) {
          computation.see(event);
        }
      }
    },
  });
  return { files, events, span, expected: new Map(running.map(({ name, computation }) => [name, computation.rows()])) };
}
