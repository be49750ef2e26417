import type { InsightsQuery } from "../saved-query";

export const podEvictions: InsightsQuery = {
  name: "pod-evictions",
  description: "Which pods did a node evict?",
  reads: "dataplane",
  query: `
fields @timestamp, host
| filter message like /pod is evicted successfully/
| parse message /pod="(?<pod>[^"]+)"/
| sort @timestamp desc
| limit 100`.trim(),
};
