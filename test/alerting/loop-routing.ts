import type { AlertReceiver, AlertSecret } from "../../constructs/core/alert-receivers";
import type { AlertRouting } from "../../constructs/core/alert-routing";
import { Duration } from "../../constructs/core/duration";
import type { AlertmanagerFile, AlertmanagerReceiver, AlertmanagerRoute } from "./shipped-alertmanagers";

/** Secrets of the loop by Kubernetes Secret and key, which are files there. */
export type LoopSecrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

const secret = (secretName: string, key: string): AlertSecret => ({ secretName, key });
const topic = (name: string): string => `arn:aws:sns:eu-central-1:111122223333:${name}`;

/** A routing with every kind of receiver that a program on loopback can stand in for: all but a mail server. */
export function loopRouting(url: string): AlertRouting {
  const webhook: AlertReceiver = { type: "webhook", url: `${url}/webhook`, token: secret("webhook", "token") };
  return {
    page: [
      webhook,
      { type: "slack", channel: "#oncall", webhookUrl: secret("slack", "url") },
      { type: "pagerduty", routingKey: secret("pagerduty", "key") },
      { type: "opsgenie", apiKey: secret("opsgenie", "key") },
      { type: "sns", topicArn: topic("text") },
      { type: "sns", topicArn: topic("chat"), format: "chat" },
    ],
    ticket: [{ type: "webhook", url: `${url}/ticket` }],
    teams: { shop: { ticket: [{ type: "webhook", url: `${url}/shop` }] } },
    heartbeat: { receiver: { type: "webhook", url: secret("heartbeat", "url") }, every: Duration.minutes(1) },
  };
}

/** What stands in the files. */
export function loopSecrets(url: string): LoopSecrets {
  return {
    webhook: { token: "the-token" },
    slack: { url: `${url}/slack` },
    pagerduty: { key: "the-routing-key" },
    opsgenie: { key: "the-api-key" },
    heartbeat: { url: `${url}/heartbeat` },
  };
}

/**
 * The configuration with nothing changed but the addresses of services on the internet, the credentials for SNS, and the times that
 * people are given to breathe.
 */
export function onLoopback(config: AlertmanagerFile, url: string): AlertmanagerFile {
  return { ...config, route: atOnce(config.route), receivers: config.receivers.map((receiver) => redirected(receiver, url)) };
}

function atOnce(route: AlertmanagerRoute): AlertmanagerRoute {
  return { ...route, group_wait: "0s", group_interval: "1s", routes: (route.routes ?? []).map(atOnce) } as AlertmanagerRoute;
}

function redirected({ name, ...integrations }: AlertmanagerReceiver, url: string): AlertmanagerReceiver {
  const changed = Object.entries(integrations).map(([kind, list]) => [
    kind,
    (list as Record<string, any>[]).map((config) => ({ ...config, ...addressOf(kind, config, url) })),
  ]);
  return { name, ...(Object.fromEntries(changed) as object) };
}

function addressOf(kind: string, config: Record<string, any>, url: string): object {
  switch (kind) {
    case "pagerduty_configs":
      return { url: `${url}/pagerduty` };
    case "opsgenie_configs":
      return { api_url: `${url}/opsgenie/` };
    case "sns_configs":
      return {
        api_url: `${url}/sns-${String(config.topic_arn).split(":").at(-1)}`,
        sigv4: { ...config.sigv4, access_key: "offline", secret_key: "offline" },
      };
    default:
      return {};
  }
}
