import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

export const podEvictions = athenaQuery({
  name: "pod-evictions",
  description: "Which pods did a node evict, and when?",
  reads: ["dataplane"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "event_time", type: "timestamp(3) with time zone" },
    { name: "node", type: "varchar" },
    { name: "pod", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH event AS (
  SELECT DISTINCT event.id, event."timestamp", event.message
  ${fromEvents(table, GIVEN_HOURS)}
    AND strpos(event.message, 'pod is evicted successfully') > 0
)
SELECT
  ${EVENT_TIME} AS event_time,
  ${field("$.host")} AS node,
  regexp_extract(${field("$.message")}, ' pod="([^"]+)"', 1) AS pod
FROM event
WHERE ${field("$.unit")} = 'kubelet.service'
ORDER BY event."timestamp", event.id`,
});
