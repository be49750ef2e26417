import type { InsightsQuery } from "../saved-query";

/**
 * Needs the control-plane log type scheduler.
 */
export const unschedulablePods: InsightsQuery = {
  name: "unschedulable-pods",
  description: "Which pods found no node, and why?",
  reads: "control-plane",
  query: `
filter @logStream like /^kube-scheduler/ and @message like /Unable to schedule pod/
| parse @message /pod="(?<pod>[^"]+)"/
| parse @message /err="(?<reason>[^"]+)"/
| stats count(*) as attempts by pod, reason
| sort attempts desc
| limit 50`.trim(),
};
