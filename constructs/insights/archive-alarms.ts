import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";

/** @see CloudWatch PutMetricAlarm: AlarmName, 255 characters; ours leave room for the suffix (read 2026-11) */
const ALARM_PREFIX: NameLimit = { kind: "prefix of CloudWatch alarms", maxCharacters: 200, pattern: /^[\w .:/-]+$/ };

/** Firehose keeps what it can't deliver for 24 hours: an alarm beyond that would only tell of the loss. */
const MAX_AGE_RANGE = { min: Duration.minutes(15), max: Duration.hours(12) };

/** What an `ArchiveAlarms` is made of. */
export interface ArchiveAlarmsProps {
  /** Start of the alarms' names, at most 200 characters; changing it replaces the alarms. */
  readonly alarmNamePrefix: string;
  /** Name of the Firehose stream that writes the archive; may be a token. */
  readonly deliveryStreamName: string;
  /** ARN of the topic that is told when an alarm fires and when it is over; may be a token. */
  readonly topicArn: string;
  /**
   * How old the oldest event in Firehose may be before somebody is told: 15 minutes to 12 hours. Must exceed the stream's buffer
   * interval.
   * @default Duration.minutes(30)
   */
  readonly maxAge?: Duration;
}

/**
 * Defines the alarms that say that logs do not arrive in the archive: the oldest waiting event is too old, or writes to S3 fail.
 *
 * Costs 0.10 USD a month for each alarm (us-east-1).
 */
export class ArchiveAlarms extends Construct {
  /** Fires while the oldest event waits longer than `maxAge`. */
  public readonly freshness: CloudwatchMetricAlarm;
  /** Fires while Firehose fails to write to S3. */
  public readonly failure: CloudwatchMetricAlarm;

  /** @throws ValidationError when the prefix is refused or the age is out of range */
  public constructor(scope: Construct, id: string, props: ArchiveAlarmsProps) {
    super(scope, id);
    const { maxAge = Duration.minutes(30) } = props;
    throwFaults(`archive alarms "${this.node.path}"`, [
      ...nameFaults("alarmNamePrefix", props.alarmNamePrefix, ALARM_PREFIX),
      ...ageFaults(maxAge),
    ]);

    this.freshness = new CloudwatchMetricAlarm(this, "Freshness", {
      ...sharedConfig(props),
      alarmName: `${props.alarmNamePrefix}-freshness`,
      alarmDescription: `The oldest log event has waited longer than ${maxAge.toString()} for the archive. Firehose drops it after 24 hours.`,
      metricName: "DeliveryToS3.DataFreshness",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: maxAge.toSeconds(),
    });
    this.failure = new CloudwatchMetricAlarm(this, "Failure", {
      ...sharedConfig(props),
      alarmName: `${props.alarmNamePrefix}-failure`,
      alarmDescription:
        "Firehose fails to write log events to the archive's bucket: look at its error log, then at bucket and key policies.",
      metricName: "DeliveryToS3.Success",
      statistic: "Average",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
    });
  }
}

/** Three of four five-minute periods: one slow delivery is no news. No data means that nothing waits, not that something broke. */
function sharedConfig({ deliveryStreamName, topicArn }: ArchiveAlarmsProps) {
  return {
    namespace: "AWS/Firehose",
    dimensions: { DeliveryStreamName: deliveryStreamName },
    period: 300,
    evaluationPeriods: 4,
    datapointsToAlarm: 3,
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
  };
}

function ageFaults(maxAge: Duration): Fault[] {
  const seconds = maxAge.toSeconds();
  const { min, max } = MAX_AGE_RANGE;
  if (seconds >= min.toSeconds() && seconds <= max.toSeconds()) {
    return [];
  }
  return [
    {
      path: "maxAge",
      problem: "is out of range",
      got: maxAge.toString(),
      allowed: `${min.toString()} to ${max.toString()}`,
      fix: "choose a time within the range, such as Duration.minutes(30)",
    },
  ];
}
