/**
 * A secret that a receiver needs. Its value stands in no description, configuration or state: only where the Alertmanager reads it.
 * One secret may be named for both kinds of Alertmanager.
 */
export interface AlertSecret {
  /** Key inside the secret, the same in Secrets Manager (a JSON object) and in the cluster: `routing-key`. */
  readonly key: string;
  /**
   * ARN in Secrets Manager, which AMP reads; may be a token. The secret's policy and its key must admit `aps.amazonaws.com`.
   * @default - none: the receiver is refused in AMP
   */
  readonly secretArn?: string;
  /**
   * Name of the Kubernetes Secret, mounted into the Alertmanager's pods; lower-case letters, digits and hyphens.
   * @default - none: the receiver is refused in the cluster
   */
  readonly secretName?: string;
}

/** How a message looks: `text` for people, `chat` as the JSON that Amazon Q Developer (AWS Chatbot) shows in Slack and Teams. */
export type SnsMessageFormat = "text" | "chat";

/** Publishes to an SNS topic of standard type in the Alertmanager's region and account. */
export interface SnsReceiver {
  readonly type: "sns";
  /** ARN of the topic; may be a token. */
  readonly topicArn: string;
  /**
   * A chat channel ignores messages that are not in its own format, and a mailbox shows that format as JSON: one topic has one kind
   * of subscriber.
   * @default "text"
   */
  readonly format?: SnsMessageFormat;
}

/** Opens an incident of PagerDuty through its Events API v2. */
export interface PagerDutyReceiver {
  readonly type: "pagerduty";
  /** The integration key of a service. */
  readonly routingKey: AlertSecret;
}

/** Writes into a Slack channel through an incoming webhook. Not in AMP. */
export interface SlackReceiver {
  readonly type: "slack";
  /** Channel or person: `#platform`, `@oncall`. */
  readonly channel: string;
  /** The webhook's address, which is a secret as a whole. */
  readonly webhookUrl: AlertSecret;
}

/** Sends mail through the server that the routing names under `smtp`. Not in AMP: subscribe the address to an SNS topic there. */
export interface EmailReceiver {
  readonly type: "email";
  /** Addresses, at least one. */
  readonly to: readonly string[];
}

/**
 * Opens an alert of Opsgenie. Not in AMP.
 *
 * @deprecated Atlassian ends support and API on 2027-04-05, and has sold none since 2025-06-04 (Atlassian support, read 2026-11).
 */
export interface OpsgenieReceiver {
  readonly type: "opsgenie";
  /** Key of an API integration. */
  readonly apiKey: AlertSecret;
  /**
   * Where the account lives.
   * @default "us"
   */
  readonly instance?: "us" | "eu";
}

/** Posts Alertmanager's JSON to an address. Not in AMP. */
export interface WebhookReceiver {
  readonly type: "webhook";
  /**
   * Where to: `https://...`, or `http://` within the cluster (`.svc`, `.cluster.local`) and on loopback. A secret where the address
   * itself is one, as with most heartbeat services; the Alertmanager must be 0.26 or newer for that.
   */
  readonly url: string | AlertSecret;
  /**
   * Sent as `Authorization: Bearer`.
   * @default - requests carry no authorization
   */
  readonly token?: AlertSecret;
}

/** Somebody, or something, that hears of alerts. */
export type AlertReceiver = SnsReceiver | PagerDutyReceiver | SlackReceiver | EmailReceiver | OpsgenieReceiver | WebhookReceiver;

/** When Opsgenie answers for the last time. @see OpsgenieReceiver */
export const OPSGENIE_END = "2027-04-05";
