import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { LogContentAlarms, type LogContentAlarmsProps } from "../../../constructs/logs/log-content-alarms";
import { logAlarmRules } from "../../../rules/log-alarms";
import type { LogAlarmRule } from "../../../rules/log-alarms/log-alarm";
import { logGroup } from "../../support/sample-references";
import { resourcesOf, synthesise } from "../../support/synth";

const page = "arn:aws:sns:eu-central-1:111122223333:obs-page";
const ticket = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const controlPlane = logGroup("/aws/eks/test/cluster");
const rule: LogAlarmRule = {
  alarm: "HostSaysError",
  reads: "host",
  pattern: "ERROR",
  matches: 3,
  within: Duration.minutes(10),
  severity: "ticket",
  summary: "A host says error.",
};
const synthesiseAlarms = (props: Partial<LogContentAlarmsProps> = {}) =>
  synthesise((scope) => {
    new LogContentAlarms(scope, "Alarms", {
      alarmNamePrefix: "obs-test",
      metricNamespace: "obs-test/logs",
      topics: { page: { topicArn: page }, ticket: { topicArn: ticket } },
      logGroups: { "control-plane": [controlPlane] },
      ...props,
    });
  });
const alarmsOf = (props: Partial<LogContentAlarmsProps> = {}) =>
  resourcesOf(synthesiseAlarms(props), "aws_cloudwatch_metric_alarm");
const filtersOf = (props: Partial<LogContentAlarmsProps> = {}) =>
  resourcesOf(synthesiseAlarms(props), "aws_cloudwatch_log_metric_filter");
const alarmOf = (name: string, props: Partial<LogContentAlarmsProps> = {}) =>
  alarmsOf(props).find(({ alarm_name }) => alarm_name === `obs-test-${name}`);

describe("LogContentAlarms", () => {
  it("makes each alarm whose source the environment has", () => {
    const wanted = logAlarmRules().filter(({ reads }) => reads === "control-plane");
    expect(alarmsOf().map(({ alarm_name }) => alarm_name)).toEqual(wanted.map(({ alarm }) => `obs-test-${alarm}`).sort());
    expect(new Set(filtersOf().map(({ log_group_name }) => log_group_name))).toEqual(new Set([controlPlane.logGroupName]));
    expect(alarmsOf({ logGroups: {} })).toEqual([]);
    expect(alarmsOf({ logGroups: { cloudtrail: [logGroup("trail")] } })).toHaveLength(1);
  });

  it("counts what the rule says, and tells the topic of its severity", () => {
    expect(alarmOf("AwsAuthChanged")).toMatchObject({
      alarm_description:
        "The ConfigMap aws-auth, which can give cluster administrator rights, was changed. Severity: page. Runbook: docs/runbooks/AwsAuthChanged.md",
      alarm_actions: [page],
      namespace: "obs-test/logs",
      metric_name: "AwsAuthChanged",
      threshold: 1,
      period: 300,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      treat_missing_data: "notBreaching",
    });
    expect(alarmOf("ManyForbiddenRequests")).toMatchObject({ alarm_actions: [ticket], threshold: 50 });
  });

  it("puts the base before the runbook's path", () => {
    expect(alarmOf("AwsAuthChanged", { runbookBaseUrl: "https://example.com/" })!.alarm_description).toMatch(
      / Runbook: https:\/\/example\.com\/docs\/runbooks\/AwsAuthChanged\.md$/,
    );
  });

  it("passes over trusted users, and reads further namespaces", () => {
    const patterns = filtersOf({ trustedUsers: ["deployer"], systemNamespaces: ["kube-system", "obs"] }).map(
      ({ pattern }) => pattern,
    );
    expect(patterns.filter((pattern) => pattern.includes('$.user.username != "deployer"'))).toHaveLength(2);
    expect(patterns.filter((pattern) => pattern.includes('$.objectRef.namespace = "obs"'))).toHaveLength(1);
  });

  it("changes one alarm and leaves another out", () => {
    const tuning = {
      SecretReadByPerson: { matches: 7, within: Duration.minutes(15), severity: "page" as const },
      ManyForbiddenRequests: { off: true },
      AwsAuthChanged: { matches: undefined },
    };
    expect(alarmOf("SecretReadByPerson", { tuning })).toMatchObject({ threshold: 7, period: 900, alarm_actions: [page] });
    expect(alarmOf("ManyForbiddenRequests", { tuning })).toBeUndefined();
    expect(alarmOf("AwsAuthChanged", { tuning })).toMatchObject({ threshold: 1 });
  });

  it("takes rules of the caller", () => {
    const [alarm, ...others] = alarmsOf({ rules: [rule], logGroups: { host: [logGroup("/a"), logGroup("/b")] } });
    expect(alarm).toMatchObject({ alarm_name: "obs-test-HostSaysError", threshold: 3, period: 600 });
    expect(others).toEqual([]);
    expect(filtersOf({ rules: [rule], logGroups: { host: [logGroup("/a"), logGroup("/b")] } })).toHaveLength(2);
  });

  it("rejects a rule that was asked for and has no group", () => {
    expect(() => alarmsOf({ rules: [rule] })).toThrow("logGroups.host gives the alarm HostSaysError no group to read");
  });

  it("rejects tuning of an alarm that does not exist", () => {
    expect(() => alarmsOf({ tuning: { SecretsRead: { off: true } } })).toThrow(
      /tuning\.SecretsRead names no alarm; allowed: AnonymousRequestAllowed, .*SecretReadByPerson/,
    );
  });

  it("rejects so many trusted users that a pattern gets too long", () => {
    const trustedUsers = Array.from({ length: 15 }, (_, index) => `arn:aws:sts::111122223333:assumed-role/deployer-${index}/*`);
    expect(() => alarmsOf({ trustedUsers })).toThrow(
      /pattern is too long; got "1\d\d\d characters"; allowed: at most 1024 characters/,
    );
  });
});
