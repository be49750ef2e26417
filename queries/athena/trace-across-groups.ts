import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * Searches the text, so it finds the trace wherever a component puts its id. An at-least-once delivery leaves copies behind;
 * they have one event id and are listed once.
 */
export const traceAcrossGroups = athenaQuery({
  name: "trace-across-groups",
  description: "What did every component say about one trace, in order of time?",
  reads: ["application", "dataplane", "control-plane"],
  parameters: [
    ...BETWEEN_HOURS,
    {
      name: "trace",
      description: "the trace id, or any other text that the lines share",
      example: "'4bf92f3577b34da6a3ce929d0e0e4736'",
    },
  ],
  columns: [
    { name: "event_time", type: "timestamp(3) with time zone" },
    { name: "log_group", type: "varchar" },
    { name: "log_stream", type: "varchar" },
    { name: "message", type: "varchar" },
    { name: "event_id", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT DISTINCT
  ${EVENT_TIME} AS event_time,
  loggroup AS log_group,
  logstream AS log_stream,
  event.message,
  event.id AS event_id
${fromEvents(table, GIVEN_HOURS)}
  AND strpos(event.message, ?) > 0
ORDER BY event_time, log_group, log_stream, event_id`,
});
