import type { AlertReceiver } from "../../../constructs/core/alert-receivers";
import type { QuietHours } from "../../../constructs/core/alert-routing";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import type { EnvironmentProps, SlackSettings } from "../../../environments/environment-props";
import type { Variant } from "../sample";

const pagerDuty: AlertReceiver = {
  type: "pagerduty",
  routingKey: { key: "key", secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:pagerduty" },
};
const slack: SlackSettings = { teamId: "T012ABCDEFG", pageChannelId: "C012ABCDEFG" };
const night: QuietHours = { days: ["monday"], from: "20:00", to: "06:00", timeZone: "UTC" };
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** The least values of an environment. */
export const leastEnvironment: EnvironmentProps = {
  name: "test",
  account: "111122223333",
  region: "eu-central-1",
  state: { kind: "s3", bucket: "state-bucket" },
  network: { cidr: "10.40.0.0/16", zones: ["a", "b"] },
  cluster: {
    version: "1.34",
    endpoint: { access: "private" },
    adminRoleArns: [role("platform-admin")],
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 4 } },
  },
};

const tainted: EnvironmentProps["cluster"] = {
  ...leastEnvironment.cluster,
  nodeGroups: {
    general: { ...leastEnvironment.cluster.nodeGroups.general!, taints: [{ key: "batch", effect: "NoSchedule" }] },
  },
};

const otlpStore = { kind: "otlp", name: "store", endpoint: "https://otlp.example.com" } as const;
const withNamespace: EnvironmentProps["cluster"] = {
  ...leastEnvironment.cluster,
  namespaces: { games: { maxCpuCores: 8, maxMemoryGibibytes: 16 } },
};

