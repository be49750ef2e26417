import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * For back-filling: an export task of CloudWatch Logs that ends at first_event_ms brings what was written before the archive
 * began (`--to` of create-export-task). For an audit: hours against the hours of the period.
 */
export const archiveCoverage = athenaQuery({
  name: "archive-coverage",
  description: "From when to when does the archive hold events of each log group, and in how many hours?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "log_group", type: "varchar" },
    { name: "first_event", type: "timestamp(3) with time zone" },
    { name: "last_event", type: "timestamp(3) with time zone" },
    { name: "first_event_ms", type: "bigint" },
    { name: "last_event_ms", type: "bigint" },
    { name: "hours", type: "bigint" },
    { name: "events", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  loggroup AS log_group,
  min(${EVENT_TIME}) AS first_event,
  max(${EVENT_TIME}) AS last_event,
  min(event."timestamp") AS first_event_ms,
  max(event."timestamp") AS last_event_ms,
  count(DISTINCT dt) AS hours,
  count(*) AS events
${fromEvents(table, GIVEN_HOURS)}
GROUP BY loggroup
ORDER BY log_group`,
});
