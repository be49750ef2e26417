import type { InsightsQuery } from "../saved-query";

export const secretReads: InsightsQuery = {
  name: "secret-reads",
  description: "Who, other than the cluster itself, read secrets?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter objectRef.resource = "secrets" and verb in ["get", "list", "watch"]
| filter user.username not like /^system:/
| stats count(*) as reads, count_distinct(objectRef.name) as secrets by user.username, objectRef.namespace, verb, responseStatus.code
| sort reads desc
| limit 50`.trim(),
};
