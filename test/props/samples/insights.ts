import { Duration } from "../../../constructs/core/duration";
import { ArchiveAlarms } from "../../../constructs/insights/archive-alarms";
import { CloudwatchAlarms } from "../../../constructs/insights/cloudwatch-alarms";
import { CloudwatchDashboard } from "../../../constructs/insights/cloudwatch-dashboard";
import { DevOpsGuru, type DevOpsGuruProps } from "../../../constructs/insights/devops-guru";
import { controlPlaneAndNodes } from "../../../dashboards";
import type { CloudwatchAlarmRule, QuerySource } from "../../../rules/cloudwatch-alarms";
import { dependency, sampleOf } from "../sample";

const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-test";
const notified: Partial<DevOpsGuruProps> = { topicArn };

const everyWorkspace: QuerySource = { select: "SUM", metricName: "RuleEvaluationFailures", namespace: "AWS/Prometheus" };
const queryRule: CloudwatchAlarmRule = {
  alarm: "Failing",
  twinOf: "PrometheusRulesFailing",
  reads: { failures: everyWorkspace },
  above: 0,
  period: Duration.minutes(5),
  of: 1,
  atLeast: 1,
  severity: "ticket",
  summary: "It fails.",
};
const pageRule: CloudwatchAlarmRule = {
  ...queryRule,
  alarm: "Pages",
  severity: "page",
  reads: { failures: { namespace: "AWS/EKS", metricName: "apiserver_request_total", statistic: "Sum", of: "cluster" } },
};

export const insights = {
  ArchiveAlarms: sampleOf(ArchiveAlarms)({
    least: () => ({ alarmNamePrefix: "obs-test", deliveryStreamNames: ["obs-test"], topicArn }),
    variants: {
      maxAge: { value: Duration.hours(2) },
      successPercent: { value: 95 },
      throttledRecords: { value: 10 },
      failedConversions: { value: 10 },
      keyErrors: { value: 10 },
      quotaPercent: { value: 50 },
      dailyBudgetGibibytes: { value: 20 },
      silentAfter: { value: Duration.hours(6) },
      subscriptionFilterName: { value: "obs-log-archive" },
      forwardingErrors: { value: 10, with: { subscriptionFilterName: "obs-log-archive" } },
      runbookBaseUrl: { value: "https://example.com/" },
    },
  }),
  CloudwatchAlarms: sampleOf(CloudwatchAlarms)({
    least: () => ({
      alarmNamePrefix: "obs-test",
      rules: [pageRule, queryRule],
      topics: { page: { topicArn }, ticket: { topicArn } },
      subjects: { cluster: "obs-test", workspace: "ws-test" },
    }),
    variants: {
      suppressor: { value: { alarmName: "deploying", wait: Duration.minutes(2), extension: Duration.minutes(5) } },
      runbookBaseUrl: { value: "https://example.com/" },
      "rules[].expression": { value: "10 * failures", with: { rules: [{ ...pageRule, expression: "failures" }] } },
      "rules[].reads.*.where": { value: { Reason: "rate_limited" }, with: { rules: [queryRule] } },
      "rules[].reads.*.of": {
        with: { rules: [{ ...queryRule, reads: { failures: { ...everyWorkspace, of: undefined } } }] },
      },
    },
  }),
  CloudwatchDashboard: sampleOf(CloudwatchDashboard)({
    least: () => ({
      dashboardName: "obs-test",
      body: controlPlaneAndNodes({
        clusterName: "test",
        region: "eu-central-1",
        controlPlaneLogGroupName: "/aws/eks/test/cluster",
      }),
    }),
  }),
  DevOpsGuru: sampleOf(DevOpsGuru)({
    // With this kind of collection tag and values are needed, with the other one they are refused.
    least: () => ({ collect: "tagged", tagKey: "devops-guru-obs", tagValues: ["test"] }),
    variants: {
      tagKey: { value: "devops-guru-other" },
      tagValues: { value: ["one", "two"] },
      topicArn: { value: topicArn },
      channelAfter: { make: (scope) => [dependency(scope)], with: notified },
      severities: { value: ["LOW"], with: notified },
      messages: { value: ["NEW_RECOMMENDATION"], with: notified },
    },
  }),
};
