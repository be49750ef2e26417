import type { Duration } from "../../constructs/core/duration";
import type { LogGroupPurpose } from "../../queries/saved-query";
import type { Severity } from "../rule";

/** What an alarm reads: the groups of a purpose, or the group that a trail of CloudTrail writes to. */
export type LogAlarmSource = LogGroupPurpose | "cloudtrail";

/** An alarm on what stands in log events. */
export interface LogAlarmRule {
  /** Name in PascalCase, unique over all alarms; also the name of its page under `docs/runbooks`. */
  readonly alarm: string;
  /** Which groups it reads. */
  readonly reads: LogAlarmSource;
  /** Which events count, in the filter syntax of CloudWatch Logs. */
  readonly pattern: string;
  /** So many events within the time are an alarm. */
  readonly matches: number;
  /** Within which time, whole minutes to a day. */
  readonly within: Duration;
  /** Who is told, and how loudly. */
  readonly severity: Severity;
  /** What happened, as one sentence with a full stop. */
  readonly summary: string;
}

/** What differs from cluster to cluster in the patterns. */
export interface LogAlarmOptions {
  /**
   * User names whose reads of secrets and changes of rights are no news, such as those of a deployment pipeline; `*` at the beginning or
   * end stands for anything. EKS names an IAM role `arn:aws:sts::<account>:assumed-role/<role>/<session>` unless its access entry
   * says otherwise.
   * @default - none
   */
  readonly trustedUsers?: readonly string[];
  /**
   * Namespaces in which nobody should need a shell.
   * @default ["kube-system"]
   */
  readonly systemNamespaces?: readonly string[];
}
