import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { CloudwatchAlarms, type CloudwatchAlarmsProps } from "../../../constructs/insights/cloudwatch-alarms";
import { type CloudwatchAlarmRule, cloudwatchAlarmRules } from "../../../rules/cloudwatch-alarms";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const topic = (name: string) => ({ topicArn: `arn:aws:sns:eu-central-1:111122223333:${name}` });
const rules = cloudwatchAlarmRules({ maxActiveSeries: 1_000_000 });
const synthesiseAlarms = (props: Partial<CloudwatchAlarmsProps> = {}) =>
  synthesise((scope) => {
    new CloudwatchAlarms(scope, "Alarms", {
      alarmNamePrefix: "obs",
      rules,
      topics: { page: topic("page"), ticket: topic("ticket") },
      subjects: { cluster: "obs", workspace: "ws-1" },
      ...props,
    });
  });
const alarm = (name: string) =>
  resourcesOf(synthesiseAlarms(), "aws_cloudwatch_metric_alarm").find(({ alarm_name }) => alarm_name === `obs-${name}`)!;
const [first] = rules;
const changed = (change: Partial<CloudwatchAlarmRule>) => () => synthesiseAlarms({ rules: [{ ...first!, ...change }] });

describe("CloudwatchAlarms", () => {
  it("read one metric of the cluster as it is, M of N periods, with nothing for no alarm", () => {
    expect(alarm("EtcdStorageNearEksLimit")).toMatchObject({
      namespace: "AWS/EKS",
      metric_name: "apiserver_storage_size_bytes",
      dimensions: { ClusterName: "obs" },
      statistic: "Maximum",
      period: 300,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
      comparison_operator: "GreaterThanThreshold",
      threshold: 6.4e9,
      treat_missing_data: "notBreaching",
      alarm_actions: [topic("ticket").topicArn],
      ok_actions: [topic("ticket").topicArn],
    });
  });

  it("calculate with several, and return the result alone", () => {
    const { metric_query: queries } = alarm("ApiServerErrors") as { metric_query: any[] };
    expect(queries.map(({ id, return_data }) => [id, return_data])).toEqual([
      ["result", true],
      ["errors", false],
      ["total", false],
    ]);
    expect(queries[0].expression).toBe("100 * errors / total");
    expect(queries[1].metric).toMatchObject({
      metric_name: "apiserver_request_total_5XX",
      dimensions: { ClusterName: "obs" },
      period: 60,
    });
  });

  it("ask for all metrics of a name where other dimensions divide them", () => {
    const expressionOf = (name: string) => (alarm(name).metric_query as any[])[0].expression as string;
    expect(expressionOf("WorkspaceRulesFailing")).toBe(
      `SELECT SUM(RuleEvaluationFailures) FROM "AWS/Prometheus" WHERE Workspace = 'ws-1'`,
    );
    expect(expressionOf("WorkspaceSeriesNearLimit")).toBe(
      `SELECT MAX(ResourceCount) FROM "AWS/Usage" WHERE Service = 'Prometheus' AND Resource = 'ActiveSeries'`,
    );
    expect(alarm("WorkspaceSeriesNearLimit").threshold).toBe(800_000);
  });

  it("say what happened, how urgent it is and where it stands what to do", () => {
    expect(alarm("PodsUnschedulable").alarm_description).toBe(
      "The scheduler finds no node for some pods. Severity: ticket. Runbook: docs/runbooks/PodStuckPending.md",
    );
  });

  it("gather what pages in one alarm, which alone wakes somebody", () => {
    const json = synthesiseAlarms({
      suppressor: { alarmName: "deploying", wait: Duration.minutes(2), extension: Duration.minutes(5) },
    });
    const paging = rules.filter(({ severity }) => severity === "page").map((rule) => rule.alarm);
    const gathered = onlyResourceOf(json, "aws_cloudwatch_composite_alarm") as any;
    expect(gathered.alarm_rule.split(" OR ")).toHaveLength(paging.length);
    expect(gathered.alarm_rule).toMatch(
      /^ALARM\("\$\{aws_cloudwatch_metric_alarm\.Alarms_ApiServerErrors_\w+\.alarm_name\}"\) OR /,
    );
    expect(gathered.alarm_actions).toEqual([topic("page").topicArn]);
    expect(gathered.actions_suppressor).toEqual({ alarm: "deploying", wait_period: 120, extension_period: 300 });
    for (const name of paging) {
      expect(alarm(name).alarm_actions).toEqual([]);
    }
  });

  it("have nothing above them where nothing pages", () => {
    const tickets = rules.filter(({ severity }) => severity === "ticket");
    expect(synthesiseAlarms({ rules: tickets }).resource).not.toHaveProperty("aws_cloudwatch_composite_alarm");
  });

  it.each<[string, () => unknown, RegExp]>([
    ["no rules", () => synthesiseAlarms({ rules: [] }), /rules are none/],
    ["a name twice", () => synthesiseAlarms({ rules: [first!, first!] }), /rules\.ApiServerErrors stands twice/],
    [
      "more pages than one alarm gathers",
      () => synthesiseAlarms({ rules: Array.from({ length: 101 }, (_, index) => ({ ...first!, alarm: `A${index}` })) }),
      /rules page in a number that one alarm can't gather; got 101; allowed: at most 100/,
    ],
    ["a name that CloudWatch refuses", changed({ alarm: "a*b" }), /rules\.a\*b\.alarm .*got "obs-a\*b"/],
    [
      "more periods above than there are",
      changed({ atLeast: 6 }),
      /rules\.ApiServerErrors\.datapointsToAlarm is out of range; got 6/,
    ],
    [
      "a period of half a minute",
      changed({ period: Duration.seconds(30) }),
      /rules\.ApiServerErrors\.period is no period.*got "30s"/,
    ],
    ["no number", changed({ above: Number.NaN }), /rules\.ApiServerErrors\.above is no number; got "NaN"/],
    [
      "two values without an expression",
      changed({ expression: undefined }),
      /rules\.ApiServerErrors\.reads are none, or more.*got 2/,
    ],
    [
      "an expression with an unknown name",
      changed({ expression: "errors / total / all" }),
      /expression names what is not read; got "all"/,
    ],
    ["a metric in vain", changed({ expression: "errors * 1" }), /expression does not use all that is read; got "total"/],
    [
      "a name that begins with a capital",
      changed({ reads: { Errors: Object.values(first!.reads)[0]! }, expression: undefined }),
      /reads\.Errors is no name in an expression; got "Errors"/,
    ],
    [
      "a query over four hours",
      () => synthesiseAlarms({ rules: [{ ...rules.find((rule) => rule.alarm === "WorkspaceRulesFailing")!, of: 48 }] }),
      /rules\.WorkspaceRulesFailing\.of makes a window that is too long for a query; got "48 periods of 5m"; allowed: 3h in all/,
    ],
    [
      "a suppressor that waits a day",
      () => synthesiseAlarms({ suppressor: { alarmName: "a", wait: Duration.days(1), extension: Duration.days(2) } }),
      /suppressor\.wait is out of range; got 86400.*\n.*suppressor\.extension is out of range; got 172800/,
    ],
    [
      "a summary beyond what a description holds",
      changed({ summary: `${"long ".repeat(250)}.` }),
      /rules\.ApiServerErrors\.summary makes a description that is too long/,
    ],
  ])("refuse %s", (_name, synthesised, message) => {
    expect(synthesised).toThrow(message);
  });
});
