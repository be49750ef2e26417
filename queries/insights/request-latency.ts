import type { InsightsQuery } from "../saved-query";

/**
 * Reads the lines that pino-http writes when a request ends.
 */
export const requestLatency: InsightsQuery = {
  name: "request-latency",
  description: "How long do requests take, in steps of five minutes?",
  reads: "application",
  query: `
fields coalesce(log_processed.responseTime, responseTime) as milliseconds
| filter ispresent(milliseconds)
| stats count(*) as requests, pct(milliseconds, 50) as p50, pct(milliseconds, 95) as p95, pct(milliseconds, 99) as p99 by kubernetes.namespace_name, kubernetes.container_name, bin(5m)
| sort p99 desc
| limit 1000`.trim(),
};
