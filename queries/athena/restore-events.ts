import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * PutLogEvents of CloudWatch Logs wants the events of a stream in order of time, none older than 14 days, which keeps older
 * ones to a file or another system. Around it, `UNLOAD (...) TO` writes Parquet or JSON files.
 */
export const restoreEvents = athenaQuery({
  name: "restore-events",
  description: "What did one log group hold, in order, each event once, to be written back elsewhere?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: [
    ...BETWEEN_HOURS,
    { name: "group", description: "name of the log group", example: "'/aws/containerinsights/obs-production/application'" },
  ],
  columns: [
    { name: "log_stream", type: "varchar" },
    { name: "timestamp_ms", type: "bigint" },
    { name: "message", type: "varchar" },
    { name: "event_id", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT DISTINCT
  logstream AS log_stream,
  event."timestamp" AS timestamp_ms,
  event.message,
  event.id AS event_id
${fromEvents(table, GIVEN_HOURS)}
  AND loggroup = ?
ORDER BY log_stream, timestamp_ms, event_id`,
});
