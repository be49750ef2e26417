import type { InsightsQuery } from "../saved-query";

export const memoryNearLimit: InsightsQuery = {
  name: "memory-near-limit",
  description: "Which pods come nearest to their memory limit?",
  reads: "performance",
  query: `
filter Type = "Pod"
| stats max(pod_memory_utilization_over_pod_limit) as peak_percent by Namespace, PodName
| sort peak_percent desc
| limit 20`.trim(),
};
