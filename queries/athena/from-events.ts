import { isRecord, type QueryTable, quotedTable } from "../saved-query";

/** Bounds of the partition column that come as parameters. */
export const GIVEN_HOURS = "dt BETWEEN ? AND ?";

/**
 * Bound of the partition column that moves with the clock. The planner works it out before it looks for files, so it prunes as a literal
 * does.
 */
export function lastHours(hours: number): string {
  return `dt >= date_format((current_timestamp - INTERVAL '${hours}' HOUR) AT TIME ZONE 'UTC', '%Y/%m/%d/%H')`;
}

/** FROM and WHERE of a query that wants one row for each event: `event.id`, `event."timestamp"`, `event.message`. */
export function fromEvents(table: QueryTable, hours: string): string {
  return `FROM ${quotedTable(table)}
  CROSS JOIN UNNEST(logevents) AS event(id, "timestamp", message)
  WHERE ${isRecord(table)}
    AND ${hours}`;
}

/**
 * Time of an event, for display and for calculations. Divided as a floating-point number: `/ 1000.0` is a decimal division in Trino,
 * which keeps one digit and so loses the milliseconds.
 */
export const EVENT_TIME = `from_unixtime(event."timestamp" / 1000e0)`;

/** A value out of an event's JSON; null when the event is no JSON. */
export function field(path: string): string {
  return `json_extract_scalar(event.message, '${path}')`;
}

/**
 * A value that the application wrote in its own JSON: Fluent Bit puts it below `log_processed` (this project's pipeline) or at the top
 * (`Merge_Log On` alone).
 */
export function ownField(path: string): string {
  return `coalesce(${field(`$.log_processed.${path}`)}, ${field(`$.${path}`)})`;
}

/** Who wrote an event of a container. The label is there when Fluent Bit is told to add labels. */
export const WORKLOAD = `coalesce(
      ${field(`$.kubernetes.labels["app.kubernetes.io/name"]`)},
      ${field("$.kubernetes.container_name")}
    )`;
