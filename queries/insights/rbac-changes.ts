import type { InsightsQuery } from "../saved-query";

export const rbacChanges: InsightsQuery = {
  name: "rbac-changes",
  description: "Who changed roles and bindings in the cluster, and was it allowed?",
  reads: "control-plane",
  query: `
fields @timestamp, user.username, user.extra.arn.0, verb, objectRef.resource, objectRef.namespace, objectRef.name, responseStatus.code
| filter @logStream like /^kube-apiserver-audit/
| filter objectRef.apiGroup = "rbac.authorization.k8s.io" and verb in ["create", "update", "patch", "delete", "deletecollection"]
| sort @timestamp desc
| limit 200`.trim(),
};
