import type { Fault } from "../core/validation";
import type { ILogGroupRef } from "./log-group-ref";
import { RetainedLogGroup } from "./retained-log-group";

/**
 * A fault when a group is known to be of the infrequent-access class, which lacks most of what looks into events: subscriptions,
 * metric filters, masking, anomaly detection. The class of a group that exists already is not known here; AWS refuses it then.
 *
 * @param what what the class does not admit, such as "metric filter"
 * @see CloudWatch Logs User Guide, "Log classes" (read 2026-11)
 */
export function standardClassFaults(path: string, logGroup: ILogGroupRef, what: string): Fault[] {
  if (!(logGroup instanceof RetainedLogGroup) || logGroup.resource.logGroupClassInput !== "INFREQUENT_ACCESS") {
    return [];
  }
  return [
    {
      path,
      problem: `is a group of the infrequent-access class, which admits no ${what}`,
      got: logGroup.node.path,
      allowed: "groups of the standard class",
      fix: 'give the group logGroupClass "standard", which replaces it, or leave it out',
    },
  ];
}
