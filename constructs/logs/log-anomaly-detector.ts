import { CloudwatchLogAnomalyDetector } from "@cdktf/provider-aws/lib/cloudwatch-log-anomaly-detector";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { alarmDescription, alarmDescriptionFaults, alarmNameFaults } from "../core/alarm-limits";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { Duration, wholeDaysFaults } from "../core/duration";
import { literal } from "../core/literal";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, patternFaults, throwFaults } from "../core/validation";
import type { KeyService } from "../iam/encryption-key";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { filterPatternFaults } from "./log-filter-faults";
import { standardClassFaults } from "./log-group-class";
import type { ILogGroupRef } from "./log-group-ref";
import type { LogAlarmMessage } from "./log-metric-alarm-props";

/** How often a detector looks, by the seconds between. @see CloudWatch Logs API, EvaluationFrequency (read 2026-11) */
const FREQUENCIES: Readonly<Record<number, string>> = {
  60: "ONE_MIN",
  300: "FIVE_MIN",
  600: "TEN_MIN",
  900: "FIFTEEN_MIN",
  1800: "THIRTY_MIN",
  3600: "ONE_HOUR",
};

/**
 * What the key of an anomaly detector must admit: CloudWatch Logs, for the detectors of this account.
 *
 * @see CloudWatch Logs User Guide, "Encrypt an anomaly detector and its results with AWS KMS" (read 2026-11)
 */
export function anomalyDetectorKeyServices(location: AwsLocation): KeyService[] {
  const detectors = arnIn(location, "logs", "anomaly-detector:*");
  const contexts = {
    LogAnomalyDetectors: "kms:EncryptionContext:aws:logs:arn",
    LogAnomalyReEncryption: "kms:EncryptionContext:aws-crypto-ec:aws:logs:arn",
  };
  return Object.entries(contexts).map(([sid, context]) => ({
    sid,
    principal: `logs.${location.region}.amazonaws.com`,
    conditions: { ArnLike: { [context]: detectors } },
  }));
}

/** An alarm on what a detector finds. */
export interface LogAnomalyAlarm extends LogAlarmMessage {
  /**
   * From which priority on anomalies count.
   * @default "high"
   */
  readonly priority?: "high" | "medium";
}

/** What a `LogAnomalyDetector` is made of. */
export interface LogAnomalyDetectorProps {
  /** Name of the detector, 1 to 255 letters, digits and `._/-`; dimension of its metric. Changing it replaces the detector, which learns anew. */
  readonly detectorName: string;
  /** The group that is watched, of the standard class. */
  readonly logGroup: ILogGroupRef;
  /**
   * How often it looks: 1, 5, 10, 15, 30 or 60 minutes. Longer than the time between two events of the group.
   * @default Duration.minutes(15)
   */
  readonly evaluateEvery?: Duration;
  /**
   * How long an anomaly is shown, 7 to 90 days; afterwards the same is taken for normal.
   * @default Duration.days(21)
   */
  readonly visibility?: Duration;
  /**
   * Which events it looks at, in the filter syntax of CloudWatch Logs.
   * @default - all events
   */
  readonly filterPattern?: string;
  /**
   * The key that encrypts what it finds; its policy admits `anomalyDetectorKeyServices`. Changing it replaces the detector.
   * @default - a key of CloudWatch Logs
   */
  readonly key?: IEncryptionKeyRef;
  /**
   * Whether it works; a paused detector keeps what it has learned.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Tells a topic of anomalies. Costs 0.10 USD a month.
   * @default - anomalies are shown in the console only
   */
  readonly alarm?: LogAnomalyAlarm;
}

/**
 * Defines a detector that learns how the events of a group look, from the two weeks before and all the time after, and finds those that
 * look otherwise or are more or fewer than usual. What is masked is not looked at.
 *
 * Costs nothing beyond the ingestion of the group (2026-11); it needs the standard class.
 */
