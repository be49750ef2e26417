import type { InsightsQuery } from "../saved-query";

export const refusedRequests: InsightsQuery = {
  name: "refused-requests",
  description: "Whose requests did the API server refuse, and from how many addresses?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter responseStatus.code in [401, 403]
| stats count(*) as refused, count_distinct(sourceIPs.0) as addresses by user.username, responseStatus.code
| sort refused desc
| limit 50`.trim(),
};
