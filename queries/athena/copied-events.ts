import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * CloudWatch Logs and Firehose deliver at least once. Queries that list or count things count an event once; this one says
 * whether it matters.
 */
export const copiedEvents = athenaQuery({
  name: "copied-events",
  description: "How many events does the archive hold more than once, by log group?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "log_group", type: "varchar" },
    { name: "events", type: "bigint" },
    { name: "copies", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  loggroup AS log_group,
  count(DISTINCT event.id) AS events,
  count(*) - count(DISTINCT event.id) AS copies
${fromEvents(table, GIVEN_HOURS)}
GROUP BY loggroup
ORDER BY copies DESC, log_group`,
});
