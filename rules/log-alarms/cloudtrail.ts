import { Duration } from "../../constructs/core/duration";
import type { LogAlarmRule } from "./log-alarm";

/** Calls that change who gets into a cluster, besides aws-auth. They are calls of AWS, so the control plane's log never shows them. */
const ACCESS_CALLS = [
  "CreateAccessEntry",
  "UpdateAccessEntry",
  "DeleteAccessEntry",
  "AssociateAccessPolicy",
  "DisassociateAccessPolicy",
];

/** Alarms on the events of CloudTrail, for accounts whose trail writes to a log group. They speak of every cluster of the account. */
export const CLOUDTRAIL_LOG_ALARMS: readonly LogAlarmRule[] = [
  {
    alarm: "AccessEntryChanged",
    reads: "cloudtrail",
    pattern: `{ $.eventSource = "eks.amazonaws.com" && (${ACCESS_CALLS.map((call) => `$.eventName = "${call}"`).join(" || ")}) && $.errorCode NOT EXISTS }`,
    matches: 1,
    within: Duration.minutes(5),
    severity: "ticket",
    summary: "Somebody changed who has access to a cluster.",
  },
];
