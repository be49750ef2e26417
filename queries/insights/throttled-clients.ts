import type { InsightsQuery } from "../saved-query";

export const throttledClients: InsightsQuery = {
  name: "throttled-clients",
  description: "Which clients did the API server slow down (429), and on what?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter responseStatus.code = 429
| stats count(*) as throttled by userAgent, user.username, verb, objectRef.resource
| sort throttled desc
| limit 30`.trim(),
};
