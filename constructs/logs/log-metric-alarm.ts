import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import {
  alarmDescription,
  alarmDescriptionFaults,
  alarmNameFaults,
  type AlarmWindow,
  alarmWindowFaults,
} from "../core/alarm-limits";
import { Duration } from "../core/duration";
import { type Fault, throwFaults } from "../core/validation";
import { idAfter } from "./construct-id";
import { LogMetric } from "./log-metric";
import type { LogAlarmMessage, LogMetricAlarmProps } from "./log-metric-alarm-props";
import { standardClassFaults } from "./log-group-class";
import { filterNameFaults, logMetricOptionFaults } from "./log-metric-faults";

const COMPARISONS = {
  "at-least": "GreaterThanOrEqualToThreshold",
  "more-than": "GreaterThanThreshold",
  "at-most": "LessThanOrEqualToThreshold",
  "less-than": "LessThanThreshold",
} as const;

const STATISTICS = {
  sum: { name: "Sum", sql: "SUM" },
  average: { name: "Average", sql: "AVG" },
  minimum: { name: "Minimum", sql: "MIN" },
  maximum: { name: "Maximum", sql: "MAX" },
  count: { name: "SampleCount", sql: "COUNT" },
} as const;

const MISSING_DATA = {
  "not-breaching": "notBreaching",
  breaching: "breaching",
  ignore: "ignore",
  missing: "missing",
} as const;

/** How far back CloudWatch Metrics Insights reads in an alarm. @see CloudWatch User Guide, "Metrics Insights quotas" (read 2026-11) */
const INSIGHTS_WINDOW = Duration.hours(3);

/**
 * Defines an alarm on what stands in log events: a metric filter in each group, the metric that they feed, and an alarm that tells the
 * topic of its severity.
 *
 * Costs 0.10 USD a month for the alarm and 0.30 USD for the metric, by the hours in which it has a value (us-east-1, 2026-06). With
 * `dimensions` the alarm adds all of their values up in a query of Metrics Insights, which costs 0.10 USD for each metric it reads.
 */
export class LogMetricAlarm extends Construct {
  /** The alarm itself. */
  public readonly resource: CloudwatchMetricAlarm;
  /** The metric filters, in the order of the groups. */
  public readonly metrics: readonly LogMetric[];
  /** ARN of the alarm. */
  public readonly alarmArn: string;

  /** @throws ValidationError when CloudWatch would refuse the alarm or a filter, or the alarm could never fire */
  public constructor(scope: Construct, id: string, props: LogMetricAlarmProps) {
    super(scope, id);
    throwFaults(`log alarm "${this.node.path}"`, logMetricAlarmFaults(props));

    const { pattern, metricNamespace, metricName, metricValue, defaultValue, unit, dimensions } = props;
    this.metrics = props.logGroups.map(
      (logGroup) =>
        new LogMetric(this, `Metric${idAfter("log group", logGroup, logGroup.logGroupName)}`, {
          logGroup,
          filterName: filterNameOf(props),
          pattern,
          metricNamespace,
          metricName,
          metricValue,
          defaultValue,
          unit,
          dimensions,
        }),
    );
    const topicArn = props.topics[props.severity].topicArn;
    this.resource = new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: props.alarmName,
      alarmDescription: descriptionOf(props),
      ...watched(props),
      evaluationPeriods: windowOf(props).evaluationPeriods,
      datapointsToAlarm: windowOf(props).datapointsToAlarm,
      comparisonOperator: COMPARISONS[props.comparison ?? "at-least"],
      threshold: props.threshold,
      treatMissingData: MISSING_DATA[props.missingData ?? "not-breaching"],
      alarmActions: [topicArn],
      okActions: (props.tellWhenOver ?? true) ? [topicArn] : [],
    });
    this.alarmArn = this.resource.arn;
  }
}

function descriptionOf({ summary, severity, runbookUrl }: LogAlarmMessage): string {
  return alarmDescription(summary, severity, runbookUrl);
}

function filterNameOf({ filterName, alarmName }: LogMetricAlarmProps): string {
  return filterName ?? alarmName.replaceAll(":", "-");
}

function windowOf({ period = Duration.minutes(5), evaluationPeriods = 1, datapointsToAlarm }: LogMetricAlarmProps): AlarmWindow {
  return { period, evaluationPeriods, datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods };
}

/** What the alarm looks at: the metric, or all metrics that the dimensions make of it, which have no sum of their own. */
function watched(props: LogMetricAlarmProps): Partial<CloudwatchMetricAlarmConfig> {
  const { metricNamespace, metricName, dimensions = {} } = props;
  const period = windowOf(props).period.toSeconds();
  const statistic = STATISTICS[props.statistic ?? "sum"];
  const names = Object.keys(dimensions);
  if (names.length === 0) {
    return { namespace: metricNamespace, metricName, statistic: statistic.name, period };
  }
  const schema = [metricNamespace, ...names].map((name) => `"${name}"`).join(", ");
  const expression = `SELECT ${statistic.sql}("${metricName}") FROM SCHEMA(${schema})`;
  return { metricQuery: [{ id: "all", label: metricName, expression, period, returnData: true }] };
}

function logMetricAlarmFaults(props: LogMetricAlarmProps): Fault[] {
  return [
    ...alarmNameFaults("alarmName", props.alarmName),
    ...alarmDescriptionFaults("summary", descriptionOf(props)),
    ...groupFaults(props),
    ...filterNameFaults("filterName", filterNameOf(props)),
    ...logMetricOptionFaults(props),
    ...alarmWindowFaults(windowOf(props)),
    ...insightsWindowFaults(props),
    ...thresholdFaults(props),
  ];
}

function groupFaults({ logGroups }: LogMetricAlarmProps): Fault[] {
  return logGroups.length > 0
    ? logGroups.flatMap((logGroup, index) => standardClassFaults(`logGroups[${index}]`, logGroup, "metric filter"))
    : [{ path: "logGroups", problem: "are none", allowed: "one group or more", fix: "give the groups whose events count" }];
}

function insightsWindowFaults(props: LogMetricAlarmProps): Fault[] {
  const { period, evaluationPeriods } = windowOf(props);
  const seconds = period.toSeconds() * evaluationPeriods;
  if (Object.keys(props.dimensions ?? {}).length === 0 || seconds <= INSIGHTS_WINDOW.toSeconds()) {
    return [];
  }
  return [
    {
      path: "evaluationPeriods",
      problem: "makes a window that is too long for a metric with dimensions",
      got: `${evaluationPeriods} periods of ${period.toString()}`,
      allowed: `${INSIGHTS_WINDOW.toString()} in all`,
      fix: "shorten it, or leave the dimensions out",
    },
  ];
}

/** Zero matches are no value and no period is over the threshold: such an alarm would be always on, or never. */
function thresholdFaults({ threshold, comparison = "at-least", missingData, defaultValue }: LogMetricAlarmProps): Fault[] {
  if (!Number.isFinite(threshold)) {
    return [{ path: "threshold", problem: "is no number", got: String(threshold), fix: "give a number" }];
  }
  const downwards = comparison === "at-most" || comparison === "less-than";
  if (!downwards || defaultValue !== undefined || missingData === "breaching") {
    return [];
  }
  return [
    {
      path: "comparison",
      problem: "looks for few matches, but a period without any has no value and does not count",
      got: comparison,
      allowed: 'at-least and more-than, or a defaultValue, or missingData "breaching"',
      fix: 'set missingData to "breaching", so that silence counts',
    },
  ];
}
