import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { ARCHIVE_RUNBOOK, ArchiveAlarms, type ArchiveAlarmsProps } from "../../../constructs/insights/archive-alarms";
import { runbookPage } from "../../../rules/rule";
import { resourcesOf, synthesise } from "../../support/synth";

const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const everything: Partial<ArchiveAlarmsProps> = {
  dailyBudgetGibibytes: 20,
  silentAfter: Duration.hours(6),
  subscriptionFilterName: "obs-log-archive",
};
const synthesiseAlarms = (props: Partial<ArchiveAlarmsProps> = {}) =>
  resourcesOf(
    synthesise((scope) => {
      new ArchiveAlarms(scope, "Alarms", { alarmNamePrefix: "obs-archive", deliveryStreamNames: ["obs"], topicArn, ...props });
    }),
    "aws_cloudwatch_metric_alarm",
  );
const alarmOf = (suffix: string, props: Partial<ArchiveAlarmsProps> = {}) =>
  synthesiseAlarms(props).find((alarm) => alarm.alarm_name === `obs-archive-${suffix}`);

describe("ArchiveAlarms", () => {
  it("fires when the oldest event waits too long", () => {
    expect(alarmOf("freshness", { maxAge: Duration.hours(1) })).toMatchObject({
      namespace: "AWS/Firehose",
      metric_name: "DeliveryToS3.DataFreshness",
      dimensions: { DeliveryStreamName: "obs" },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 3600,
    });
  });

  it("fires when writes fail", () => {
    expect(alarmOf("failure")).toMatchObject({
      metric_name: "DeliveryToS3.Success",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
    });
    expect(alarmOf("failure", { successPercent: 95 })!.threshold).toBe(0.95);
  });

  it.each<[string, string, keyof ArchiveAlarmsProps]>([
    ["throttled", "ThrottledRecords", "throttledRecords"],
    ["conversion", "FailedConversion.Records", "failedConversions"],
    ["key-denied", "KMSKeyAccessDenied", "keyErrors"],
    ["key-disabled", "KMSKeyDisabled", "keyErrors"],
    ["key-state", "KMSKeyInvalidState", "keyErrors"],
    ["key-missing", "KMSKeyNotFound", "keyErrors"],
  ])("%s counts %s, from 1 or from %s", (suffix, metric, prop) => {
    expect(alarmOf(suffix)).toMatchObject({
      namespace: "AWS/Firehose",
      metric_name: metric,
      dimensions: { DeliveryStreamName: "obs" },
      statistic: "Sum",
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
    });
    expect(alarmOf(suffix, { [prop]: 7 })!.threshold).toBe(7);
  });

  it("fires near the quota, as a share of what the stream may take", () => {
    const alarm = alarmOf("quota")!;
    expect(alarm).toMatchObject({ comparison_operator: "GreaterThanThreshold", threshold: 80 });
    expect(alarm.metric_query).toMatchObject([
      { id: "share", expression: "100 * bytes / PERIOD(bytes) / quota", return_data: true },
      {
        id: "bytes",
        return_data: false,
        metric: { metric_name: "IncomingBytes", stat: "Sum", period: 300, dimensions: { DeliveryStreamName: "obs" } },
      },
      { id: "quota", return_data: false, metric: { metric_name: "BytesPerSecondLimit", stat: "Minimum", period: 300 } },
    ]);
    expect(alarm).not.toHaveProperty("metric_name");
    expect(alarmOf("quota", { quotaPercent: 50 })!.threshold).toBe(50);
  });

  it("fires on a day that brings more than the budget", () => {
    expect(alarmOf("budget")).toBeUndefined();
    expect(alarmOf("budget", everything)).toMatchObject({
      metric_name: "IncomingBytes",
      statistic: "Sum",
      period: 86_400,
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
      threshold: 20 * 1024 ** 3,
    });
  });

  it("takes several streams together: the worst of them, or their sum, and none missing for the others", () => {
    const names = ["obs-test", "obs-test-host"];
    const expressionOf = (suffix: string) => {
      const { metric_query: queries, metric_name } = alarmOf(suffix, { ...everything, deliveryStreamNames: names })!;
      expect(metric_name).toBeUndefined();
      const streams = queries.slice(1).map(({ metric }: { metric: { dimensions: object } }) => metric.dimensions);
      expect(streams).toEqual(names.map((name) => ({ DeliveryStreamName: name })));
      return queries[0].expression as string;
    };
    expect(expressionOf("freshness")).toBe("MAX([FILL(s0, 0), FILL(s1, 0)])");
    expect(expressionOf("failure")).toBe("MIN([FILL(s0, 1), FILL(s1, 1)])");
    for (const suffix of ["throttled", "conversion", "key-denied", "budget", "silence"]) {
      expect(expressionOf(suffix), suffix).toBe("FILL(s0, 0) + FILL(s1, 0)");
    }
    const { metric_query: budget } = alarmOf("budget", { ...everything, deliveryStreamNames: names })!;
    expect(budget[1].metric).toMatchObject({ metric_name: "IncomingBytes", period: 86_400, stat: "Sum" });
  });

  it("has an alarm on the quota of each stream", () => {
    const names = ["obs-test", "obs-test-host"];
    const quotas = synthesiseAlarms({ deliveryStreamNames: names }).filter(({ alarm_name }) => /quota/.test(alarm_name));
    expect(quotas.map(({ alarm_name }) => alarm_name)).toEqual(["obs-archive-quota", "obs-archive-quota-2"]);
    expect(quotas.map(({ metric_query }) => metric_query[1].metric.dimensions.DeliveryStreamName)).toEqual(names);
  });

  it("rejects no stream, and more than an alarm reads", () => {
    const of = (count: number) => () =>
      synthesiseAlarms({ deliveryStreamNames: Array.from({ length: count }, (_, index) => `s${index}`) });
    expect(of(0)).toThrow(/deliveryStreamNames are none, or too many for one alarm; got 0; allowed: 1 to 9/);
    expect(of(10)).toThrow(/got 10/);
  });

  it("fires when nothing came, and only there takes missing data for a fault", () => {
    expect(alarmOf("silence")).toBeUndefined();
    expect(alarmOf("silence", everything)).toMatchObject({
      metric_name: "IncomingRecords",
      period: 3600,
      evaluation_periods: 6,
      datapoints_to_alarm: 6,
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  it.each([
    ["forwarding-errors", "DeliveryErrors"],
    ["forwarding-throttled", "DeliveryThrottling"],
  ])("%s adds %s of all groups up by the name of their filter", (suffix, metric) => {
    expect(alarmOf(suffix)).toBeUndefined();
    const alarm = alarmOf(suffix, { ...everything, forwardingErrors: 5 })!;
    expect(alarm.threshold).toBe(5);
    expect(alarm.metric_query).toEqual([
      {
        id: "all",
        label: metric,
        expression: `SELECT SUM(${metric}) FROM "AWS/Logs" WHERE FilterName = 'obs-log-archive'`,
        period: 300,
        return_data: true,
      },
    ]);
  });

  it("asks for three of four periods, tells the topic of start and end, and names the runbook", () => {
    const others = synthesiseAlarms(everything).filter(({ alarm_name }) => !/budget|silence/.test(alarm_name));
    expect(others).toHaveLength(11);
    for (const alarm of others) {
      expect(alarm, alarm.alarm_name).toMatchObject({
        treat_missing_data: "notBreaching",
        evaluation_periods: 4,
        datapoints_to_alarm: 3,
      });
    }
    for (const alarm of synthesiseAlarms({ ...everything, runbookBaseUrl: "https://example.com/" })) {
      expect(alarm, alarm.alarm_name).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
      expect(alarm.alarm_description).toMatch(
        /^[A-Z].*\. Runbook: https:\/\/example\.com\/docs\/runbooks\/LogArchiveUnhealthy\.md$/,
      );
    }
  });

  it("has a runbook that names every alarm", () => {
    const page = join(__dirname, "../../..", runbookPage(ARCHIVE_RUNBOOK));
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, "utf8").replace("`key-*`", "`key-denied`, `key-disabled`, `key-state`, `key-missing`");
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation"]);
    const suffixes = synthesiseAlarms(everything).map(({ alarm_name }) => (alarm_name as string).slice("obs-archive-".length));
    expect(suffixes.filter((suffix) => !text.includes(`\`${suffix}\``))).toEqual([]);
  });

  it.each<[Partial<ArchiveAlarmsProps>, string]>([
    [{ maxAge: Duration.minutes(14) }, 'maxAge is out of range; got "14m"; allowed: 15m to 12h'],
    [{ maxAge: Duration.hours(13) }, 'maxAge is out of range; got "13h"; allowed: 15m to 12h'],
    [{ alarmNamePrefix: "x".repeat(201) }, "alarmNamePrefix makes a name that is too long"],
    [{ successPercent: 101 }, "successPercent is out of range; got 101; allowed: a whole number of percent from 1 to 100"],
    [{ quotaPercent: 0 }, "quotaPercent is out of range; got 0"],
    [{ throttledRecords: 0 }, "throttledRecords is out of range; got 0"],
    [{ failedConversions: 0.5 }, "failedConversions is out of range; got 0.5"],
    [{ keyErrors: -1 }, "keyErrors is out of range; got -1"],
    [{ dailyBudgetGibibytes: 0 }, 'dailyBudgetGibibytes is no amount; got "0"; allowed: more than 0 GiB'],
    [{ dailyBudgetGibibytes: Number.NaN }, 'dailyBudgetGibibytes is no amount; got "NaN"'],
    [
      { silentAfter: Duration.minutes(90) },
      "silentAfter is out of range; got 1.5; allowed: a whole number of hours from 1 to 24",
    ],
    [{ forwardingErrors: 2 }, "forwardingErrors is a threshold of alarms that there are only with subscriptionFilterName; got 2"],
    [{ subscriptionFilterName: "a", forwardingErrors: 0 }, "forwardingErrors is out of range; got 0"],
    [{ subscriptionFilterName: "it's" }, 'subscriptionFilterName is no name of a subscription filter; got "it\'s"'],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesiseAlarms(props)).toThrow(problem);
  });
});
