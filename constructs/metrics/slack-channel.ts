import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, patternFaults, throwFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import type { IAlertTopicRef } from "./alert-topic-ref";

/** @see Amazon Q Developer in chat applications API, CreateSlackChannelConfiguration (read 2026-11) */
const CONFIGURATION_NAME: NameLimit = { kind: "chat configuration", maxCharacters: 128, pattern: /^[A-Za-z0-9_-]+$/ };

/** What a `SlackChannel` is made of. */
export interface SlackChannelProps {
  /** Name of the configuration, unique in the account. Changing it replaces it. */
  readonly configurationName: string;
  /** Account of the topics. */
  readonly location: AwsLocation;
  /** Name of the role that the chat service takes, at most 64 characters; the role may do nothing. */
  readonly roleName: string;
  /** Id of the Slack workspace, `T` and letters; it was connected once in the console, which only a person can do. */
  readonly slackTeamId: string;
  /** Id of the channel, `C` and letters; a private channel has invited the app. */
  readonly slackChannelId: string;
  /** Topics that are shown, at least one. Their messages are in the format `chat`; others are not shown. */
  readonly topics: readonly IAlertTopicRef[];
}

/**
 * Shows the messages of alert topics in a Slack channel, through Amazon Q Developer in chat applications (AWS Chatbot). People in the
 * channel can't command anything: the role has no rights, and a guardrail denies them as well. Free of charge.
 *
 * An encrypted topic's key must admit what publishes to it, as for every subscriber; the chat service itself needs none.
 */
export class SlackChannel extends Construct {
  /** The configuration itself. */
  public readonly resource: ChatbotSlackChannelConfiguration;

  /** @throws ValidationError when a name or an id is malformed, or there is no topic */
  public constructor(scope: Construct, id: string, props: SlackChannelProps) {
    super(scope, id);
    const { configurationName, location, roleName, slackTeamId, slackChannelId, topics } = props;
    throwFaults(`Slack channel "${this.node.path}"`, [
      ...nameFaults("configurationName", configurationName, CONFIGURATION_NAME),
      ...nameFaults("roleName", roleName, NAME_LIMITS.iamRole),
      ...patternFaults("slackTeamId", slackTeamId, /^[0-9A-Z]{1,255}$/, "the id that Slack shows, such as T012ABCDEFG"),
      ...patternFaults("slackChannelId", slackChannelId, /^[A-Za-z0-9]+$/, "the id that Slack shows, such as C012ABCDEFG"),
      ...topicFaults(topics),
    ]);
    const role = new ServiceRole(this, "Role", {
      roleName,
      description: "Lets the chat service show alerts; it may read and change nothing.",
      assumedBy: ["chatbot.amazonaws.com"],
      assumeConditions: { StringEquals: { "aws:SourceAccount": location.account } },
    });

    this.resource = new ChatbotSlackChannelConfiguration(this, "Resource", {
      configurationName,
      iamRoleArn: role.roleArn,
      slackTeamId,
      slackChannelId,
      snsTopicArns: topics.map(({ topicArn }) => topicArn),
      guardrailPolicyArns: [`arn:${location.partition}:iam::aws:policy/AWSDenyAll`],
      loggingLevel: "ERROR",
    });
  }
}

function topicFaults(topics: readonly IAlertTopicRef[]): Fault[] {
  return topics.length > 0 ? [] : [{ path: "topics", problem: "are empty", fix: "name the topics that the channel shows" }];
}
