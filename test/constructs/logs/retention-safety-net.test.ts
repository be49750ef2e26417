import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { RetentionSafetyNet, type RetentionSafetyNetProps } from "../../../constructs/logs/retention-safety-net";
import { location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";

/** The state machine that `test/local-aws/test_retention_safety_net.py` runs. */
const EXECUTED = join(__dirname, "../../local-aws/retention-safety-net.asl.json");

const synthesiseNet = (props: Partial<RetentionSafetyNetProps> = {}): SynthesisedStack =>
  synthesise((scope) => {
    new RetentionSafetyNet(scope, "Net", {
      namePrefix: "obs-test",
      location,
      logGroupNamePrefixes: ["/aws/", "aws/spans"],
      retention: Retention.days(90),
      ...props,
    });
  });
const definitionOf = (props: Partial<RetentionSafetyNetProps> = {}) =>
  JSON.parse(onlyResourceOf(synthesiseNet(props), "aws_sfn_state_machine").definition as string) as any;
const statementsOf = (json: SynthesisedStack) =>
  resourcesOf(json, "aws_iam_role_policy").flatMap(
    ({ policy }) => (JSON.parse(policy as string) as { Statement: any[] }).Statement,
  );

describe("RetentionSafetyNet", () => {
  it("is the state machine that was executed", () => {
    const { Comment, ...executed } = JSON.parse(readFileSync(EXECUTED, "utf8")) as Record<string, unknown>;
    expect(definitionOf()).toEqual({ ...executed, Comment: expect.stringContaining("without a retention") });
    expect(Comment).toMatch(/as arn:aws:iam::/);
  });

  it("is not known to a first plan, in which the provider would ask AWS whether it is right", () => {
    expect(definitionOf().Comment).toMatch(/\$\{aws_iam_role\.Net_MachineRole\w+\.arn\}/);
  });

  it("starts once a day, or as often as it is told", () => {
    const schedule = (every?: Duration) =>
      onlyResourceOf(synthesiseNet({ every }), "aws_cloudwatch_event_rule").schedule_expression;
    expect(schedule()).toBe("rate(24 hours)");
    expect(schedule(Duration.hours(1))).toBe("rate(1 hour)");
    expect(schedule(Duration.hours(6))).toBe("rate(6 hours)");
  });

  it("looks after the groups that are named, with the retention that is given", () => {
    const definition = definitionOf({ logGroupNamePrefixes: ["/aws/lambda/obs-"], retention: Retention.days(30) });
    expect(definition.States.Prefixes.Result).toEqual({ prefixes: [{ prefix: "/aws/lambda/obs-" }] });
    const { SetRetention } = definition.States.EachPrefix.ItemProcessor.States.Groups.ItemProcessor.States;
    expect(SetRetention.Parameters.RetentionInDays).toBe(30);
  });

  it("may set the retention of these groups and do nothing else", () => {
    expect(statementsOf(synthesiseNet())).toEqual([
      expect.objectContaining({ Sid: "Find", Action: "logs:DescribeLogGroups" }),
      {
        Sid: "SetRetention",
        Effect: "Allow",
        Action: "logs:PutRetentionPolicy",
        Resource: [
          "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/*",
          "arn:aws:logs:eu-central-1:111122223333:log-group:aws/spans*",
        ],
      },
      {
        Sid: "Start",
        Effect: "Allow",
        Action: "states:StartExecution",
        Resource: "arn:aws:states:eu-central-1:111122223333:stateMachine:obs-test-log-retention",
      },
    ]);
  });

  it("is assumed by Step Functions and EventBridge for this account only, and started after the rights are there", () => {
    const json = synthesiseNet();
    const trusts = resourcesOf(json, "aws_iam_role").map(
      ({ assume_role_policy }) => JSON.parse(assume_role_policy as string).Statement[0],
    );
    expect(trusts.map(({ Principal }) => Principal.Service)).toEqual(["states.amazonaws.com", "events.amazonaws.com"]);
    for (const { Condition } of trusts) {
      expect(Condition).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
    }
    for (const type of ["aws_sfn_state_machine", "aws_cloudwatch_event_target"]) {
      expect(onlyResourceOf(json, type).depends_on, type).toEqual([expect.stringMatching(/^aws_iam_role_policy\./)]);
    }
  });

  it("tells a topic of failed runs", () => {
    expect(resourcesOf(synthesiseNet(), "aws_cloudwatch_metric_alarm")).toEqual([]);
    const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
    expect(onlyResourceOf(synthesiseNet({ failureTopic: { topicArn } }), "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "obs-test-log-retention-failed",
      namespace: "AWS/States",
      metric_name: "ExecutionsFailed",
      dimensions: { StateMachineArn: expect.stringMatching(/aws_sfn_state_machine/) },
      alarm_actions: [topicArn],
      treat_missing_data: "notBreaching",
    });
  });

  it("names its integrations in the partition of the account", () => {
    const definition = definitionOf({ location: { ...location, partition: "aws-cn" } });
    expect(definition.States.EachPrefix.ItemProcessor.States.FirstPage.Resource).toBe(
      "arn:aws-cn:states:::aws-sdk:cloudwatchlogs:describeLogGroups",
    );
  });

  it.each<[Partial<RetentionSafetyNetProps>, string]>([
    [
      { namePrefix: "x".repeat(40) },
      "namePrefix makes a name that is too long for this kind of resource (EventBridge rule and IAM roles): 73 characters",
    ],
    [{ retention: Retention.forever() }, 'retention is none; got "forever"; allowed: a number of days'],
    [{ retention: Retention.days(31 as 30) }, "retention is not a period that CloudWatch Logs offers"],
    [
      { logGroupNamePrefixes: [] },
      "logGroupNamePrefixes are none, or too many for the policy of one role; got 0; allowed: 1 to 20",
    ],
    [
      { logGroupNamePrefixes: ["/"] },
      'logGroupNamePrefixes[0] is no beginning of a log group\'s name, or so short that nearly every group begins with it; got "/"',
    ],
    [{ logGroupNamePrefixes: ["/aws/*"] }, "logGroupNamePrefixes[0] is no beginning of a log group's name"],
    [{ every: Duration.minutes(30) }, "every is out of range; got 0.5; allowed: a whole number of hours from 1 to 168"],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesiseNet(props)).toThrow(problem);
  });
});
