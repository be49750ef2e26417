import type { AlarmSubject, CloudwatchAlarmRule } from "../../rules/cloudwatch-alarms";
import type { Severity } from "../../rules/rule";
import type { Duration } from "../core/duration";
import type { IAlertTopicRef } from "../metrics/alert-topic-ref";

/** What a `CloudwatchAlarms` is made of. */
export interface CloudwatchAlarmsProps {
  /** First part of the alarms' names, such as `obs-production`; `-` and the rule's name follow. Changing it replaces the alarms. */
  readonly alarmNamePrefix: string;
  /** What is watched, as `cloudwatchAlarmRules` lists it; at most 100 of them page, because one alarm stands above these. */
  readonly rules: readonly CloudwatchAlarmRule[];
  /** Who hears of alarms, by severity. */
  readonly topics: Readonly<Record<Severity, IAlertTopicRef>>;
  /** Name of the cluster and id of the workspace that the rules are about; may be tokens. */
  readonly subjects: Readonly<Record<AlarmSubject, string>>;
  /**
   * An alarm that keeps pages back while it fires, by its name: one that a deployment sets, as a rule.
   * @default - nothing keeps pages back
   */
  readonly suppressor?: AlarmSuppressor;
  /**
   * Put before the runbook's path in the message; ends with a slash.
   * @default "" - the path inside the repository
   */
  readonly runbookBaseUrl?: string;
}

/** Keeps pages back. */
export interface AlarmSuppressor {
  /** Name or ARN of an alarm of the same account and region. */
  readonly alarmName: string;
  /** How long pages wait for it to fire first: whole seconds up to an hour. */
  readonly wait: Duration;
  /** How long pages are still kept back after it: whole seconds up to an hour. */
  readonly extension: Duration;
}
