import type { InsightsQuery } from "../saved-query";

export const accessPolicyUse: InsightsQuery = {
  name: "access-policy-use",
  description: "Which principals were admitted by an access entry with an EKS access policy, and what for?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-apiserver-audit/
| filter \`annotations.authorization.k8s.io/reason\` like /^EKS Access Policy/
| stats count(*) as requests, max(@timestamp) as last_seen by user.username, user.extra.arn.0, verb
| sort requests desc
| limit 100`.trim(),
};
