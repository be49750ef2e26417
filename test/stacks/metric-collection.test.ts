import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { AlertReceiver } from "../../constructs/core/alert-receivers";
import { defineEnvironment } from "../../environments/environment";
import type { AlertSettings, MetricSettings } from "../../environments/environment-props";
import { asTerraformPrints } from "../constructs/addons/add-on-samples";
import { leastEnvironment } from "../props/samples/environment";
import { synthesiseEnvironment } from "../support/environments";
import { onlyResourceOf, resourcesOf, type SynthesisedStack } from "../support/synth";

const stacksOf = (metrics: MetricSettings, alerts: AlertSettings = {}) =>
  synthesiseEnvironment(defineEnvironment({ ...leastEnvironment, metrics, alerts }));
const releasesOf = (stack: SynthesisedStack) => resourcesOf(stack, "helm_release").map(({ name }) => name as string);
const prometheusOf = (stack: SynthesisedStack): any => {
  const release = resourcesOf(stack, "helm_release").find(({ name }) => name === "kube-prometheus-stack")!;
  const [text] = release.values as [string];
  return parse(asTerraformPrints(text.replace(/(?<!\$)\$\{[^}]*\}/g, "<reference>")), { version: "1.1" });
};
const ampRulesOf = (stack: SynthesisedStack): any[] =>
  (parse(onlyResourceOf(stack, "aws_prometheus_rule_group_namespace").data as string) as { groups: any[] }).groups;
