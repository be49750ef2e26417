import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * Partitions are hours of arrival. What this query gives says by how much a search for a time of event must be wider than that
 * time.
 */
export const lateEvents = athenaQuery({
  name: "late-events",
  description: "How many events arrived in a later hour than they happened, and how late was the latest?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "log_group", type: "varchar" },
    { name: "events", type: "bigint" },
    { name: "late_events", type: "bigint" },
    { name: "latest_minutes", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH delays AS (
  SELECT
    loggroup AS log_group,
    to_unixtime(from_iso8601_timestamp(replace(substr(dt, 1, 10), '/', '-') || 'T' || substr(dt, 12, 2) || ':00:00Z'))
      - event."timestamp" / 1000e0 AS seconds
  ${fromEvents(table, GIVEN_HOURS)}
)
SELECT
  log_group,
  count(*) AS events,
  count_if(seconds > 0) AS late_events,
  CAST(ceil(greatest(max(seconds), 0) / 60) AS bigint) AS latest_minutes
FROM delays
GROUP BY log_group
ORDER BY late_events DESC, log_group`,
});
