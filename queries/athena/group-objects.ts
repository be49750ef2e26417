import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * A file holds an hour of all groups, so a hold on it keeps the others' events too.
 */
export const groupObjects = athenaQuery({
  name: "group-objects",
  description: "Which files hold events of one log group, to put a legal hold on them or to bring them back from a colder class?",
  reads: ["control-plane", "application", "dataplane", "host", "performance"],
  parameters: [
    ...BETWEEN_HOURS,
    { name: "group", description: "name of the log group", example: "'/aws/eks/obs-production/cluster'" },
  ],
  columns: [
    { name: "object", type: "varchar" },
    { name: "distinct_events", type: "bigint" },
    { name: "first_event", type: "timestamp(3) with time zone" },
    { name: "last_event", type: "timestamp(3) with time zone" },
    { name: "events", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  "$path" AS object,
  count(DISTINCT event.id) AS distinct_events,
  min(${EVENT_TIME}) AS first_event,
  max(${EVENT_TIME}) AS last_event,
  count(*) AS events
${fromEvents(table, GIVEN_HOURS)}
  AND loggroup = ?
GROUP BY "$path"
ORDER BY object`,
});