const alertsOf = (groups: any[]): string[] => groups.flatMap(({ rules }) => rules.flatMap(({ alert }: any) => alert ?? []));
const outside: AlertReceiver = { type: "webhook", url: { key: "url", secretName: "heartbeat" } };
const pagerDuty: AlertReceiver = {
  type: "pagerduty",
  routingKey: { key: "key", secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:p", secretName: "pagerduty" },
};

describe("metrics.collector", () => {
  it("in-cluster-prometheus writes to the workspace, and keeps what it records for itself", () => {
    const stacks = stacksOf({});
    expect(releasesOf(stacks["in-cluster"]!)).toEqual([
      "otel-agent",
      "otel-collector",
      "fluent-bit",
      "kube-prometheus-stack",
      "grafana-dashboards",
    ]);
    expect(stacks.metrics!.resource).not.toHaveProperty("aws_prometheus_scraper");
    const [write] = prometheusOf(stacks["in-cluster"]!).prometheus.prometheusSpec.remoteWrite;
    const dropped = new RegExp(`^(?:${write.writeRelabelConfigs[0].regex})$`);
    const names = ["cluster:up:sum", "instance:node_cpu_utilisation:ratio_rate5m", "ALERTS", "ALERTS_FOR_STATE", "up"];
    expect(names.filter((name) => dropped.test(name))).toEqual(names.slice(0, 4));
  });

  it("managed-scraper has its network interfaces in the nodes' subnets, and exporters to scrape", () => {
    const stacks = stacksOf({ collector: "managed-scraper" });
    expect(releasesOf(stacks["in-cluster"]!).sort()).toEqual([
      "fluent-bit",
      "kube-state-metrics",
      "node-exporter",
      "otel-agent",
      "otel-collector",
    ]);
    const { source, scrape_configuration } = onlyResourceOf(stacks.metrics!, "aws_prometheus_scraper") as any;
    expect(source[0].eks[0].subnet_ids).toHaveLength(2);
    const { global, scrape_configs } = parse(scrape_configuration);
    expect(global.external_labels).toEqual({ cluster: "obs-test", region: "eu-central-1", environment: "test" });
    const namespaces = scrape_configs.flatMap((job: any) => job.kubernetes_sd_configs[0].namespaces?.names ?? []) as string[];
    const [exporter] = resourcesOf(stacks["in-cluster"]!, "helm_release");
    expect(namespaces).toContain(exporter!.namespace);
  });

  it("opentelemetry-collector is one more collector beside the one that applications send to", () => {
    const stacks = stacksOf({ collector: "opentelemetry-collector" });
    expect(releasesOf(stacks["in-cluster"]!)).toContain("otel-scraper");
    expect(stacks.metrics!.resource).not.toHaveProperty("aws_prometheus_scraper");
  });

  it.each(["managed-scraper", "opentelemetry-collector"] as const)(
    "%s ships no rule about a Prometheus that is not there, and no monitor that nobody reads",
    (collector) => {
      const stacks = stacksOf({ collector });
      const groups = ampRulesOf(stacks.metrics!).map(({ name }) => name as string);
      expect(groups).toContain("exporters");
      expect(groups.filter((name) => ["monitoring", "cost", "dead-mans-switch"].includes(name))).toEqual([]);
      const values = resourcesOf(stacks["in-cluster"]!, "helm_release").map((release) => (release.values as string[])[0]!);
      expect(values.filter((text) => /serviceMonitor:\n\s+enabled: true/.test(text))).toEqual([]);
    },
  );

  it("limits the series of a workspace, as a whole and by job", () => {
    const limits = { maxActiveSeries: 1000, maxSeriesByJob: { kubelet: 10 } };
    expect(onlyResourceOf(stacksOf(limits).metrics!, "aws_prometheus_workspace_configuration").limits_per_label_set).toEqual([
      { label_set: {}, limits: [{ max_series: 1000 }] },
      { label_set: { job: "kubelet" }, limits: [{ max_series: 10 }] },
    ]);
  });
});

describe("alerts.sentBy", () => {
  it("workspace leaves the cluster's Alertmanager with nobody to tell", () => {
    const stacks = stacksOf({}, { heartbeat: { receiver: pagerDuty } });
    expect(prometheusOf(stacks["in-cluster"]!).alertmanager).not.toHaveProperty("config");
    expect(alertsOf(ampRulesOf(stacks.metrics!))).toContain("Watchdog");
    expect(onlyResourceOf(stacks.metrics!, "aws_prometheus_alert_manager_definition").definition).toContain("heartbeat");
  });

  it("cluster gives its Alertmanager the receivers, the mounted secrets and the right to publish; the workspace only records", () => {
    const stacks = stacksOf({}, { sentBy: "cluster", page: [pagerDuty], heartbeat: { receiver: outside } });
    expect(stacks.metrics!.resource).not.toHaveProperty("aws_prometheus_alert_manager_definition");
    expect(alertsOf(ampRulesOf(stacks.metrics!))).toEqual([]);
    expect(ampRulesOf(stacks.metrics!).length).toBeGreaterThan(3);

    const { alertmanager, defaultRules, additionalPrometheusRulesMap } = prometheusOf(stacks["in-cluster"]!);
    expect(alertmanager.alertmanagerSpec.secrets).toEqual(["heartbeat", "pagerduty"]);
    const page = alertmanager.config.receivers.find(({ name }: any) => name === "page");
    expect(Object.keys(page)).toEqual(["name", "pagerduty_configs", "sns_configs"]);
    expect(page.pagerduty_configs[0].routing_key_file).toBe("/etc/alertmanager/secrets/pagerduty/key");
    expect(alertsOf(additionalPrometheusRulesMap["eks-observability"].groups)).toContain("Watchdog");
    expect(defaultRules.rules).toMatchObject({ general: false, kubernetesApps: false });
    expect(defaultRules.rules).not.toHaveProperty("k8sContainerResource");

    const policies = resourcesOf(stacks["in-cluster"]!, "aws_iam_role_policy").map(({ policy }) => policy as string);
    const publish = policies.filter((policy) => policy.includes("sns:Publish"));
    expect(publish).toHaveLength(1);
    expect(publish[0]).toContain("kms:GenerateDataKey");
    expect(publish[0]).not.toContain('"Resource":"*"');
    const identity = resourcesOf(stacks["in-cluster"]!, "aws_eks_pod_identity_association");
    expect(identity.map(({ service_account }) => service_account)).toContain(alertmanager.serviceAccount.name);
  });

  it("both tells people twice, and gives one sign of life: that of the cluster", () => {
    const stacks = stacksOf({}, { sentBy: "both", heartbeat: { receiver: outside } });
    expect(alertsOf(ampRulesOf(stacks.metrics!))).not.toContain("Watchdog");
    expect(alertsOf(ampRulesOf(stacks.metrics!)).length).toBeGreaterThan(50);
    expect(onlyResourceOf(stacks.metrics!, "aws_prometheus_alert_manager_definition").definition).toContain("nobody");
    const { alertmanager } = prometheusOf(stacks["in-cluster"]!);
    expect(alertmanager.config.receivers.map(({ name }: any) => name)).toContain("heartbeat");
  });
});

describe("alerts.slack", () => {
  const slack = { teamId: "T012ABCDEFG", pageChannelId: "C012ABCDEFG" };

  it("shows both severities in one channel, each from a topic in the format of chat", () => {
    const { metrics } = stacksOf({}, { slack });
    const channel = onlyResourceOf(metrics!, "aws_chatbot_slack_channel_configuration");
    expect(channel).toMatchObject({ slack_channel_id: "C012ABCDEFG", slack_team_id: "T012ABCDEFG" });
    expect(channel.sns_topic_arns).toHaveLength(4);
    const { alertmanager_config } = parse(
      onlyResourceOf(metrics!, "aws_prometheus_alert_manager_definition").definition as string,
    ) as { alertmanager_config: string };
    const page = parse(alertmanager_config).receivers.find(({ name }: any) => name === "page");
    expect(page.sns_configs.map(({ topic_arn, message }: any) => [/PageChat/.test(topic_arn), /"chat"/.test(message)])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it("makes a configuration for each of two channels", () => {
    const { metrics } = stacksOf({}, { slack: { ...slack, ticketChannelId: "C034ABCDEFG" } });
    const channels = resourcesOf(metrics!, "aws_chatbot_slack_channel_configuration");
    expect(channels.map(({ slack_channel_id }) => slack_channel_id)).toEqual(["C012ABCDEFG", "C034ABCDEFG"]);
  });
});
