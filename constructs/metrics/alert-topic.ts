import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import { accountKeyService, type KeyService } from "../iam/encryption-key";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import type { IAlertTopicRef } from "./alert-topic-ref";

/** The services that raise alerts: Alertmanager of AMP, and CloudWatch alarms. */
export const ALERT_PUBLISHERS = ["aps.amazonaws.com", "cloudwatch.amazonaws.com"] as const;

/**
 * What the key of an alert topic must admit: SNS encrypts on behalf of whoever publishes, so each publisher needs the key. Without it
 * alarms change state and nobody hears of it.
 */
export function alertTopicKeyServices(location: AwsLocation, additionalPublishers: readonly string[] = []): KeyService[] {
  return [...ALERT_PUBLISHERS, ...additionalPublishers].map((principal) =>
    accountKeyService(location, `Alerts${sidOf(principal)}`, principal),
  );
}

/** What an `AlertTopic` is made of. */
export interface AlertTopicProps {
  /** Name of the topic, at most 256 letters, digits, `-` and `_`. Changing it replaces the topic and its subscriptions. */
  readonly topicName: string;
  /** Account and region of the topic. */
  readonly location: AwsLocation;
  /** The key that encrypts messages; its policy admits `alertTopicKeyServices`. */
  readonly key: IEncryptionKeyRef;
  /**
   * Service principals that may publish besides AMP and CloudWatch, such as DevOps Guru's.
   * @default - none
   */
  readonly additionalPublishers?: readonly string[];
  /**
   * Addresses that get every message; each has to confirm by a link in its first mail. Unique.
   * @default - none: subscriptions are made elsewhere
   */
  readonly emails?: readonly string[];
}

/**
 * Defines an encrypted SNS topic that only the alerting services of this account publish to, over TLS only.
 *
 * Costs 0.50 USD per million messages and 2 USD per 100,000 mails (us-east-1); an alerting topic stays within the free tier.
 */
export class AlertTopic extends Construct implements IAlertTopicRef {
  /** A topic that exists already, by its ARN; its policy must admit AMP and CloudWatch. */
  public static fromAttributes(attributes: IAlertTopicRef): IAlertTopicRef {
    return attributes;
  }

  /** The topic itself. */
  public readonly resource: SnsTopic;
  /** The topic's policy; what publishes at once must depend on it. */
  public readonly policy: SnsTopicPolicy;
  /** ARN of the topic. */
  public readonly topicArn: string;

  /** @throws ValidationError when SNS refuses the name, or an address is malformed or stands twice */
  public constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { emails = [], additionalPublishers = [], location } = props;
    throwFaults(`alert topic "${this.node.path}"`, [
      ...nameFaults("topicName", props.topicName, NAME_LIMITS.topic),
      ...emailFaults(emails),
    ]);

    this.resource = new SnsTopic(this, "Resource", { name: props.topicName, kmsMasterKeyId: props.key.keyArn });
    this.topicArn = this.resource.arn;
    this.policy = new SnsTopicPolicy(this, "Policy", {
      arn: this.topicArn,
      policy: policyDocument([
        publishStatement(this.topicArn, location, [...ALERT_PUBLISHERS, ...additionalPublishers]),
        tlsStatement(this.topicArn),
      ]),
    });
    for (const email of emails) {
      new SnsTopicSubscription(this, `Email-${email}`, { topicArn: this.topicArn, protocol: "email", endpoint: email });
    }
  }
}

function publishStatement(topicArn: string, { account }: AwsLocation, services: readonly string[]): PolicyStatement {
  return {
    sid: "AlertingServices",
    principals: { Service: services },
    // AMP reads the attributes before it sends.
    actions: ["sns:Publish", "sns:GetTopicAttributes"],
    resources: [topicArn],
    conditions: { StringEquals: { "aws:SourceAccount": account } },
  };
}

function tlsStatement(topicArn: string): PolicyStatement {
  return {
    sid: "TlsOnly",
    effect: "Deny",
    principals: "*",
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function emailFaults(emails: readonly string[]): Fault[] {
  return emails.flatMap((email, index) => {
    const path = `emails[${index}]`;
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      return [{ path, problem: "is not an e-mail address", got: email, fix: "write it as name@example.com" }];
    }
    return emails.indexOf(email) === index ? [] : [{ path, problem: "stands twice", got: email, fix: "name each address once" }];
  });
}

/** `aps.amazonaws.com` -> `Aps`, `eu-central-1.devops-guru.amazonaws.com` -> `EuCentral1DevopsGuru`. */
function sidOf(principal: string): string {
  return principal
    .replace(/\.amazonaws\.com.*$/, "")
    .split(/[^a-zA-Z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}
