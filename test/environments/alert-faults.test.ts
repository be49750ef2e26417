import { describe, expect, it } from "vitest";
import type { AlertReceiver } from "../../constructs/core/alert-receivers";
import { alertFaults } from "../../environments/alert-faults";
import type { AlertSettings, MetricSettings } from "../../environments/environment-props";
import { metricFaults } from "../../environments/metric-faults";
import { leastEnvironment } from "../props/samples/environment";

const faultsOf = (alerts: AlertSettings, metrics: MetricSettings = {}) =>
  alertFaults({ ...leastEnvironment, alerts, metrics }).map(
    ({ path, problem, got, allowed }) => `${path} ${problem}; ${JSON.stringify(got)}; ${allowed ?? ""}`,
  );
const secretArn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:pagerduty";
const pagerDuty: AlertReceiver = { type: "pagerduty", routingKey: { key: "key", secretArn, secretName: "pagerduty" } };
const slackWebhook: AlertReceiver = { type: "slack", channel: "#platform", webhookUrl: { key: "url", secretName: "slack" } };
const outside: AlertReceiver = { type: "webhook", url: { key: "url", secretName: "heartbeat" } };

describe("alertFaults", () => {
  it("finds nothing wrong with receivers that their sender has", () => {
    expect(faultsOf({ page: [pagerDuty], heartbeat: { receiver: pagerDuty } })).toEqual([]);
    expect(faultsOf({ sentBy: "cluster", ticket: [slackWebhook], heartbeat: { receiver: outside } })).toEqual([]);
    expect(faultsOf({ sentBy: "both", page: [pagerDuty], heartbeat: { receiver: outside } })).toEqual([]);
  });

  it("refuses a receiver that AMP lacks wherever AMP sends, by its place in the environment", () => {
    for (const sentBy of ["workspace", "both"] as const) {
      expect(faultsOf({ sentBy, ticket: [pagerDuty, slackWebhook] })).toEqual([
        'alerts.ticket[1].type is a receiver that Amazon Managed Prometheus does not have; "slack"; sns, pagerduty',
      ]);
    }
  });

  it("wants each key in the place that its sender reads", () => {
    const onlyInAws: AlertReceiver = { type: "pagerduty", routingKey: { key: "key", secretArn } };
    expect(faultsOf({ page: [onlyInAws] })).toEqual([]);
    expect(faultsOf({ sentBy: "both", page: [onlyInAws] })).toEqual([
      "alerts.page[0].routingKey.secretName is missing: the cluster's Alertmanager reads keys from files; undefined; ",
    ]);
    const onlyInCluster: AlertReceiver = { type: "pagerduty", routingKey: { key: "key", secretName: "pagerduty" } };
    expect(faultsOf({ page: [onlyInCluster] })).toEqual([
      "alerts.page[0].routingKey.secretArn is missing: AMP reads keys from Secrets Manager only; undefined; ",
    ]);
  });

  it("says a fault that both Alertmanagers find once", () => {
    const faults = faultsOf({ sentBy: "both", quietHours: [{ from: "25:00", timeZone: "UTC" }] });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^alerts\.quietHours\[0\]\.from has the wrong form; "25:00"/);
  });

  it("refuses a heartbeat that nobody outside watches", () => {
    const receiver: AlertReceiver = { type: "sns", topicArn: "arn:aws:sns:eu-central-1:111122223333:own" };
    expect(faultsOf({ heartbeat: { receiver } })).toEqual([
      'alerts.heartbeat.receiver.type is no receiver that notices when the sign of life stays away; "sns"; webhook, pagerduty, opsgenie',
    ]);
  });

  it.each(["managed-scraper", "opentelemetry-collector"] as const)("refuses the cluster as sender with %s", (collector) => {
    expect(faultsOf({ sentBy: "both" }, { collector })).toEqual([
      `alerts.sentBy wants an Alertmanager in the cluster, where metrics.collector "${collector}" puts none; "both"; "workspace"`,
    ]);
    expect(faultsOf({ sentBy: "workspace" }, { collector })).toEqual([]);
  });

  it("refuses an unknown sender, and names of Slack where ids belong", () => {
    expect(faultsOf({ sentBy: "grafana" as never })).toContain('alerts.sentBy is not known; "grafana"; workspace, cluster, both');
    const paths = alertFaults({
      ...leastEnvironment,
      alerts: { slack: { teamId: "acme", pageChannelId: "#oncall", ticketChannelId: "platform" } },
    }).map(({ path }) => path);
    expect(paths).toEqual(["alerts.slack.teamId", "alerts.slack.pageChannelId", "alerts.slack.ticketChannelId"]);
  });
});

describe("metricFaults", () => {
  const pathsOf = (metrics: MetricSettings) => metricFaults({ ...leastEnvironment, metrics }).map(({ path, got }) => [path, got]);

  it("refuses an unknown collector, and limits that are none", () => {
    expect(pathsOf({ collector: "managed-scraper", maxActiveSeries: 1, maxSeriesByJob: { kubelet: 50_000_000 } })).toEqual([]);
    expect(pathsOf({ collector: "agent" as never })).toEqual([["metrics.collector", "agent"]]);
    expect(pathsOf({ maxActiveSeries: 0, maxSeriesByJob: { kubelet: 50_000_001 } })).toEqual([
      ["metrics.maxActiveSeries", 0],
      ["metrics.maxSeriesByJob.kubelet", 50_000_001],
    ]);
  });
});
