import { athenaQuery } from "../saved-query";
import { fromEvents, lastHours } from "./from-events";

/**
 * CloudWatch charges for what it takes in: 0.50 USD a GB in us-east-1, more elsewhere (2026-06). Bytes are those of the
 * messages, before compression.
 */
export const volumeByGroupAndDay = athenaQuery({
  name: "volume-by-group-and-day",
  description: "How many bytes did each log group take in on each of the last seven days?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: [],
  columns: [
    { name: "day", type: "varchar" },
    { name: "log_group", type: "varchar" },
    { name: "events", type: "bigint" },
    { name: "bytes", type: "bigint" },
  ],
  cost: "reads the last seven days, all of their groups",
  sql: (table) => `
SELECT
  substr(dt, 1, 10) AS day,
  loggroup AS log_group,
  count(*) AS events,
  sum(length(to_utf8(event.message))) AS bytes
${fromEvents(table, lastHours(168))}
GROUP BY 1, 2
ORDER BY day, bytes DESC, log_group`,
});
