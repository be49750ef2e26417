import type { Duration } from "../core/duration";

/** What an `ArchiveAlarms` is made of. */
export interface ArchiveAlarmsProps {
  /** Start of the alarms' names, at most 200 characters; changing it replaces the alarms. */
  readonly alarmNamePrefix: string;
  /** Names of the Firehose streams that write the archive, 1 to 9, because an alarm reads ten values; may be tokens. */
  readonly deliveryStreamNames: readonly string[];
  /** ARN of the topic that is told when an alarm fires and when it is over; may be a token. */
  readonly topicArn: string;
  /**
   * How old the oldest event in Firehose may be before somebody is told: 15 minutes to 12 hours. Must exceed the stream's buffer
   * interval.
   * @default Duration.minutes(30)
   */
  readonly maxAge?: Duration;
  /**
   * Share of the writes to S3 that must succeed, 1 to 100 percent.
   * @default 100
   */
  readonly successPercent?: number;
  /**
   * So many records in five minutes that Firehose refused because the stream was over its quota are an alarm, from 1. CloudWatch Logs
   * tries again for 24 hours.
   * @default 1
   */
  readonly throttledRecords?: number;
  /**
   * So many records in five minutes that could not be written as Parquet are an alarm, from 1. They lie below the error prefix, where
   * no query finds them.
   * @default 1
   */
  readonly failedConversions?: number;
  /**
   * So many refusals of the stream's key in five minutes are an alarm, from 1: denied, disabled, deleted or in another state. Firehose
   * keeps records for 24 hours and drops them then.
   * @default 1
   */
  readonly keyErrors?: number;
  /**
   * Share of the stream's quota of bytes a second from which somebody is told, 1 to 100 percent: time to ask for more.
   * @default 80
   */
  readonly quotaPercent?: number;
  /**
   * How much a day may go into the streams together, in GiB as CloudWatch Logs sends it (compressed, about a sixth of the raw events), above 0.
   * The alarm fires on the day on which it is more.
   * @default - the archive has no budget
   */
  readonly dailyBudgetGibibytes?: number;
  /**
   * After how long without a record somebody is told, whole hours from 1 to 24. For streams that are never silent.
   * @default - silence is no alarm
   */
  readonly silentAfter?: Duration;
  /**
   * Name of the subscription filters that feed the stream: two alarms tell when CloudWatch Logs fails to forward, or is throttled.
   * @default - forwarding is not watched
   */
  readonly subscriptionFilterName?: string;
  /**
   * So many events in five minutes that CloudWatch Logs failed to forward, or was throttled with, are an alarm, from 1. Needs
   * `subscriptionFilterName`.
   * @default 1
   */
  readonly forwardingErrors?: number;
  /**
   * Put before the runbook's path in the message; ends with a slash.
   * @default "" - the path inside the repository
   */
  readonly runbookBaseUrl?: string;
}
