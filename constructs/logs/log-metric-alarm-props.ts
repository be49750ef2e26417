import type { Severity } from "../../rules/rule";
import type { Duration } from "../core/duration";
import type { IAlertTopicRef } from "../metrics/alert-topic-ref";
import type { ILogGroupRef } from "./log-group-ref";
import type { LogMetricOptions } from "./log-metric-props";

/** Who is told of an alarm of each severity. */
export type AlarmTopics = Readonly<Record<Severity, IAlertTopicRef>>;

/** What an alarm says, and to whom. */
export interface LogAlarmMessage {
  /** Name of the alarm, 1 to 255 letters, digits, spaces and `._:/-`. Changing it replaces the alarm. */
  readonly alarmName: string;
  /** What happened, as one sentence with a full stop; the first line of the message. */
  readonly summary: string;
  /**
   * Address of the page that says what to do.
   * @default - the message names none
   */
  readonly runbookUrl?: string;
  /** How urgent it is; decides the topic. */
  readonly severity: Severity;
  /** The topics; their policies admit CloudWatch alarms. */
  readonly topics: AlarmTopics;
  /**
   * Whether the topic hears of the end too.
   * @default true
   */
  readonly tellWhenOver?: boolean;
}

/** What a `LogMetricAlarm` is made of. */
export interface LogMetricAlarmProps extends LogMetricOptions, LogAlarmMessage {
  /** The groups whose events count, at least one, of the standard class: each gets a filter, all of them feed one metric. */
  readonly logGroups: readonly ILogGroupRef[];
  /**
   * Name of the filter in each group.
   * @default - the name of the alarm, with `-` for `:`
   */
  readonly filterName?: string;
  /** What the value of a period is compared with. */
  readonly threshold: number;
  /**
   * How it is compared: the alarm fires when the value is so.
   * @default "at-least"
   */
  readonly comparison?: "at-least" | "more-than" | "at-most" | "less-than";
  /**
   * What becomes of the values of a period.
   * @default "sum"
   */
  readonly statistic?: "sum" | "average" | "minimum" | "maximum" | "count";
  /**
   * Length of a period, whole minutes to a day. Log metrics have one value a minute.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
  /**
   * Periods that are looked at; together at most a day, a week when a period is an hour or longer, and three hours with `dimensions`.
   * @default 1
   */
  readonly evaluationPeriods?: number;
  /**
   * So many of them must be over the threshold.
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
  /**
   * What a period without a value means. Without `defaultValue` there is none when nothing matched, so for a heartbeat it is
   * `breaching`.
   * @default "not-breaching"
   */
  readonly missingData?: "not-breaching" | "breaching" | "ignore" | "missing";
}
