import type { AlertReceiver, AlertSecret } from "../../../constructs/core/alert-receivers";
import type { AlertRouting } from "../../../constructs/core/alert-routing";
import { Duration } from "../../../constructs/core/duration";

/** A secret that both kinds of Alertmanager can read. */
export function secretNamed(name: string, key: string): AlertSecret {
  return { key, secretName: name, secretArn: `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}` };
}

export const pageTopic: AlertReceiver = { type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-page" };
export const ticketTopic: AlertReceiver = { type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-ticket" };
export const pagerDuty: AlertReceiver = { type: "pagerduty", routingKey: secretNamed("pagerduty", "routing-key") };
export const slack: AlertReceiver = { type: "slack", channel: "#platform", webhookUrl: secretNamed("slack", "webhook-url") };

/** The least that is a routing. */
export const leastRouting: AlertRouting = { page: [pageTopic], ticket: [ticketTopic] };

/** Everything that AMP takes. */
export const fullAmpRouting: AlertRouting = {
  page: [pageTopic, pagerDuty],
  ticket: [ticketTopic],
  teams: {
    payments: { page: [{ type: "pagerduty", routingKey: secretNamed("pagerduty-payments", "routing-key") }] },
    shop: { ticket: [{ type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:shop-chat", format: "chat" }] },
  },
  heartbeat: { receiver: { type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-heartbeat" } },
  groupBy: ["cluster", "alertname"],
  repeatPages: Duration.hours(1),
  repeatTickets: Duration.days(3),
  quietHours: [
    { from: "20:00", to: "07:00", timeZone: "Europe/Berlin" },
    { days: ["saturday", "sunday"], timeZone: "Europe/Berlin" },
  ],
  inhibitions: [
    { when: ['alertname="NodeNotReady"', 'node!=""'], mute: ['alertname=~"Pod.*"'], sameLabels: ["cluster", "node"] },
  ],
};

/** Everything that an Alertmanager in the cluster takes. */
export const fullInClusterRouting: AlertRouting = {
  ...fullAmpRouting,
  page: [pagerDuty, { type: "opsgenie", apiKey: secretNamed("opsgenie", "api-key"), instance: "eu" }],
  ticket: [slack, { type: "email", to: ["platform@example.com", "oncall@example.com"] }, ticketTopic],
  teams: {
    payments: { page: [{ type: "pagerduty", routingKey: secretNamed("pagerduty-payments", "routing-key") }] },
    shop: {
      ticket: [
        { type: "webhook", url: "https://tickets.example.com/alerts", token: secretNamed("tickets", "token") },
        { type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:shop-chat", format: "chat" },
      ],
    },
  },
  heartbeat: { receiver: { type: "webhook", url: secretNamed("heartbeat", "url") }, every: Duration.minutes(1) },
  smtp: {
    host: "smtp.example.com:587",
    from: "alerts@example.com",
    userName: "alerts",
    password: secretNamed("smtp", "password"),
  },
};
