import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import {
  ALARM_SUBJECTS,
  type AlarmSource,
  type CloudwatchAlarmRule,
  isQuery,
  type QuerySource,
} from "../../rules/cloudwatch-alarms";
import { throwFaults } from "../core/validation";
import { cloudwatchAlarmDescription, cloudwatchAlarmFaults } from "./cloudwatch-alarm-faults";
import type { CloudwatchAlarmsProps } from "./cloudwatch-alarms-props";

export type { AlarmSuppressor, CloudwatchAlarmsProps } from "./cloudwatch-alarms-props";

/**
 * Defines alarms on what AWS measures by itself, for clusters without Prometheus and for the time in which it is away. Alarms that can
 * wait tell their topic each; those that page are gathered in one, so that a night has one page however much is broken.
 *
 * Costs 0.10 USD a month for each metric that is read and 0.50 USD for the one above them (us-east-1); the metrics are free.
 */
export class CloudwatchAlarms extends Construct {
  /** The alarms by their rule's name. */
  public readonly alarms: Readonly<Record<string, CloudwatchMetricAlarm>>;
  /** Fires while any of those that page does; undefined where none pages. */
  public readonly platformUnhealthy: CloudwatchCompositeAlarm | undefined;

  /** @throws ValidationError when CloudWatch would refuse an alarm, or one could never fire */
  public constructor(scope: Construct, id: string, props: CloudwatchAlarmsProps) {
    super(scope, id);
    const { rules } = props;
    throwFaults(`CloudWatch alarms "${this.node.path}"`, cloudwatchAlarmFaults(props));

    this.alarms = Object.fromEntries(rules.map((rule) => [rule.alarm, this.alarm(rule, props)]));
    const paging = rules.filter(({ severity }) => severity === "page").map(({ alarm }) => this.alarms[alarm]!);
    this.platformUnhealthy = paging.length === 0 ? undefined : this.gathered(paging, props);
  }

  /** Missing values of these metrics are zeros, or nobody asked anything: neither is an alarm. */
  private alarm(rule: CloudwatchAlarmRule, props: CloudwatchAlarmsProps): CloudwatchMetricAlarm {
    const topics = rule.severity === "page" ? [] : [props.topics.ticket.topicArn];
    return new CloudwatchMetricAlarm(this, rule.alarm, {
      alarmName: `${props.alarmNamePrefix}-${rule.alarm}`,
      alarmDescription: cloudwatchAlarmDescription(rule, props.runbookBaseUrl),
      ...watched(rule, props.subjects),
      comparisonOperator: "GreaterThanThreshold",
      threshold: rule.above,
      evaluationPeriods: rule.of,
      datapointsToAlarm: rule.atLeast,
      treatMissingData: "notBreaching",
      alarmActions: topics,
      okActions: topics,
    });
  }

  private gathered(paging: readonly CloudwatchMetricAlarm[], props: CloudwatchAlarmsProps): CloudwatchCompositeAlarm {
    const { suppressor, topics, alarmNamePrefix } = props;
    return new CloudwatchCompositeAlarm(this, "PlatformUnhealthy", {
      alarmName: `${alarmNamePrefix}-platform-unhealthy`,
      alarmDescription: "Something that people notice is broken; the message names the alarms that fire, each with its runbook.",
      // Through the resources, so that they are there first.
      alarmRule: paging.map(({ alarmName }) => `ALARM("${alarmName}")`).join(" OR "),
      alarmActions: [topics.page.topicArn],
      okActions: [topics.page.topicArn],
      actionsSuppressor: suppressor && {
        alarm: suppressor.alarmName,
        waitPeriod: suppressor.wait.toSeconds(),
        extensionPeriod: suppressor.extension.toSeconds(),
      },
      dependsOn: [...paging],
    });
  }
}

/** One metric as it is; anything else as queries, of which one is returned. */
function watched(
  { reads, expression, period }: CloudwatchAlarmRule,
  subjects: CloudwatchAlarmsProps["subjects"],
): Partial<CloudwatchMetricAlarmConfig> {
  const sources = Object.entries(reads);
  const [first] = sources;
  const seconds = period.toSeconds();
  if (expression === undefined && !isQuery(first![1])) {
    const { namespace, metricName, statistic, of } = first![1];
    return { namespace, metricName, statistic, period: seconds, dimensions: { [ALARM_SUBJECTS[of]]: subjects[of] } };
  }
  const result: CloudwatchMetricAlarmMetricQuery[] =
    expression === undefined ? [] : [{ id: "result", label: "result", expression, returnData: true }];
  const queries = sources.map(([id, source]) => query(id, source, seconds, expression === undefined, subjects));
  return { metricQuery: [...result, ...queries] };
}

function query(
  id: string,
  source: AlarmSource,
  period: number,
  returnData: boolean,
  subjects: CloudwatchAlarmsProps["subjects"],
): CloudwatchMetricAlarmMetricQuery {
  if (isQuery(source)) {
    return { id, label: source.metricName, expression: sql(source, subjects), period, returnData };
  }
  const { namespace, metricName, statistic: stat, of } = source;
  const dimensions = { [ALARM_SUBJECTS[of]]: subjects[of] };
  return { id, returnData, metric: { namespace, metricName, dimensions, period, stat } };
}

/** @see CloudWatch User Guide, "CloudWatch Metrics Insights query components and syntax" (read 2026-11) */
function sql(
  { select, metricName, namespace, where = {}, of }: QuerySource,
  subjects: CloudwatchAlarmsProps["subjects"],
): string {
  const conditions = Object.entries({ ...where, ...(of === undefined ? {} : { [ALARM_SUBJECTS[of]]: subjects[of] }) });
  const filter = conditions.map(([name, value]) => `${name} = '${value}'`).join(" AND ");
  return `SELECT ${select}(${metricName}) FROM "${namespace}"${filter === "" ? "" : ` WHERE ${filter}`}`;
}
