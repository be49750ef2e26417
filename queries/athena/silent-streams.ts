import { athenaQuery } from "../saved-query";
import { EVENT_TIME, fromEvents, lastHours } from "./from-events";

/**
 * Streams of pods and nodes end with them; a stream of the control plane or of a node that still runs should not be in the
 * list.
 */
export const silentStreams = athenaQuery({
  name: "silent-streams",
  description: "Which streams wrote in the last seven days and have been silent for six hours?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: [],
  columns: [
    { name: "log_group", type: "varchar" },
    { name: "log_stream", type: "varchar" },
    { name: "last_event", type: "timestamp(3) with time zone" },
    { name: "events", type: "bigint" },
  ],
  cost: "reads the last seven days, all of their groups",
  sql: (table) => `
SELECT
  loggroup AS log_group,
  logstream AS log_stream,
  max(${EVENT_TIME}) AS last_event,
  count(*) AS events
${fromEvents(table, lastHours(168))}
GROUP BY loggroup, logstream
HAVING max(${EVENT_TIME}) < current_timestamp - INTERVAL '6' HOUR
ORDER BY last_event, log_group, log_stream`,
});