export class LogAnomalyDetector extends Construct {
  /** The detector itself. */
  public readonly resource: CloudwatchLogAnomalyDetector;
  /** The alarm; undefined when nobody is told. */
  public readonly alarm: CloudwatchMetricAlarm | undefined;
  /** ARN of the detector. */
  public readonly detectorArn: string;

  /** @throws ValidationError when CloudWatch would refuse the name, a time, the pattern, the alarm or the class of the group */
  public constructor(scope: Construct, id: string, props: LogAnomalyDetectorProps) {
    super(scope, id);
    throwFaults(`log anomaly detector "${this.node.path}"`, detectorFaults(props));

    const { logGroup } = props;
    this.resource = new CloudwatchLogAnomalyDetector(this, "Resource", {
      detectorName: props.detectorName,
      logGroupArnList: [logGroup.logGroupArn],
      evaluationFrequency: FREQUENCIES[everyOf(props).toSeconds()],
      anomalyVisibilityTime: (props.visibility ?? Duration.days(21)).toDays(),
      filterPattern: props.filterPattern === undefined ? undefined : literal(props.filterPattern),
      kmsKeyId: props.key?.keyArn,
      enabled: props.enabled ?? true,
      dependsOn: withinStack(this, [logGroup.dependable]),
    });
    this.detectorArn = this.resource.arn;
    this.alarm = props.alarm && this.createAlarm(props.alarm, props);
  }

  /** @see CloudWatch Logs User Guide, "Metrics published by log anomaly detectors": AnomalyCount in AWS/Logs (read 2026-11) */
  private createAlarm(alarm: LogAnomalyAlarm, props: LogAnomalyDetectorProps): CloudwatchMetricAlarm {
    const topicArn = alarm.topics[alarm.severity].topicArn;
    return new CloudwatchMetricAlarm(this, "Alarm", {
      alarmName: alarm.alarmName,
      alarmDescription: alarmDescription(alarm.summary, alarm.severity, alarm.runbookUrl),
      namespace: "AWS/Logs",
      metricName: "AnomalyCount",
      dimensions: { LogAnomalyDetector: props.detectorName, LogAnomalyPriority: (alarm.priority ?? "high").toUpperCase() },
      statistic: "Sum",
      period: Math.max(300, everyOf(props).toSeconds()),
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: (alarm.tellWhenOver ?? true) ? [topicArn] : [],
    });
  }
}

function everyOf({ evaluateEvery = Duration.minutes(15) }: LogAnomalyDetectorProps): Duration {
  return evaluateEvery;
}

function detectorFaults(props: LogAnomalyDetectorProps): Fault[] {
  const { alarm, filterPattern } = props;
  return [
    ...patternFaults("detectorName", props.detectorName, /^[\w./-]{1,255}$/, "1 to 255 letters, digits and . _ / -"),
    ...standardClassFaults("logGroup", props.logGroup, "anomaly detector"),
    ...frequencyFaults(everyOf(props)),
    ...wholeDaysFaults("visibility", props.visibility, 7, 90),
    ...(filterPattern === undefined ? [] : filterPatternFaults("filterPattern", filterPattern)),
    ...(alarm === undefined ? [] : alarmNameFaults("alarm.alarmName", alarm.alarmName)),
    ...(alarm === undefined
      ? []
      : alarmDescriptionFaults("alarm.summary", alarmDescription(alarm.summary, alarm.severity, alarm.runbookUrl))),
  ];
}

function frequencyFaults(every: Duration): Fault[] {
  if (FREQUENCIES[every.toSeconds()] !== undefined) {
    return [];
  }
  return [
    {
      path: "evaluateEvery",
      problem: "is no time that CloudWatch Logs offers",
      got: every.toString(),
      allowed: "1, 5, 10, 15, 30 or 60 minutes",
      fix: "choose one of them, such as Duration.minutes(15)",
    },
  ];
}
