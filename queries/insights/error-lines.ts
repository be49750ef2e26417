import type { InsightsQuery } from "../saved-query";

export const errorLines: InsightsQuery = {
  name: "error-lines",
  description: "What did the last errors say?",
  reads: "application",
  query: `
fields @timestamp, kubernetes.namespace_name, kubernetes.pod_name, coalesce(log_processed.msg, msg, log) as text
| filter log_processed.level in ["error", "fatal", "ERROR", "FATAL", 50, 60] or level in ["error", "fatal", "ERROR", "FATAL", 50, 60]
| sort @timestamp desc
| limit 200`.trim(),
};
