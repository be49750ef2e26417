import type {
  AlertReceiver,
  AlertSecret,
  EmailReceiver,
  OpsgenieReceiver,
  PagerDutyReceiver,
  SlackReceiver,
  SnsReceiver,
  WebhookReceiver,
} from "../core/alert-receivers";

/** What differs between one Alertmanager and another. */
export interface AlertmanagerTarget {
  /** Region that requests to SNS are signed for. */
  readonly region: string;
  /** The option of a receiver that reads a secret, such as `routing_key`, with the place that the secret is read from. */
  secret(option: string, secret: AlertSecret): object;
}

/** What a receiver's alerts have in common. */
export interface ReceiverUse {
  readonly severity: "page" | "ticket";
  /** Whether the end of an alert is told as well. */
  readonly sendResolved: boolean;
}

/** A receiver of an Alertmanager configuration; without integrations it swallows what it gets. */
export function alertmanagerReceiver(
  name: string,
  receivers: readonly AlertReceiver[],
  use: ReceiverUse,
  target: AlertmanagerTarget,
): object {
  const integrations: Record<string, object[]> = {};
  for (const receiver of receivers) {
    const [key, config] = integration(receiver, use, target);
    (integrations[key] ??= []).push({ ...config, send_resolved: use.sendResolved });
  }
  return { name, ...integrations };
}

function integration(receiver: AlertReceiver, use: ReceiverUse, target: AlertmanagerTarget): [string, object] {
  switch (receiver.type) {
    case "sns":
      return ["sns_configs", sns(receiver, use, target)];
    case "pagerduty":
      return ["pagerduty_configs", pagerDuty(receiver, use, target)];
    case "slack":
      return ["slack_configs", slack(receiver, target)];
    case "email":
      return ["email_configs", email(receiver)];
    case "opsgenie":
      return ["opsgenie_configs", opsgenie(receiver, use, target)];
    case "webhook":
      return ["webhook_configs", webhook(receiver, target)];
  }
}

function sns({ topicArn, format = "text" }: SnsReceiver, { severity }: ReceiverUse, { region }: AlertmanagerTarget): object {
  return {
    topic_arn: topicArn,
    sigv4: { region },
    subject: '{{ template "subject" . }}',
    message: format === "chat" ? '{{ template "chat" . }}' : '{{ template "message" . }}',
    attributes: { severity },
  };
}

function pagerDuty({ routingKey }: PagerDutyReceiver, { severity }: ReceiverUse, target: AlertmanagerTarget): object {
  return {
    ...target.secret("routing_key", routingKey),
    description: '{{ template "title" . }}',
    severity: severity === "page" ? "critical" : "warning",
    details: { alerts: '{{ template "message" . }}' },
  };
}

function slack({ channel, webhookUrl }: SlackReceiver, target: AlertmanagerTarget): object {
  return {
    ...target.secret("api_url", webhookUrl),
    channel,
    title: '{{ template "title" . }}',
    title_link: "{{ .CommonAnnotations.runbook_url }}",
    text: '{{ template "message" . }}',
    fallback: '{{ template "title" . }}',
  };
}

function email({ to }: EmailReceiver): object {
  return {
    to: to.join(", "),
    headers: { Subject: '{{ template "title" . }}' },
    html: "",
    text: '{{ template "message" . }}',
  };
}

function opsgenie({ apiKey, instance = "us" }: OpsgenieReceiver, { severity }: ReceiverUse, target: AlertmanagerTarget): object {
  return {
    ...target.secret("api_key", apiKey),
    api_url: instance === "eu" ? "https://api.eu.opsgenie.com/" : "https://api.opsgenie.com/",
    message: '{{ template "title" . }}',
    description: '{{ template "message" . }}',
    priority: severity === "page" ? "P1" : "P3",
  };
}

function webhook({ url, token }: WebhookReceiver, target: AlertmanagerTarget): object {
  return {
    ...(typeof url === "string" ? { url } : target.secret("url", url)),
    ...(token === undefined
      ? {}
      : { http_config: { authorization: { type: "Bearer", ...target.secret("credentials", token) } } }),
  };
}
