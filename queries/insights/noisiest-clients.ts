import type { InsightsQuery } from "../saved-query";

export const noisiestClients: InsightsQuery = {
  name: "noisiest-clients",
  description: "Which clients ask the API server the most?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter stage = "ResponseComplete"
| stats count(*) as calls by userAgent, verb, objectRef.resource
| sort calls desc
| limit 30`.trim(),
};
