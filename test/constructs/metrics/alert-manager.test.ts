import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import { AlertManager, type AlertManagerProps } from "../../../constructs/metrics/alert-manager";
import { AlertTopics } from "../../../constructs/metrics/alert-topics";
import { onlyResourceOf, synthesise } from "../../support/synth";
import { key, location, workspace } from "./fixtures";

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

describe("AlertManager", () => {
  it("sends pages to one topic and everything else to the other, signed for the region", () => {
    const { route, receivers } = config(definition());
    expect(route.receiver).toBe("ticket");
    expect(route.routes).toEqual([
      expect.objectContaining({ receiver: "page", matchers: ['severity="page"'], repeat_interval: "4h" }),
    ]);
    expect(route.repeat_interval).toBe("1d");
    const targets = receivers.map((receiver: any) => [
      receiver.name,
      receiver.sns_configs[0].topic_arn,
      receiver.sns_configs[0].sigv4,
    ]);
    expect(targets).toEqual([
      ["page", expect.stringMatching(/^\$\{aws_sns_topic\.Topics_Page_.*\.arn\}$/), { region: "eu-central-1" }],
      ["ticket", expect.stringMatching(/^\$\{aws_sns_topic\.Topics_Ticket_.*\.arn\}$/), { region: "eu-central-1" }],
    ]);
  });

  it("uses only what AMP allows in an SNS receiver", () => {
    for (const receiver of config(definition()).receivers) {
      expect(Object.keys(receiver.sns_configs[0]).sort()).toEqual([
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
    expect(template_files.alerts).toContain('{{ define "subject" }}');
    expect(template_files.alerts).toContain('{{ define "message" }}');
    expect(config(text).templates).toEqual(["alerts"]);
    expect(text.match(/[$%]\{(?!aws_sns_topic)/)).toBeNull();
  });

  it("keeps the given repetitions", () => {
    const { route } = config(definition({ repeatPages: Duration.minutes(30), repeatTickets: Duration.days(5) }));
    expect([route.routes[0].repeat_interval, route.repeat_interval]).toEqual(["30m", "5d"]);
  });

  it("rejects repetitions that AMP does not take, both at once", () => {
    expect(() => definition({ repeatPages: Duration.minutes(1), repeatTickets: Duration.days(6) })).toThrow(
      /2 faults.*repeatPages is out of range; got "1m".*repeatTickets is out of range; got "6d".*5m to 5d/s,
    );
  });
});
