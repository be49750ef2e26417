import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import { accountKeyService, type KeyService } from "../iam/encryption-key";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import { KARPENTER_EVENTS } from "./karpenter-events";

/** @see SQS CreateQueue: QueueName, 80 characters (read 2026-11) */
const QUEUE_NAME: NameLimit = { kind: "SQS queue", maxCharacters: 80, pattern: /^[A-Za-z0-9_-]+$/ };
/** @see EventBridge PutRule: Name, 64 characters (read 2026-11) */
const RULE_NAME: NameLimit = { kind: "EventBridge rule", maxCharacters: 64, pattern: /^[A-Za-z0-9._-]+$/ };

/**
 * What the key of a `KarpenterQueue` must admit: EventBridge sends nothing to an encrypted queue whose key it can't use, and drops
 * the event without a trace.
 */
export function karpenterKeyServices(location: AwsLocation): KeyService[] {
  return [accountKeyService(location, "KarpenterEvents", "events.amazonaws.com")];
}

/** What a `KarpenterQueue` is made of. */
export interface KarpenterQueueProps {
  /**
   * Name of the queue and beginning of the rules' names, at most 49 letters, digits, `-` and `_`. Changing it replaces all of them.
   */
  readonly queueName: string;
  /**
   * Key that encrypts the messages; its policy admits `karpenterKeyServices`.
   * @default - a key of SQS, free of charge
   */
  readonly key?: IEncryptionKeyRef;
}

/**
 * Defines the queue that Karpenter reads to learn that nodes are about to go, and the EventBridge rules that fill it. Rules see
 * the whole account: each cluster's queue gets the events of all instances, and Karpenter ignores those that are not its own.
 *
 * Costs next to nothing: EventBridge passes on AWS's own events for free, SQS takes 0.40 USD per million requests (us-east-1).
 */
export class KarpenterQueue extends Construct {
  /** The queue itself. */
  public readonly resource: SqsQueue;
  /** The rules, one for each kind of event. */
  public readonly rules: readonly CloudwatchEventRule[];
  /** Name of the queue: the chart's value `settings.interruptionQueue`. */
  public readonly queueName: string;
  /** ARN of the queue. */
  public readonly queueArn: string;

  /** @throws ValidationError when SQS or EventBridge refuses a name */
  public constructor(scope: Construct, id: string, props: KarpenterQueueProps) {
    super(scope, id);
    throwFaults(`Karpenter queue "${this.node.path}"`, queueNameFaults("queueName", props.queueName));

    const { key, queueName } = props;
    this.resource = new SqsQueue(this, "Resource", {
      name: queueName,
      // What is older than five minutes is no warning any more.
      messageRetentionSeconds: 300,
      ...(key === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: key.keyArn }),
    });
    this.queueName = this.resource.name;
    this.queueArn = this.resource.arn;
    const events = Object.entries(KARPENTER_EVENTS).map(([eventId, { name, description, pattern }]) => ({
      eventId,
      rule: new CloudwatchEventRule(this, `${eventId}Rule`, {
        name: `${queueName}-${name}`,
        description,
        eventPattern: JSON.stringify(pattern),
      }),
    }));
    this.rules = events.map(({ rule }) => rule);
    const policy = new SqsQueuePolicy(this, "Policy", {
      queueUrl: this.resource.url,
      policy: policyDocument(this.statements()),
    });
    for (const { eventId, rule } of events) {
      new CloudwatchEventTarget(this, `${eventId}Target`, {
        rule: rule.name,
        targetId: "karpenter",
        arn: this.queueArn,
        // EventBridge does not try again when a queue refuses an event.
        dependsOn: [policy],
      });
    }
  }

  private statements(): PolicyStatement[] {
    return [
      {
        // Upstream admits sqs.amazonaws.com as well, but nothing sends in the name of SQS to a queue that is no dead-letter queue.
        sid: "OurEventRules",
        principals: { Service: "events.amazonaws.com" },
        actions: ["sqs:SendMessage"],
        resources: [this.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": this.rules.map((rule) => rule.arn) } },
      },
      {
        sid: "TlsOnly",
        effect: "Deny",
        principals: "*",
        actions: ["sqs:*"],
        resources: [this.queueArn],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
  }
}

/** Faults of the queue's name, and of the longest rule name that it makes. */
export function queueNameFaults(path: string, queueName: string): Fault[] {
  const ruleNames = Object.values(KARPENTER_EVENTS).map(({ name }) => `${queueName}-${name}`);
  const longest = ruleNames.reduce((a, b) => (b.length > a.length ? b : a));
  return [...nameFaults(path, queueName, QUEUE_NAME), ...nameFaults(path, longest, RULE_NAME)];
}
