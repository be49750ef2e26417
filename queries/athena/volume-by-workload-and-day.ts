import { athenaQuery } from "../saved-query";
import { field, fromEvents, lastHours, WORKLOAD } from "./from-events";

/**
 * What a team costs: bytes times the price of taking in logs, 0.50 USD a GB in us-east-1 (2026-06). A line that CloudWatch cut
 * is no JSON any more and counts for nobody.
 */
export const volumeByWorkloadAndDay = athenaQuery({
  name: "volume-by-workload-and-day",
  description:
    "Which workloads wrote the most bytes of log on each of the last seven days, and which share of the day was theirs?",
  reads: ["application"],
  parameters: [],
  columns: [
    { name: "day", type: "varchar" },
    { name: "namespace", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "lines", type: "bigint" },
    { name: "bytes", type: "bigint" },
    { name: "percent_of_day", type: "double" },
  ],
  cost: "reads the last seven days, all of their groups",
  sql: (table) => `
WITH lines AS (
  SELECT
    substr(dt, 1, 10) AS day,
    ${field("$.kubernetes.namespace_name")} AS namespace,
    ${WORKLOAD} AS workload,
    length(to_utf8(event.message)) AS bytes
  ${fromEvents(table, lastHours(168))}
    AND strpos(event.message, '"container_name"') > 0
)
SELECT
  day,
  namespace,
  workload,
  count(*) AS lines,
  sum(bytes) AS bytes,
  round(100.0e0 * sum(bytes) / sum(sum(bytes)) OVER (PARTITION BY day), 2) AS percent_of_day
FROM lines
WHERE workload IS NOT NULL
GROUP BY day, namespace, workload
ORDER BY day, bytes DESC, namespace, workload`,
});
