import type { InsightsQuery } from "../saved-query";

export const anonymousRequests: InsightsQuery = {
  name: "anonymous-requests",
  description: "What did callers without a name ask for?",
  reads: "control-plane",
  query: String.raw`
filter @logStream like /^kube-apiserver-audit/
| filter user.username = "system:anonymous"
| filter requestURI not like /^\/(healthz|livez|readyz|version)/
| stats count(*) as requests by requestURI, sourceIPs.0, responseStatus.code
| sort requests desc
| limit 50`.trim(),
};
