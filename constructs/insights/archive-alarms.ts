import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { runbookPage } from "../../rules/rule";
import { Duration } from "../core/duration";
import { throwFaults } from "../core/validation";
import { archiveAlarmFaults } from "./archive-alarm-faults";
import type { ArchiveAlarmsProps } from "./archive-alarms-props";

export type { ArchiveAlarmsProps } from "./archive-alarms-props";

/** The page that says what to do about any of the alarms. */
export const ARCHIVE_RUNBOOK = "LogArchiveUnhealthy";

const GIBIBYTE = 1024 ** 3;
const PERIOD_SECONDS = 300;

/**
 * What can be wrong with the key of the stream, by the metric that counts it. One alarm each: the sum of metrics that were never written
 * is no value.
 *
 * @see Amazon Data Firehose Developer Guide, "What is data protection in Amazon Data Firehose" (read 2026-11)
 */
const KEY_ERRORS = {
  KMSKeyAccessDenied: { suffix: "key-denied", what: "may not use its key" },
  KMSKeyDisabled: { suffix: "key-disabled", what: "has a key that is disabled" },
  KMSKeyInvalidState: { suffix: "key-state", what: "has a key that can't be used, mostly because it waits for its deletion" },
  KMSKeyNotFound: { suffix: "key-missing", what: "has a key that does not exist" },
} as const;

/** What differs between the alarms. */
type AlarmPart = Pick<CloudwatchMetricAlarmConfig, "comparisonOperator" | "threshold"> & Partial<CloudwatchMetricAlarmConfig>;

/**
 * Defines the alarms that say that logs do not arrive in the archive as they should: too late, not at all, refused by S3, by the key or
 * by a quota, not as Parquet, or more than was budgeted.
 *
 * Costs 0.10 USD a month for each metric that an alarm reads (us-east-1): for each stream 1.00 USD for the nine that are always there and
 * 0.10 USD each for the budget and for silence, and for forwarding twice as many metrics as groups are archived. Several streams share
 * an alarm, but for the quota, which each has its own of.
 *
 * @see Amazon Data Firehose Developer Guide, "Implement best practices with CloudWatch Alarms" (read 2026-11)
 */
export class ArchiveAlarms extends Construct {
  /** Fires while the oldest event waits longer than `maxAge`. */
  public readonly freshness: CloudwatchMetricAlarm;
  /** Fires while Firehose fails to write to S3. */
  public readonly failure: CloudwatchMetricAlarm;
  /** Fires while Firehose refuses records because the stream is over its quota. */
  public readonly throttled: CloudwatchMetricAlarm;
  /** Fires while records can't be written as Parquet. */
  public readonly conversion: CloudwatchMetricAlarm;
  /** Fire while Firehose can't use the stream's key; one for each reason. */
  public readonly keyErrors: readonly CloudwatchMetricAlarm[];
  /** Fire while a stream is near its quota; one for each stream. */
  public readonly quotas: readonly CloudwatchMetricAlarm[];
  /** Fires on a day that brought more than the budget; undefined without one. */
  public readonly budget: CloudwatchMetricAlarm | undefined;
  /** Fires when nothing came for a long time; undefined where that may be. */
  public readonly silence: CloudwatchMetricAlarm | undefined;
  /** Fires while CloudWatch Logs fails to forward; undefined without `subscriptionFilterName`. */
  public readonly forwardingErrors: CloudwatchMetricAlarm | undefined;
  /** Fires while CloudWatch Logs is throttled when it forwards; undefined without `subscriptionFilterName`. */
  public readonly forwardingThrottled: CloudwatchMetricAlarm | undefined;

