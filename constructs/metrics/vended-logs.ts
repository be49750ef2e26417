import { Token } from "cdktf";
import type { Fault } from "../core/validation";
import type { ILogGroupRef } from "../logs/log-group-ref";

/** The prefix that a log group needs to take vended logs of a workspace. @see AMP User Guide, CloudWatch Logs (read 2026-11) */
const VENDED_LOGS_PREFIX = "/aws/vendedlogs/";

/** A fault when AMP would not deliver logs to the group; a name that is a token has none. */
export function vendedLogFaults(logGroup: ILogGroupRef | undefined): Fault[] {
  const name = logGroup?.logGroupName;
  if (name === undefined || Token.isUnresolved(name) || name.startsWith(VENDED_LOGS_PREFIX)) {
    return [];
  }
  return [
    {
      path: "logGroup",
      problem: "has a name to which AMP does not deliver vended logs",
      got: name,
      allowed: `names that start with ${VENDED_LOGS_PREFIX}`,
      fix: `name the log group ${VENDED_LOGS_PREFIX}prometheus/<workspace>`,
    },
  ];
}
