import { athenaQuery, isRecord, quotedTable } from "../saved-query";

/**
 * Reads what Fluent Bit's Kubernetes filter writes: the application's JSON merged into the record (`level`), below `log_processed`, or
 * as text in `log`. Levels are words or, from pino, numbers: 50 is error, 60 is fatal.
 */
export const errorsByWorkload = athenaQuery({
  name: "errors-by-workload",
  description: "Which workloads logged the most errors in the last day, and what did the last one say?",
  reads: ["application"],
  parameters: [],
  columns: [
    { name: "namespace", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "errors", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
    { name: "last_message", type: "varchar" },
  ],
  cost: "reads the last 24 hours, all groups of them",
  sql: (table) => `
WITH events AS (
  SELECT
    from_unixtime(event."timestamp" / 1000e0) AS event_time,
    json_extract_scalar(event.message, '$.kubernetes.namespace_name') AS namespace,
    coalesce(
      json_extract_scalar(event.message, '$.kubernetes.labels["app.kubernetes.io/name"]'),
      json_extract_scalar(event.message, '$.kubernetes.container_name')
    ) AS workload,
    lower(coalesce(
      json_extract_scalar(event.message, '$.level'),
      json_extract_scalar(event.message, '$.log_processed.level'),
      json_extract_scalar(json_extract_scalar(event.message, '$.log'), '$.level')
    )) AS level,
    event.message
  FROM ${quotedTable(table)}
  CROSS JOIN UNNEST(logevents) AS event(id, "timestamp", message)
  WHERE ${isRecord(table)}
    AND dt >= date_format((current_timestamp - INTERVAL '24' HOUR) AT TIME ZONE 'UTC', '%Y/%m/%d/%H')
)
SELECT
  namespace,
  workload,
  count(*) AS errors,
  max(event_time) AS last_seen,
  max_by(message, event_time) AS last_message
FROM events
WHERE level IN ('error', 'fatal', 'critical', 'panic', '50', '60')
GROUP BY namespace, workload
ORDER BY errors DESC, namespace, workload
LIMIT 100`,
});
