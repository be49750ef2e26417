import type { InsightsQuery } from "../saved-query";

/**
 * Access entries are changed through the EKS API and stand in CloudTrail; access-policy-use shows who enters by them.
 */
export const awsAuthChanges: InsightsQuery = {
  name: "aws-auth-changes",
  description: "Who changed the aws-auth ConfigMap, which maps IAM principals to users of the cluster?",
  reads: "control-plane",
  query: `
fields @timestamp, user.username, user.extra.arn.0, userAgent, verb, responseStatus.code
| filter @logStream like /^kube-apiserver-audit/
| filter objectRef.resource = "configmaps" and objectRef.namespace = "kube-system" and objectRef.name = "aws-auth"
| filter verb in ["create", "update", "patch", "delete"]
| sort @timestamp desc
| limit 100`.trim(),
};