/** Changes of its optional values by path. */
export const environmentVariants: Readonly<Record<string, Variant<EnvironmentProps> | readonly Variant<EnvironmentProps>[]>> = {
  project: { value: "other" },
  // Without NAT, pods have no way to the registries of their images.
  "network.natGateways": { with: { kubernetes: "none" } },
  "network.flowLogRetention": { value: Retention.days(7) },
  "network.interfaceEndpoints": { value: ["sts"] },
  "cluster.name": { value: "shop" },
  "cluster.privateAccessCidrs": { value: ["10.0.0.0/16"] },
  "cluster.nodeGroups.*.diskSizeGibibytes": { value: 100 },
  "cluster.nodeGroups.*.labels": { value: { tier: "batch" } },
  "cluster.nodeGroups.*.taints": { value: [{ key: "batch", value: "true", effect: "NoSchedule" }] },
  "cluster.nodeGroups.*.taints[].value": { value: "true", with: { cluster: tainted } },
  "cluster.fargateProfiles": { value: { jobs: { namespaces: ["jobs"] } } },
  "cluster.namespaces": { value: { games: { maxCpuCores: 8, maxMemoryGibibytes: 16 } } },
  "cluster.namespaces.*.podSecurity": { with: { cluster: withNamespace } },
  "cluster.namespaces.*.maxPods": { value: 5, with: { cluster: withNamespace } },
  "cluster.namespaces.*.maxStorageGibibytes": { value: 5, with: { cluster: withNamespace } },
  "cluster.namespaces.*.defaultCpuMillicores": { value: 5, with: { cluster: withNamespace } },
  "cluster.namespaces.*.defaultMemoryMebibytes": { value: 5, with: { cluster: withNamespace } },
  "cluster.namespaces.*.allowedNamespaces": { value: ["shop"], with: { cluster: withNamespace } },
  "cluster.logTypes": { value: ["audit"] },
  "cluster.logRetention": { value: Retention.days(7) },
  "cluster.adminRoleArns": { value: [role("platform-admin"), role("second-admin")] },
  "cluster.viewerRoleArns": { value: [role("viewer")] },
  logs: { value: { retention: Retention.days(7) } },
  "logs.retention": { value: Retention.days(7), with: { logs: {} } },
  "logs.archive": { value: { keep: Duration.days(400) }, with: { logs: {} } },
  "logs.archive.keep": { value: Duration.days(400), with: { logs: { archive: {} } } },
  "logs.archive.transitionAfter": { value: Duration.days(30), with: { logs: { archive: {} } } },
  "logs.archive.lock": [
    { value: "governance", with: { logs: { archive: {} } } },
    {
      value: "compliance",
      with: { logs: { archive: {} } },
      also: { logs: { archive: { confirmComplianceDays: 1827 } } },
    },
  ],
  "logs.archive.confirmComplianceDays": {
    value: 400,
    with: { logs: { archive: { lock: "compliance", keep: Duration.days(1827), confirmComplianceDays: 1827 } } },
    also: { logs: { archive: { lock: "compliance", keep: Duration.days(400) } } },
  },
  "logs.mask": { value: ["CreditCardNumber"], with: { logs: {} } },
  "logs.detectAnomalies": { with: { logs: {} } },
  "logs.archive.layout": { with: { logs: { archive: {} } } },
  "logs.archive.senderAccounts": { value: ["444455556666"], with: { logs: { archive: {} } } },
  "logs.archive.inventory": { with: { logs: { archive: {} } } },
  "logs.archive.dailyBudgetGibibytes": { value: 5, with: { logs: { archive: {} } } },
  "logs.trustedUsers": { value: ["pipeline"], with: { logs: {} } },
  metrics: { value: { keep: Duration.days(30) } },
  "metrics.collector": { with: { metrics: {} } },
  "metrics.maxActiveSeries": { value: 1_000_000, with: { metrics: {} } },
  "metrics.maxSeriesByJob": { value: { kubelet: 10_000 }, with: { metrics: {} } },
  "metrics.keep": { value: Duration.days(30), with: { metrics: {} } },
  tracing: { value: { destinations: [{ kind: "amp" }] } },
  "tracing.destinations": { value: [{ kind: "xray" }, { kind: "cloudwatch-logs" }], with: { tracing: {} } },
  "tracing.destinations[].exporter": { with: { tracing: { destinations: [{ kind: "xray" }] } } },
  "tracing.destinations[].signals": { value: ["traces"], with: { tracing: { destinations: [otlpStore] } } },
  "tracing.destinations[].header": {
    value: { name: "Authorization", secretName: "store", secretKey: "authorization" },
    with: { tracing: { destinations: [otlpStore] } },
  },
  "tracing.sampling": { value: { sharePercent: 10 }, with: { tracing: {} } },
  "tracing.sampling.slowerThan": { value: Duration.seconds(5), with: { tracing: { sampling: { sharePercent: 10 } } } },
  alerts: { value: { pageEmails: ["oncall@example.com"] } },
  "alerts.pageEmails": { value: ["oncall@example.com"], with: { alerts: {} } },
  "alerts.ticketEmails": { value: ["platform@example.com"], with: { alerts: {} } },
  "alerts.sentBy": { with: { alerts: {} } },
  "alerts.page": { value: [pagerDuty], with: { alerts: {} } },
  "alerts.ticket": { value: [pagerDuty], with: { alerts: {} } },
  "alerts.slack": { value: slack, with: { alerts: {} } },
  "alerts.slack.ticketChannelId": { value: "C034ABCDEFG", with: { alerts: { slack } } },
  "alerts.smtp": {
    value: { host: "smtp.example.com:587", from: "a@example.com", userName: "a", password: { key: "p", secretName: "smtp" } },
    with: { alerts: { sentBy: "cluster" } },
    also: { alerts: { sentBy: "cluster", ticket: [{ type: "email", to: ["a@example.com"] }] } },
  },
  "alerts.teams": { value: { shop: { page: [pagerDuty] } }, with: { alerts: {} } },
  "alerts.teams.*.page": { value: [pagerDuty], with: { alerts: { teams: { shop: { ticket: [pagerDuty] } } } } },
  "alerts.teams.*.ticket": { value: [pagerDuty], with: { alerts: { teams: { shop: { page: [pagerDuty] } } } } },
  "alerts.heartbeat": { value: { receiver: pagerDuty }, with: { alerts: {} } },
  "alerts.heartbeat.every": { value: Duration.minutes(1), with: { alerts: { heartbeat: { receiver: pagerDuty } } } },
  "alerts.groupBy": { value: ["alertname"], with: { alerts: {} } },
  "alerts.repeatPages": { value: Duration.hours(1), with: { alerts: {} } },
  "alerts.repeatTickets": { value: Duration.days(2), with: { alerts: {} } },
  "alerts.quietHours": { value: [night], with: { alerts: {} } },
  "alerts.quietHours[].days": { value: ["sunday"], with: { alerts: { quietHours: [night] } } },
  "alerts.quietHours[].from": { value: "04:00", with: { alerts: { quietHours: [{ ...night, from: undefined }] } } },
  "alerts.quietHours[].to": { value: "07:00", with: { alerts: { quietHours: [{ ...night, to: undefined }] } } },
  "alerts.inhibitions": {
    value: [{ when: ['alertname="A"'], mute: ['alertname="B"'], sameLabels: ["cluster"] }],
    with: { alerts: {} },
  },
  grafana: { value: { authentication: "saml" } },
  "grafana.authentication": { with: { grafana: {} } },
  "grafana.version": { with: { grafana: {} } },
  "grafana.adminGroupIds": { value: ["93a8c4b2-0001-7000-8000-000000000001"], with: { grafana: {} } },
  accountWide: { value: { xraySampling: { samplePercent: 5 } } },
  "accountWide.ebsEncryptionByDefault": { with: { accountWide: { xraySampling: { samplePercent: 5 } } } },
  "accountWide.indexedLogFields": { value: ["trace_id"], with: { accountWide: { xraySampling: { samplePercent: 5 } } } },
  "accountWide.logRetention": {
    value: { logGroupNamePrefixes: ["/aws/lambda/"], retention: Retention.days(30) },
    with: { accountWide: { xraySampling: { samplePercent: 5 } } },
  },
  "accountWide.devOpsGuru": { value: { collect: "tagged" }, with: { accountWide: {} } },
  "accountWide.transactionSearch": { value: { indexPercent: 1 }, with: { accountWide: {} } },
  "accountWide.xrayEncryption": { with: { accountWide: {} } },
  "accountWide.xraySampling": { value: { samplePercent: 5 }, with: { accountWide: {} } },
  tags: { value: { Team: "platform" } },
};
