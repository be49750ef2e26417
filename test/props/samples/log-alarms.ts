import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { LogAccountPolicies, type LogAccountPoliciesProps } from "../../../constructs/logs/log-account-policies";
import { LogAnomalyDetector, type LogAnomalyDetectorProps } from "../../../constructs/logs/log-anomaly-detector";
import { LogContentAlarms } from "../../../constructs/logs/log-content-alarms";
import { LogDataProtection } from "../../../constructs/logs/log-data-protection";
import { LogMetric } from "../../../constructs/logs/log-metric";
import { LogMetricAlarm } from "../../../constructs/logs/log-metric-alarm";
import { RetentionSafetyNet } from "../../../constructs/logs/retention-safety-net";
import { logAlarmRules } from "../../../rules/log-alarms";
import { key, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf } from "../sample";

const topics = {
  page: { topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-page" },
  ticket: { topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-ticket" },
};
const measured = { pattern: '{ $.level = "error" }', metricNamespace: "obs-test/logs", metricName: "Errors" };
const measuredVariants = {
  metricValue: { value: "$.latency" },
  defaultValue: { value: 0 },
  dimensions: { value: { Pod: "$.pod" } },
};
const message = { alarmName: "obs-test-alarm", summary: "Errors.", severity: "ticket", topics } as const;
const findings = { bucketName: "obs-findings" };
const customIdentifiers = [{ name: "EmployeeId", regex: "E-\\d{9}" }];
const findingsVariants = (path: string, given: object) => ({
  [`${path}findings.logGroupName`]: { value: "/aws/vendedlogs/findings", with: given },
  [`${path}findings.deliveryStreamName`]: { value: "findings", with: given },
  [`${path}findings.bucketName`]: { value: "other-findings", with: given },
});
const withAlarm: Partial<LogAnomalyDetectorProps> = { alarm: message };
const masked = (more: object = {}): Partial<LogAccountPoliciesProps> => ({ dataProtection: { identifiers: ["Name"], ...more } });
const tuned = { tuning: { AwsAuthChanged: { severity: undefined } } };

/** Samples of what looks at the content of logs, and of what holds for a whole account. */
export const logAlarms = {
  LogAccountPolicies: sampleOf(LogAccountPolicies)({
    least: () => ({ policyNamePrefix: "obs-test", location, indexedFields: ["level"] }),
    variants: {
      dataProtection: { value: { identifiers: ["Name"] } },
      "dataProtection.customIdentifiers": { value: customIdentifiers, with: masked() },
      "dataProtection.findings": { value: findings, with: masked() },
      ...findingsVariants("dataProtection.", masked({ findings: { logGroupName: "/a", deliveryStreamName: "a" } })),
      findingsAfter: { make: (scope) => [dependency(scope)], with: masked({ findings }) },
      indexedFields: { value: ["user.username"] },
    },
  }),
  LogAnomalyDetector: sampleOf(LogAnomalyDetector)({
    least: () => ({ detectorName: "obs-test", logGroup: logGroup("/obs/app") }),
    variants: {
      "logGroup.dependable": { make: dependency },
      evaluateEvery: { value: Duration.minutes(5) },
      visibility: { value: Duration.days(30) },
      filterPattern: { value: "ERROR" },
      key: { value: key },
      alarm: { value: message },
      "alarm.priority": { with: withAlarm },
      "alarm.runbookUrl": { value: "https://example.com/a", with: withAlarm },
      "alarm.tellWhenOver": { with: withAlarm },
    },
  }),
  LogContentAlarms: sampleOf(LogContentAlarms)({
    least: () => ({
      alarmNamePrefix: "obs-test",
      metricNamespace: "obs-test/logs",
      topics,
      logGroups: { "control-plane": [logGroup("/aws/eks/test/cluster")] },
    }),
    variants: {
      trustedUsers: { value: ["deployer"] },
      systemNamespaces: { value: ["kube-system", "observability"] },
      runbookBaseUrl: { value: "https://example.com/" },
      tuning: { value: { AwsAuthChanged: { off: true } } },
      "tuning.*.matches": { value: 3, with: tuned },
      "tuning.*.within": { value: Duration.minutes(10), with: tuned },
      "tuning.*.severity": { with: tuned },
      "tuning.*.off": { with: tuned },
      rules: { value: logAlarmRules().slice(0, 1) },
    },
  }),
  LogDataProtection: sampleOf(LogDataProtection)({
    least: () => ({ logGroup: logGroup("/obs/app"), location, identifiers: ["Name"] as const }),
    variants: {
      "logGroup.dependable": { make: dependency },
      policyName: { value: "other" },
      customIdentifiers: { value: customIdentifiers },
      findings: { value: findings },
      ...findingsVariants("", { findings: { logGroupName: "/a", deliveryStreamName: "a" } }),
      findingsAfter: { make: (scope) => [dependency(scope)] },
    },
  }),
  LogMetric: sampleOf(LogMetric)({
    least: () => ({ ...measured, logGroup: logGroup("/obs/app"), filterName: "errors" }),
    variants: { ...measuredVariants, "logGroup.dependable": { make: dependency } },
  }),
  LogMetricAlarm: sampleOf(LogMetricAlarm)({
    least: () => ({ ...measured, ...message, logGroups: [logGroup("/obs/app")], threshold: 10 }),
    variants: {
      ...measuredVariants,
      "logGroups[].dependable": { make: dependency },
      filterName: { value: "errors" },
      runbookUrl: { value: "https://example.com/a" },
      // A period without a match has no value: few matches are looked for only where that counts.
      comparison: (["more-than", "at-most", "less-than"] as const).map((value) => ({
        value,
        with: { missingData: "breaching" as const },
      })),
      period: { value: Duration.minutes(1) },
      evaluationPeriods: { value: 3 },
      datapointsToAlarm: { value: 2, with: { evaluationPeriods: 3 } },
    },
  }),
  RetentionSafetyNet: sampleOf(RetentionSafetyNet)({
    least: () => ({ namePrefix: "obs-test", location, logGroupNamePrefixes: ["/aws/"], retention: Retention.days(90) }),
    variants: { every: { value: Duration.hours(6) }, failureTopic: { value: topics.ticket } },
  }),
};
