import { describe, expect, it } from "vitest";
import { SlackChannel, type SlackChannelProps } from "../../../constructs/metrics/slack-channel";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";
import { location, statementsOf } from "./fixtures";

const synthesiseChannel = (props: Partial<SlackChannelProps> = {}) =>
  synthesise((scope) => {
    new SlackChannel(scope, "Channel", {
      configurationName: "obs-alerts",
      location,
      roleName: "obs-alerts-chat",
      slackTeamId: "T07EA123LEP",
      slackChannelId: "C07EZ1ABC23",
      topics: [{ topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-chat" }],
      ...props,
    });
  });

describe("SlackChannel", () => {
  it("shows the topics and lets nobody command anything", () => {
    const json = synthesiseChannel();
    expect(onlyResourceOf(json, "aws_chatbot_slack_channel_configuration")).toMatchObject({
      configuration_name: "obs-alerts",
      sns_topic_arns: ["arn:aws:sns:eu-central-1:111122223333:obs-chat"],
      guardrail_policy_arns: ["arn:aws:iam::aws:policy/AWSDenyAll"],
    });
    expect(resourcesOf(json, "aws_iam_role_policy")).toEqual([]);
    expect(statementsOf(onlyResourceOf(json, "aws_iam_role").assume_role_policy).Assume).toMatchObject({
      Principal: { Service: "chatbot.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  it("rejects names, ids and a list that the service refuses, all at once", () => {
    const wrong = { configurationName: "a b", slackTeamId: "acme", slackChannelId: "#alerts", topics: [] };
    expect(() => synthesiseChannel(wrong)).toThrow(
      /4 faults.*configurationName.*"a b".*slackTeamId.*got "acme".*slackChannelId.*got "#alerts".*topics are empty/s,
    );
  });
});
