import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { AlertReceiver } from "../../../constructs/core/alert-receivers";
import { Duration } from "../../../constructs/core/duration";
import { AlertManager, type AlertManagerProps } from "../../../constructs/metrics/alert-manager";
import { AlertTopics } from "../../../constructs/metrics/alert-topics";
import { onlyResourceOf, synthesise } from "../../support/synth";
import { key, location, workspace } from "./fixtures";
import { fullAmpRouting, pagerDuty, pageTopic, secretNamed, slack, ticketTopic } from "./routing-samples";

const definition = (props: Partial<AlertManagerProps> = {}): string =>
  onlyResourceOf(
    synthesise((scope) => {
      const topics = new AlertTopics(scope, "Topics", { pageTopicName: "page", ticketTopicName: "ticket", location, key });
      const { page, ticket } = topics;
      new AlertManager(scope, "AlertManager", { workspace, region: location.region, page, ticket, ...props });
    }),
    "aws_prometheus_alert_manager_definition",
  ).definition;
const config = (text: string) => parse((parse(text) as { alertmanager_config: string }).alertmanager_config);

const routesOf = (text: string) =>
  Object.fromEntries(config(text).route.routes.map((route: any) => [route.matchers[0], route])) as Record<string, any>;

describe("AlertManager", () => {
  it("sends pages to one topic and everything else to the other, signed for the region", () => {
    const { route, receivers } = config(definition());
    expect(route).toMatchObject({ receiver: "ticket", repeat_interval: "1d" });
    const routes = routesOf(definition());
    expect(routes['severity="page"']).toMatchObject({ receiver: "page", repeat_interval: "4h" });
    expect(routes['severity="ticket"']).toEqual({ receiver: "ticket", matchers: ['severity="ticket"'] });
    const targets = receivers
      .filter((receiver: any) => receiver.sns_configs)
      .map(({ name, sns_configs: [sns] }: any) => [name, sns.topic_arn, sns.sigv4]);
    expect(targets).toEqual([
      ["page", expect.stringMatching(/^\$\{aws_sns_topic\.Topics_Page_.*\.arn\}$/), { region: "eu-central-1" }],
      ["ticket", expect.stringMatching(/^\$\{aws_sns_topic\.Topics_Ticket_.*\.arn\}$/), { region: "eu-central-1" }],
    ]);
  });

  it("uses only what AMP allows in an SNS receiver", () => {
    for (const { sns_configs } of config(definition()).receivers.filter((receiver: any) => receiver.sns_configs)) {
      expect(Object.keys(sns_configs[0]).sort()).toEqual([
        "attributes",
        "message",
        "send_resolved",
        "sigv4",
        "subject",
        "topic_arn",
      ]);
    }
  });

  it("defines the templates that the receivers name, with nothing that Terraform would fill in but the topics", () => {
    const text = definition();
    const { template_files } = parse(text) as { template_files: { alerts: string } };
    for (const name of ["subject", "title", "message", "chat"]) {
      expect(template_files.alerts).toContain(`{{ define "${name}" }}`);
    }
    expect(config(text).templates).toEqual(["alerts"]);
    expect(text.match(/[$%]\{(?!aws_sns_topic)/)).toBeNull();
  });

  it("keeps the given repetitions", () => {
    const text = definition({ repeatPages: Duration.minutes(30), repeatTickets: Duration.days(5) });
    expect([routesOf(text)['severity="page"'].repeat_interval, config(text).route.repeat_interval]).toEqual(["30m", "5d"]);
  });

  it("sends the sign of life to whoever watches, without its end, and to nobody else", () => {
    const watched = definition({ heartbeat: { receiver: pageTopic, every: Duration.minutes(1) } });
    expect(routesOf(watched)['alertname="Watchdog"']).toMatchObject({ receiver: "heartbeat", repeat_interval: "1m" });
    const heartbeat = config(watched).receivers.find(({ name }: any) => name === "heartbeat");
    expect(heartbeat.sns_configs).toEqual([expect.objectContaining({ send_resolved: false })]);
    const unwatched = definition();
    expect(routesOf(unwatched)['alertname="Watchdog"'].receiver).toBe("nobody");
    expect(config(unwatched).receivers).toContainEqual({ name: "nobody" });
  });

  it("reads PagerDuty's key from Secrets Manager", () => {
    const [page] = config(definition({ page: [pagerDuty] })).receivers;
    expect(page.pagerduty_configs[0]).toMatchObject({
      severity: "critical",
      routing_key: {
        aws_secrets_manager: {
          secret_arn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:pagerduty",
          secret_key: "routing-key",
          refresh_interval: "5m",
        },
      },
    });
  });

  it("mutes tickets in quiet hours, a team's as well, and never pages", () => {
    const text = definition({
      quietHours: [{ from: "20:00", to: "07:00", days: ["monday"], timeZone: "Europe/Berlin" }],
      teams: { shop: { page: [pageTopic], ticket: [ticketTopic] } },
    });
    const { 'severity="page"': page, 'severity="ticket"': ticket } = routesOf(text);
    expect(ticket).toMatchObject({
      mute_time_intervals: ["quiet-hours"],
      routes: [{ receiver: "ticket-shop", matchers: ['owner="shop"'], mute_time_intervals: ["quiet-hours"] }],
    });
    expect(JSON.stringify(page)).not.toContain("mute_time_intervals");
    expect(config(text).time_intervals[0].time_intervals).toEqual([
      {
        times: [
          { start_time: "20:00", end_time: "24:00" },
          { start_time: "00:00", end_time: "07:00" },
        ],
        weekdays: ["monday"],
        location: "Europe/Berlin",
      },
    ]);
  });

  it("lets a page mute the tickets about the same objective, but not those that have none", () => {
    const rules = config(definition()).inhibit_rules;
    expect(rules).toContainEqual({
      source_matchers: ['severity="page"', 'slo!=""'],
      target_matchers: ['severity="ticket"'],
      equal: ["cluster", "slo"],
    });
    expect(rules).toHaveLength(2);
  });

  it("takes a whole routing, with all that AMP has", () => {
    const text = definition(fullAmpRouting);
    expect(config(text).receivers.map(({ name }: any) => name)).toEqual([
      "page",
      "page-payments",
      "ticket",
      "ticket-shop",
      "heartbeat",
    ]);
    expect(config(text).inhibit_rules).toHaveLength(3);
    // Neither anchors nor a time that YAML 1.1 takes for a number.
    expect(text).not.toMatch(/&a1|\*a1|_time: \d\d:/);
  });

  it.each([
    ["slack", slack, /page\[0\]\.type is a receiver that Amazon Managed Prometheus does not have; got "slack".*SlackChannel/],
    ["email", { type: "email", to: ["a@example.com"] }, /got "email".*subscribe the addresses/],
    ["opsgenie", { type: "opsgenie", apiKey: secretNamed("o", "k") }, /got "opsgenie".*subscribe the Opsgenie integration/],
    ["webhook", { type: "webhook", url: "https://example.com" }, /got "webhook".*subscribe the HTTPS endpoint/],
  ] as [string, AlertReceiver, RegExp][])("rejects %s with what takes its place", (_type, receiver, message) => {
    expect(() => definition({ page: [receiver] })).toThrow(message);
  });

  it("rejects a PagerDuty key that AMP can't read", () => {
    expect(() => definition({ page: [{ type: "pagerduty", routingKey: { key: "k", secretName: "s" } }] })).toThrow(
      /page\[0\]\.routingKey\.secretArn is missing: AMP reads keys from Secrets Manager only/,
    );
    expect(() => definition({ page: [{ type: "pagerduty", routingKey: { key: "k", secretArn: "0123456789abcdef" } }] })).toThrow(
      /page\[0\]\.routingKey\.secretArn is not the ARN of a secret/,
    );
  });

  it("rejects more routes and inhibitions than AMP takes", () => {
    const teams = Object.fromEntries(Array.from({ length: 97 }, (_, index) => [`team-${index}`, { page: [pageTopic] }]));
    expect(() => definition({ teams })).toThrow(/teams make more routes than AMP takes; got 101; allowed: at most 100 routes/);
    const inhibitions = Array.from({ length: 99 }, () => fullAmpRouting.inhibitions![0]!);
    expect(() => definition({ inhibitions })).toThrow(/inhibitions are more than AMP takes; got 101/);
  });

  it("rejects a definition that is too large", () => {
    const groupBy = [`l${"x".repeat(1_000_000)}`];
    expect(() => definition({ groupBy })).toThrow(/routing makes a definition that is too large for AMP; got 100\d{4}/);
  });

  it("rejects repetitions that AMP does not take, both at once", () => {
    expect(() => definition({ repeatPages: Duration.minutes(1), repeatTickets: Duration.days(6) })).toThrow(
      /2 faults.*repeatPages is out of range; got "1m".*repeatTickets is out of range; got "6d".*5m to 5d/s,
    );
  });
});
