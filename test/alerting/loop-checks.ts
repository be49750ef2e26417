import { type Check, check } from "../engines/tier";
import type { AlertingLoop } from "./alerting-loop";
import type { Delivery } from "./watched-service";

/** What an Alertmanager posts to a webhook. */
interface WebhookMessage {
  readonly status: string;
  readonly alerts: readonly { readonly labels: Record<string, string>; readonly annotations: Record<string, string> }[];
}

const SUMMARY = "The lamp of shop says 0.";
const RUNBOOK = "https://example.com/docs/runbooks/LampOut.md";

/** Turns the service's metrics and looks at what each receiver gets: the alert, its silence where it is muted, and its end. */
export async function loopChecks(loop: AlertingLoop): Promise<readonly Check[]> {
  const { metrics } = loop.service;
  metrics.set('lamp{service="shop",slo="lamps"}', 0);
  const fired = await receiverChecks(loop, "firing");

  metrics.set('lamp_brightness{service="shop",slo="lamps"}', 10);
  metrics.set('lamp_age{service="garden"}', 500);
  metrics.set('lamp_dust{service="cellar"}', 1);
  const muting = await loop.mutedBy("LampDim");
  const ticket = webhookMessage(await loop.delivered("the ticket arrives", to("ticket")));
  const team = webhookMessage(await loop.delivered("the team's ticket arrives", to("shop")));
  const heartbeat = webhookMessage(await loop.delivered("the sign of life arrives", to("heartbeat")));

  // The muted one ends first: between two ends, Alertmanager would rightly send what nothing mutes any more.
  metrics.set('lamp_brightness{service="shop",slo="lamps"}', 100);
  await loop.ended("LampDim");
  metrics.set('lamp{service="shop",slo="lamps"}', 1);
  const resolved = await receiverChecks(loop, "resolved");
  const tickets = loop.service.deliveries.filter(to("ticket")).flatMap((delivery) => namesIn(webhookMessage(delivery)));
  return [
    ...fired,
    check("a page mutes the ticket about the same objective", muting.join() === "LampOut", `muted by ${muting.join(", ")}`),
    check("a muted ticket reaches nobody", !tickets.includes("LampDim"), tickets.join(", ")),
    check("a ticket about something else arrives", namesIn(ticket).join() === "LampOld", JSON.stringify(ticket)),
    check("a ticket of a team that has receivers goes to them", namesIn(team).join() === "LampDusty", JSON.stringify(team)),
    check("the sign of life reaches whoever watches", namesIn(heartbeat).join() === "Watchdog", JSON.stringify(heartbeat)),
    ...resolved,
  ];
}

/** All receivers of a page, in one state of the alert. */
async function receiverChecks(loop: AlertingLoop, status: "firing" | "resolved"): Promise<Check[]> {
  const arrived = (receiver: string, text: string) =>
    loop.delivered(`${receiver} hears that LampOut is ${status}`, (delivery) => to(receiver)(delivery) && holds(delivery, text));
  const webhook = await arrived("webhook", `"status":"${status}"`);
  const slack = await arrived("slack", `[${status.toUpperCase()}] LampOut in loop`);
  const pagerDuty = await arrived("pagerduty", `"event_action":"${status === "firing" ? "trigger" : "resolve"}"`);
  const text = await arrived("sns-text", `[${status}] LampOut loop`);
  const chat = await arrived("sns-chat", `[${status.toUpperCase()}] LampOut loop`);
  const opsgenie = await loop.delivered(
    `Opsgenie hears that LampOut is ${status}`,
    (delivery) => to("opsgenie")(delivery) && delivery.path.includes("/close") === (status === "resolved"),
  );

  const [alert] = webhookMessage(webhook).alerts;
  const slackText = JSON.stringify(JSON.parse(slack.body));
  const event = JSON.parse(pagerDuty.body) as PagerDutyEvent;
  const published = new URLSearchParams(text.body);
  const notification = JSON.parse(new URLSearchParams(chat.body).get("Message")!) as ChatNotification;
  return [
    check(
      `a webhook gets the alert, ${status}, with its token`,
      alert?.annotations.summary?.startsWith("The lamp of shop") === true && webhook.headers.authorization === "Bearer the-token",
      webhook.body,
    ),
    check(
      `Slack shows the rendered message, ${status}`,
      slackText.includes(`${status}: The lamp of shop`) && slackText.includes(RUNBOOK) && slackText.includes("#oncall"),
      slack.body,
    ),
    check(
      `PagerDuty gets the event, ${status}, with the key from its file`,
      event.routing_key === "the-routing-key" && (status === "resolved" || event.payload?.severity === "critical"),
      pagerDuty.body,
    ),
    check(
      `Opsgenie gets the alert, ${status}, with the key from its file`,
      opsgenie.headers.authorization === "GenieKey the-api-key" && (status === "resolved" || opsgenie.body.includes('"P1"')),
      opsgenie.body,
    ),
    check(
      `SNS publishes subject and text, ${status}`,
      published.get("TopicArn")?.endsWith(":text") === true &&
        published.get("Message")!.includes('Seen in "loop" by lamps.') &&
        published.get("Message")!.includes(`runbook: ${RUNBOOK}`),
      text.body,
    ),
    check(
      `SNS publishes what a chat channel shows, ${status}`,
      notification.version === "1.0" &&
        notification.source === "custom" &&
        notification.content.description.includes('Seen in "loop" by lamps.') &&
        notification.metadata.threadId === "LampOut loop",
      chat.body,
    ),
    ...(status === "firing" ? [check("the value is in the message", webhook.body.includes(SUMMARY), webhook.body)] : []),
  ];
}

interface PagerDutyEvent {
  readonly routing_key: string;
  readonly payload?: { readonly severity: string };
}

interface ChatNotification {
  readonly version: string;
  readonly source: string;
  readonly content: { readonly title: string; readonly description: string };
  readonly metadata: { readonly threadId: string };
}

function to(receiver: string): (delivery: Delivery) => boolean {
  return (delivery) => delivery.to === receiver;
}

/** Whether the text stands in the body, in JSON or in a form. */
function holds({ body }: Delivery, text: string): boolean {
  return (
    body.includes(text) || new URLSearchParams(body).toString().includes(new URLSearchParams({ t: text }).toString().slice(2))
  );
}

function webhookMessage({ body }: Delivery): WebhookMessage {
  return JSON.parse(body) as WebhookMessage;
}

function namesIn({ alerts }: WebhookMessage): string[] {
  return alerts.map(({ labels }) => labels.alertname!);
}
