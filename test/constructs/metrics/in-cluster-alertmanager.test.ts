import { describe, expect, it } from "vitest";
import type { AlertRouting } from "../../../constructs/core/alert-routing";
import { inClusterAlertmanager } from "../../../constructs/metrics/in-cluster-alertmanager";
import { fullInClusterRouting, leastRouting, secretNamed, slack } from "./routing-samples";

const render = (routing: Partial<AlertRouting>, folders = {}) =>
  inClusterAlertmanager({ ...leastRouting, ...routing }, { region: "eu-central-1", ...folders });
const receiversOf = (routing: Partial<AlertRouting>) =>
  Object.fromEntries((render(routing).config as { receivers: any[] }).receivers.map((receiver) => [receiver.name, receiver]));

describe("inClusterAlertmanager", () => {
  it("names secrets by the files they are mounted as, and lists what is to be mounted", () => {
    const { config, secretNames } = render(fullInClusterRouting);
    expect(secretNames).toEqual(["heartbeat", "opsgenie", "pagerduty", "pagerduty-payments", "slack", "smtp", "tickets"]);
    const files = [...JSON.stringify(config).matchAll(/"(\w+)_file":"([^"]+)"/g)].map(([, option, file]) => [option, file]);
    expect(files).toEqual([
      ["smtp_auth_password", "/etc/alertmanager/secrets/smtp/password"],
      ["routing_key", "/etc/alertmanager/secrets/pagerduty/routing-key"],
      ["api_key", "/etc/alertmanager/secrets/opsgenie/api-key"],
      ["routing_key", "/etc/alertmanager/secrets/pagerduty-payments/routing-key"],
      ["api_url", "/etc/alertmanager/secrets/slack/webhook-url"],
      ["credentials", "/etc/alertmanager/secrets/tickets/token"],
      ["url", "/etc/alertmanager/secrets/heartbeat/url"],
    ]);
  });

  it("holds no option that takes a secret's value", () => {
    const text = JSON.stringify(render(fullInClusterRouting).config);
    expect(text).not.toMatch(
      /"(routing_key|service_key|api_key|api_url|credentials|smtp_auth_password|bearer_token|password)":"(?!https:\/\/api\.(eu\.)?opsgenie)/,
    );
  });

  it("finds secrets and templates in the folders that are given", () => {
    const { config, templateFiles } = render(
      { page: [slack] },
      { secretsFolder: "/run/secrets", templatesFolder: "/run/templates" },
    );
    expect(config).toMatchObject({ templates: ["/run/templates/*.tmpl"] });
    expect(JSON.stringify(config)).toContain('"api_url_file":"/run/secrets/slack/webhook-url"');
    expect(Object.keys(templateFiles)).toEqual(["alerts.tmpl"]);
  });

  it("gives each severity its own loudness", () => {
    const both = [
      { type: "pagerduty", routingKey: secretNamed("p", "k") },
      { type: "opsgenie", apiKey: secretNamed("o", "k") },
    ] as const;
    const { page, ticket } = receiversOf({ page: both, ticket: both });
    expect([page.pagerduty_configs[0].severity, ticket.pagerduty_configs[0].severity]).toEqual(["critical", "warning"]);
    expect([page.opsgenie_configs[0].priority, ticket.opsgenie_configs[0].priority]).toEqual(["P1", "P3"]);
    expect(page.opsgenie_configs[0].api_url).toBe("https://api.opsgenie.com/");
  });

  it("publishes to SNS in the format that the subscribers read", () => {
    const { ticket } = receiversOf({
      ticket: [{ type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:t", format: "chat" }],
    });
    expect(ticket.sns_configs[0].message).toBe('{{ template "chat" . }}');
  });

  it("warns of Opsgenie with its last day", () => {
    expect(render(fullInClusterRouting).warnings).toEqual([expect.stringMatching(/^page\[1\] .*end on 2027-04-05/)]);
    expect(render({}).warnings).toEqual([]);
  });

  it("rejects secrets that have no name in the cluster, and malformed ones", () => {
    const named = (routingKey: object) => () => render({ page: [{ type: "pagerduty", routingKey: routingKey as never }] });
    expect(named({ key: "k", secretArn: "arn" })).toThrow(/page\[0\]\.routingKey\.secretName is missing/);
    expect(named({ key: "../k", secretName: "Pager" })).toThrow(
      /2 faults.*got "Pager".*routingKey\.key is no key of a Secret; got "\.\.\/k"/s,
    );
  });

  it("rejects mail without a server, and a server without mail", () => {
    expect(() => render({ ticket: [{ type: "email", to: ["a@example.com"] }] })).toThrow(/smtp is missing/);
    expect(() => render({ smtp: fullInClusterRouting.smtp! })).toThrow(/smtp is of no use/);
  });
});
