import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS } from "./from-events";

export const unschedulablePods = athenaQuery({
  name: "unschedulable-pods",
  description: "Which pods found no node, and why?",
  reads: ["control-plane"],
  logStreams: "kube-scheduler-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "pod", type: "varchar" },
    { name: "reason", type: "varchar" },
    { name: "attempts", type: "bigint" },
    { name: "first_seen", type: "timestamp(3) with time zone" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  regexp_extract(event.message, ' pod="([^"]+)"', 1) AS pod,
  regexp_extract(event.message, ' err="([^"]+)"', 1) AS reason,
  count(DISTINCT event.id) AS attempts,
  min(${EVENT_TIME}) AS first_seen,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-scheduler-%'
  AND strpos(event.message, 'Unable to schedule pod') > 0
GROUP BY 1, 2
ORDER BY attempts DESC, pod, reason`,
});