  /** @throws ValidationError when the prefix or a name is refused, or a threshold is out of range */
  public constructor(scope: Construct, id: string, props: ArchiveAlarmsProps) {
    super(scope, id);
    throwFaults(`archive alarms "${this.node.path}"`, archiveAlarmFaults(props));

    const { maxAge = Duration.minutes(30), dailyBudgetGibibytes, silentAfter, subscriptionFilterName } = props;
    this.freshness = this.alarm("Freshness", "freshness", props, {
      alarmDescription: `The oldest log event has waited longer than ${maxAge.toString()} for the archive. Firehose drops it after 24 hours.`,
      ...worst("DeliveryToS3.DataFreshness", "Maximum", props),
      comparisonOperator: "GreaterThanThreshold",
      threshold: maxAge.toSeconds(),
    });
    this.failure = this.alarm("Failure", "failure", props, {
      alarmDescription:
        "Firehose fails to write log events to the archive's bucket: look at its error log, then at bucket and key policies.",
      ...worst("DeliveryToS3.Success", "Average", props),
      comparisonOperator: "LessThanThreshold",
      threshold: (props.successPercent ?? 100) / 100,
    });
    this.throttled = this.alarm("Throttled", "throttled", props, {
      alarmDescription:
        "A stream of the archive is over its quota and refuses log events; CloudWatch Logs tries again for 24 hours.",
      ...sum("ThrottledRecords", props),
      ...atLeast(props.throttledRecords ?? 1),
    });
    this.conversion = this.alarm("Conversion", "conversion", props, {
      alarmDescription:
        "Log events can't be written to the archive as Parquet and lie below its error prefix, where no query finds them.",
      ...sum("FailedConversion.Records", props),
      ...atLeast(props.failedConversions ?? 1),
    });
    this.keyErrors = Object.entries(KEY_ERRORS).map(([metricName, { suffix, what }]) =>
      this.alarm(metricName, suffix, props, {
        alarmDescription: `A stream of the archive ${what}. Firehose drops log events after 24 hours.`,
        ...sum(metricName, props),
        ...atLeast(props.keyErrors ?? 1),
      }),
    );
    this.quotas = props.deliveryStreamNames.map((name, index) =>
      this.alarm(index === 0 ? "Quota" : `Quota${index + 1}`, index === 0 ? "quota" : `quota-${index + 1}`, props, {
        alarmDescription: `A stream of the archive takes more than ${props.quotaPercent ?? 80} percent of its quota of bytes a second.`,
        metricQuery: quotaQueries(name),
        comparisonOperator: "GreaterThanThreshold",
        threshold: props.quotaPercent ?? 80,
      }),
    );
    this.budget = dailyBudgetGibibytes === undefined ? undefined : this.budgetAlarm(dailyBudgetGibibytes, props);
    this.silence = silentAfter && this.silenceAlarm(silentAfter, props);
    if (subscriptionFilterName !== undefined) {
      const failed =
        "CloudWatch Logs fails to forward log events to the archive; it gives up after 24 hours, at once when it may not.";
      const throttled = "CloudWatch Logs is throttled when it forwards log events to the archive.";
      this.forwardingErrors = this.forwardingAlarm("ForwardingErrors", "forwarding-errors", failed, "DeliveryErrors", props);
      this.forwardingThrottled = this.forwardingAlarm(
        "ForwardingThrottled",
        "forwarding-throttled",
        throttled,
        "DeliveryThrottling",
        props,
      );
    }
  }

