import type { InsightsQuery } from "../saved-query";

/**
 * Needs the control-plane log type authenticator.
 */
export const refusedPrincipals: InsightsQuery = {
  name: "refused-principals",
  description: "Which IAM principals did the cluster turn away?",
  reads: "control-plane",
  query: `
filter @logStream like /^authenticator/ and @message like /access denied/
| parse @message /arn="?(?<arn>[^" ]+)/
| stats count(*) as refusals, max(@timestamp) as last_seen by arn
| sort refusals desc
| limit 50`.trim(),
};
