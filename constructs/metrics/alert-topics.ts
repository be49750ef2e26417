import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { AlertTopic } from "./alert-topic";

/** What an `AlertTopics` is made of. */
export interface AlertTopicsProps {
  /** Name of the topic for alerts that wake somebody. */
  readonly pageTopicName: string;
  /** Name of the topic for alerts that can wait. */
  readonly ticketTopicName: string;
  /** Account and region of the topics. */
  readonly location: AwsLocation;
  /** The key that encrypts messages; its policy admits `alertTopicKeyServices`. */
  readonly key: IEncryptionKeyRef;
  /**
   * Service principals that may publish besides AMP and CloudWatch, such as DevOps Guru's.
   * @default - none
   */
  readonly additionalPublishers?: readonly string[];
  /**
   * Addresses that get every page. Unique; each has to confirm.
   * @default - none
   */
  readonly pageEmails?: readonly string[];
  /**
   * Addresses that get every ticket. Unique; each has to confirm.
   * @default - none
   */
  readonly ticketEmails?: readonly string[];
}

/** Defines the two topics that alerts go to, one for each severity. */
export class AlertTopics extends Construct {
  /** Wakes somebody. */
  public readonly page: AlertTopic;
  /** Can wait until they are at work. */
  public readonly ticket: AlertTopic;

  /** @throws ValidationError when SNS refuses a name, or an address is malformed or stands twice */
  public constructor(scope: Construct, id: string, props: AlertTopicsProps) {
    super(scope, id);
    const { location, key, additionalPublishers } = props;
    const shared = { location, key, additionalPublishers };
    this.page = new AlertTopic(this, "Page", { ...shared, topicName: props.pageTopicName, emails: props.pageEmails });
    this.ticket = new AlertTopic(this, "Ticket", { ...shared, topicName: props.ticketTopicName, emails: props.ticketEmails });
  }
}