  /** Three of four five-minute periods: one slow delivery is no news. No data means that nothing waits, not that something broke. */
  private alarm(
    id: string,
    suffix: string,
    props: ArchiveAlarmsProps,
    { alarmDescription, ...part }: AlarmPart,
  ): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this, id, {
      alarmName: `${props.alarmNamePrefix}-${suffix}`,
      alarmDescription: `${alarmDescription} Runbook: ${props.runbookBaseUrl ?? ""}${runbookPage(ARCHIVE_RUNBOOK)}`,
      evaluationPeriods: 4,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
      ...part,
    });
  }

  private budgetAlarm(gibibytes: number, props: ArchiveAlarmsProps): CloudwatchMetricAlarm {
    return this.alarm("Budget", "budget", props, {
      alarmDescription: `More than ${gibibytes} GiB a day go into the archive.`,
      ...sum("IncomingBytes", props, Duration.days(1).toSeconds()),
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: gibibytes * GIBIBYTE,
    });
  }

  private silenceAlarm(silentAfter: Duration, props: ArchiveAlarmsProps): CloudwatchMetricAlarm {
    const hours = silentAfter.toSeconds() / 3600;
    return this.alarm("Silence", "silence", props, {
      alarmDescription: `No log event came for the archive in ${silentAfter.toString()}.`,
      ...sum("IncomingRecords", props, 3600),
      evaluationPeriods: hours,
      datapointsToAlarm: hours,
      treatMissingData: "breaching",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
    });
  }

  /** A query over all groups at once: a metric of each group has the name of its filter as a dimension. */
  private forwardingAlarm(
    id: string,
    suffix: string,
    alarmDescription: string,
    metric: string,
    props: ArchiveAlarmsProps,
  ): CloudwatchMetricAlarm {
    const expression = `SELECT SUM(${metric}) FROM "AWS/Logs" WHERE FilterName = '${props.subscriptionFilterName}'`;
    return this.alarm(id, suffix, props, {
      alarmDescription,
      metricQuery: [{ id: "all", label: metric, expression, period: PERIOD_SECONDS, returnData: true }],
      ...atLeast(props.forwardingErrors ?? 1),
    });
  }
}

/** A metric of the streams together, none of which must be missing for the others. */
function sum(metricName: string, props: ArchiveAlarmsProps, period = PERIOD_SECONDS): Partial<CloudwatchMetricAlarmConfig> {
  return over(metricName, "Sum", props, period, (ids) => ids.map((id) => `FILL(${id}, 0)`).join(" + "));
}

/** The metric of the stream that is worst: highest for the age of events, lowest for the share of writes that succeed. */
function worst(
  metricName: string,
  statistic: "Maximum" | "Average",
  props: ArchiveAlarmsProps,
): Partial<CloudwatchMetricAlarmConfig> {
  const [choose, harmless] = statistic === "Maximum" ? ["MAX", 0] : ["MIN", 1];
  return over(metricName, statistic, props, PERIOD_SECONDS, (ids) => {
    return `${choose}([${ids.map((id) => `FILL(${id}, ${harmless})`).join(", ")}])`;
  });
}

/** A stream that nothing came through has no value, so each is filled before they are put together. */
function over(
  metricName: string,
  statistic: string,
  { deliveryStreamNames: names }: ArchiveAlarmsProps,
  period: number,
  expressionOf: (ids: readonly string[]) => string,
): Partial<CloudwatchMetricAlarmConfig> {
  if (names.length === 1) {
    return { namespace: "AWS/Firehose", metricName, statistic, dimensions: { DeliveryStreamName: names[0]! }, period };
  }
  const streams = names.map((name, index) => read(`s${index}`, metricName, statistic, name, period));
  const expression = expressionOf(streams.map(({ id }) => id));
  return { metricQuery: [{ id: "all", label: metricName, expression, returnData: true }, ...streams] };
}

function atLeast(threshold: number): AlarmPart {
  return { comparisonOperator: "GreaterThanOrEqualToThreshold", threshold };
}

/** A metric that the expression of an alarm reads. */
function read(
  id: string,
  metricName: string,
  stat: string,
  deliveryStreamName: string,
  period = PERIOD_SECONDS,
): CloudwatchMetricAlarmMetricQuery {
  const dimensions = { DeliveryStreamName: deliveryStreamName };
  return { id, returnData: false, metric: { namespace: "AWS/Firehose", metricName, dimensions, period, stat } };
}

function quotaQueries(deliveryStreamName: string): CloudwatchMetricAlarmMetricQuery[] {
  return [
    { id: "share", label: "Percent of the quota", expression: "100 * bytes / PERIOD(bytes) / quota", returnData: true },
    read("bytes", "IncomingBytes", "Sum", deliveryStreamName),
    read("quota", "BytesPerSecondLimit", "Minimum", deliveryStreamName),
  ];
}
