import { WORKLOAD_KEY, WORKLOAD_QUERY } from "../../constructs/logs/archive-folder";

/** What Firehose works out for a record before it chooses its place: the values of `!{partitionKeyFromQuery:...}`. */
export type PartitionKeys = Readonly<Record<string, string>>;

/**
 * The workload of a log stream, as Firehose works it out with `WORKLOAD_QUERY`; a test compares the two with jq.
 *
 * @param logStream such as `node-application.var.log.containers.shipit-7d4f_games_shipit-9f2c4e.log`
 */
export function workloadOfStream(logStream: string): string {
  const parts = logStream.split("_");
  const last = parts.at(-1) ?? "";
  return parts.length > 2 && last.endsWith(".log") ? `${parts.at(-2)!}.${last.split("-").slice(0, -1).join("-")}` : "other";
}

/**
 * The partition keys of a record.
 *
 * @param query the stream's query, such as `{workload:...}`; undefined when it has none
 * @throws Error for any query but the archive's own, which alone is known here
 */
export function partitionKeysOf(query: string | undefined, logStream: string): PartitionKeys {
  if (query === undefined) {
    return {};
  }
  if (query !== `{${WORKLOAD_KEY}:${WORKLOAD_QUERY}}`) {
    throw new Error(`The stream works out its places with "${query}", which is not the query that is known here.`);
  }
  return { [WORKLOAD_KEY]: workloadOfStream(logStream) };
}
