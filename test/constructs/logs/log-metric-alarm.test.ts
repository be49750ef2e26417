import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { LogMetricAlarm } from "../../../constructs/logs/log-metric-alarm";
import type { LogMetricAlarmProps } from "../../../constructs/logs/log-metric-alarm-props";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const page = "arn:aws:sns:eu-central-1:111122223333:obs-page";
const ticket = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const least: LogMetricAlarmProps = {
  alarmName: "obs-test-Errors",
  summary: "The application logs errors.",
  severity: "ticket",
  topics: { page: { topicArn: page }, ticket: { topicArn: ticket } },
  logGroups: [logGroup("/obs/app")],
  pattern: '{ $.level = "error" }',
  metricNamespace: "obs-test/logs",
  metricName: "Errors",
  threshold: 10,
};
const synthesiseAlarm = (props: Partial<LogMetricAlarmProps> = {}) =>
  synthesise((scope) => {
    new LogMetricAlarm(scope, "Alarm", { ...least, ...props });
  });
const alarmOf = (props: Partial<LogMetricAlarmProps> = {}) =>
  onlyResourceOf(synthesiseAlarm(props), "aws_cloudwatch_metric_alarm");
const filtersOf = (props: Partial<LogMetricAlarmProps> = {}) =>
  resourcesOf(synthesiseAlarm(props), "aws_cloudwatch_log_metric_filter");

describe("LogMetricAlarm", () => {
  it("watches the metric that its filter feeds", () => {
    expect(filtersOf()).toMatchObject([
      {
        name: "obs-test-Errors",
        pattern: '{ $.level = "error" }',
        metric_transformation: { name: "Errors", namespace: "obs-test/logs" },
      },
    ]);
    expect(alarmOf()).toMatchObject({
      alarm_name: "obs-test-Errors",
      alarm_description: "The application logs errors. Severity: ticket.",
      metric_name: "Errors",
      namespace: "obs-test/logs",
      statistic: "Sum",
      period: 300,
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 10,
      treat_missing_data: "notBreaching",
      alarm_actions: [ticket],
      ok_actions: [ticket],
    });
  });

  it("tells the topic of its severity, names the runbook, and keeps quiet about the end when asked to", () => {
    expect(alarmOf({ severity: "page", runbookUrl: "https://example.com/Errors.md", tellWhenOver: false })).toMatchObject({
      alarm_description: "The application logs errors. Severity: page. Runbook: https://example.com/Errors.md",
      alarm_actions: [page],
      ok_actions: [],
    });
  });

  it("reads several groups with one metric and one alarm", () => {
    const props = { logGroups: [logGroup("/obs/app"), logGroup("/obs/other")], filterName: "errors" };
    expect(filtersOf(props)).toMatchObject([
      { name: "errors", log_group_name: "/obs/app", metric_transformation: { name: "Errors" } },
      { name: "errors", log_group_name: "/obs/other", metric_transformation: { name: "Errors" } },
    ]);
    expect(alarmOf(props).metric_name).toBe("Errors");
  });

  it("names its filter without the colon that an alarm may have", () => {
    expect(filtersOf({ alarmName: "obs:errors" })[0]!.name).toBe("obs-errors");
  });

  it("takes another window, statistic, comparison and meaning of silence", () => {
    expect(
      alarmOf({
        period: Duration.hours(1),
        evaluationPeriods: 24,
        datapointsToAlarm: 20,
        statistic: "maximum",
        comparison: "less-than",
        missingData: "breaching",
      }),
    ).toMatchObject({
      period: 3600,
      evaluation_periods: 24,
      datapoints_to_alarm: 20,
      statistic: "Maximum",
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  it("adds the metrics of all dimension values up, which have no sum of their own", () => {
    const alarm = alarmOf({ dimensions: { Namespace: "$.kubernetes.namespace_name", Pod: "$.kubernetes.pod_name" } });
    expect(alarm).not.toHaveProperty("metric_name");
    expect(alarm).not.toHaveProperty("period");
    expect(alarm.metric_query).toEqual([
      {
        id: "all",
        label: "Errors",
        expression: 'SELECT SUM("Errors") FROM SCHEMA("obs-test/logs", "Namespace", "Pod")',
        period: 300,
        return_data: true,
      },
    ]);
  });

  it.each<[Partial<LogMetricAlarmProps>, string]>([
    [{ alarmName: "a;b" }, 'alarmName makes a name that AWS refuses for this kind of resource (CloudWatch alarm); got "a;b"'],
    [
      { alarmName: "a".repeat(256) },
      "alarmName makes a name that is too long for this kind of resource (CloudWatch alarm): 256 characters",
    ],
    [
      { summary: "x".repeat(1010) },
      'summary makes a description that is too long; got "1028 characters with severity and runbook"',
    ],
    [{ logGroups: [] }, "logGroups are none; allowed: one group or more"],
    [{ filterName: "a*b" }, 'filterName is a name that CloudWatch Logs refuses; got "a*b"'],
    [{ pattern: "a=b" }, "pattern is no filter pattern"],
    [
      { period: Duration.seconds(30) },
      'period is no period that an alarm on these metrics can have; got "30s"; allowed: whole minutes from 1m to 1d',
    ],
    [{ period: Duration.days(2) }, 'period is no period that an alarm on these metrics can have; got "2d"'],
    [{ evaluationPeriods: 0 }, "evaluationPeriods is out of range; got 0"],
    [
      { datapointsToAlarm: 2 },
      "datapointsToAlarm is out of range; got 2; allowed: a whole number of periods, at most evaluationPeriods, from 1 to 1",
    ],
    [
      { evaluationPeriods: 289 },
      'evaluationPeriods makes a window that is too long; got "289 periods of 5m"; allowed: 1d in all',
    ],
    [
      { period: Duration.hours(1), evaluationPeriods: 169 },
      'evaluationPeriods makes a window that is too long; got "169 periods of 1h"',
    ],
    [
      { dimensions: { A: "$.a" }, evaluationPeriods: 37 },
      'evaluationPeriods makes a window that is too long for a metric with dimensions; got "37 periods of 5m"; allowed: 3h in all',
    ],
    [{ threshold: Number.NaN }, 'threshold is no number; got "NaN"'],
    [
      { comparison: "less-than" },
      'comparison looks for few matches, but a period without any has no value and does not count; got "less-than"',
    ],
    [
      { comparison: "at-most", missingData: "ignore" },
      'comparison looks for few matches, but a period without any has no value and does not count; got "at-most"',
    ],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesiseAlarm(props)).toThrow(problem);
  });

  it.each<Partial<LogMetricAlarmProps>>([
    { comparison: "less-than", defaultValue: 0 },
    { comparison: "less-than", missingData: "breaching" },
    { dimensions: { A: "$.a" }, evaluationPeriods: 36 },
    { evaluationPeriods: 288 },
  ])("accepts %j", (props) => {
    expect(() => synthesiseAlarm(props)).not.toThrow();
  });

  it("rejects a group of the infrequent-access class, by its place in the list", () => {
    expect(() =>
      synthesise((scope) => {
        const group = new RetainedLogGroup(scope, "Group", {
          logGroupName: "/obs/ia",
          retention: Retention.days(1),
          key,
          logGroupClass: "infrequent-access",
        });
        new LogMetricAlarm(scope, "Alarm", { ...least, logGroups: [logGroup("/obs/app"), group] });
      }),
    ).toThrow("logGroups[1] is a group of the infrequent-access class, which admits no metric filter");
  });
});
