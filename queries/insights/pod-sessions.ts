import type { InsightsQuery } from "../saved-query";

/**
 * A session stands here twice, when it begins and when it ends.
 */
export const podSessions: InsightsQuery = {
  name: "pod-sessions",
  description: "Who opened a shell, attached or forwarded a port to a pod, and from where?",
  reads: "control-plane",
  query: `
fields @timestamp, stage, user.username, user.extra.arn.0, sourceIPs.0, objectRef.subresource, objectRef.namespace, objectRef.name, responseStatus.code
| filter @logStream like /^kube-apiserver-audit/
| filter objectRef.subresource in ["exec", "attach", "portforward"]
| sort @timestamp desc
| limit 200`.trim(),
};
