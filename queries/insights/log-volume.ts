import type { InsightsQuery } from "../saved-query";

/**
 * CloudWatch charges for bytes taken in: 0.50 USD a GB in us-east-1 (2026-06). A character is one to four bytes.
 */
export const logVolume: InsightsQuery = {
  name: "log-volume",
  description: "Which workloads write the most log, and so cost the most?",
  reads: "application",
  query: `
stats sum(strlen(@message)) as characters, count(*) as lines by kubernetes.namespace_name, kubernetes.container_name
| sort characters desc
| limit 50`.trim(),
};
