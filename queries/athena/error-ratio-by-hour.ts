import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS, ownField, WORKLOAD } from "./from-events";

/**
 * Counts lines as they are stored: a copy of a delivery counts, which moves a ratio by next to nothing and spares the query the
 * memory for all ids.
 */
export const errorRatioByHour = athenaQuery({
  name: "error-ratio-by-hour",
  description: "Which share of the lines of each workload were errors, hour by hour?",
  reads: ["application"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "event_hour", type: "timestamp(3) with time zone" },
    { name: "namespace", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "lines", type: "bigint" },
    { name: "errors", type: "bigint" },
    { name: "error_ratio", type: "double" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH lines AS (
  SELECT
    date_trunc('hour', ${EVENT_TIME}) AS event_hour,
    ${field("$.kubernetes.namespace_name")} AS namespace,
    ${WORKLOAD} AS workload,
    lower(${ownField("level")}) AS level
  ${fromEvents(table, GIVEN_HOURS)}
    AND strpos(event.message, '"container_name"') > 0
)
SELECT
  event_hour,
  namespace,
  workload,
  count(*) AS lines,
  count_if(level IN ('error', 'fatal', 'critical', 'panic', '50', '60')) AS errors,
  CAST(count_if(level IN ('error', 'fatal', 'critical', 'panic', '50', '60')) AS double) / count(*) AS error_ratio
FROM lines
WHERE workload IS NOT NULL
GROUP BY event_hour, namespace, workload
ORDER BY event_hour, namespace, workload`,
});
