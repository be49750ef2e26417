import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { field, fromEvents, GIVEN_HOURS, ownField, WORKLOAD } from "./from-events";

/**
 * Reads the lines that pino-http writes when a request ends: responseTime in milliseconds, res.statusCode. Percentiles are
 * approximate, within a few percent.
 */
export const latencyByWorkload = athenaQuery({
  name: "latency-by-workload",
  description: "How long did requests to each workload take, and how many failed?",
  reads: ["application"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "namespace", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "requests", type: "bigint" },
    { name: "server_errors", type: "bigint" },
    { name: "p50_ms", type: "double" },
    { name: "p95_ms", type: "double" },
    { name: "p99_ms", type: "double" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH requests AS (
  SELECT
    ${field("$.kubernetes.namespace_name")} AS namespace,
    ${WORKLOAD} AS workload,
    CAST(${ownField("responseTime")} AS double) AS milliseconds,
    CAST(${ownField("res.statusCode")} AS integer) AS status
  ${fromEvents(table, GIVEN_HOURS)}
    AND strpos(event.message, '"responseTime"') > 0
)
SELECT
  namespace,
  workload,
  count(*) AS requests,
  count_if(status >= 500) AS server_errors,
  approx_percentile(milliseconds, 0.5) AS p50_ms,
  approx_percentile(milliseconds, 0.95) AS p95_ms,
  approx_percentile(milliseconds, 0.99) AS p99_ms
FROM requests
WHERE milliseconds IS NOT NULL
GROUP BY namespace, workload
ORDER BY requests DESC, namespace, workload`,
});
