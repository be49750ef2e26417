import type { InsightsQuery } from "../saved-query";

export const deprecatedApis: InsightsQuery = {
  name: "deprecated-apis",
  description: "Who still calls APIs that a coming Kubernetes release drops?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter \`annotations.k8s.io/deprecated\` = "true"
| stats count(*) as calls by userAgent, objectRef.apiGroup, objectRef.apiVersion, objectRef.resource, \`annotations.k8s.io/removed-release\`
| sort calls desc
| limit 50`.trim(),
};
