import { Duration } from "../constructs/core/duration";
import { Retention } from "../constructs/core/retention";
import { defineEnvironment } from "./environment";

/** The whole system on the embedded AWS: the stacks and features of production, sized and unprotected for throwing away. */
export const local = defineEnvironment({
  name: "local",
  account: "123456789012",
  region: "eu-central-1",
  target: "emulator",
  kubernetes: "none",
  state: { kind: "local-files" },
  deletionProtection: false,
  network: { cidr: "10.10.0.0/16", zones: ["a", "b", "c"], natGateways: "one-per-zone", flowLogRetention: Retention.days(1) },
  cluster: {
    version: "1.35",
    endpoint: { access: "private" },
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 1, maxSize: 3 } },
    logRetention: Retention.days(1),
    fargateProfiles: { batch: { namespaces: ["batch"] } },
    autoscaler: "karpenter",
    privateAccessCidrs: ["10.200.0.0/16"],
    viewerRoleArns: ["arn:aws:iam::123456789012:role/developer"],
    adminRoleArns: ["arn:aws:iam::123456789012:role/platform-admin"],
  },
  logs: {
    retention: Retention.days(1),
    mask: ["AwsSecretKey", "CreditCardNumber"],
    detectAnomalies: true,
    archive: {
      layout: "workloads",
      senderAccounts: ["210987654321"],
      inventory: "weekly",
      keep: Duration.days(1827),
      transitionAfter: Duration.days(90),
      lock: "governance",
      dailyBudgetGibibytes: 50,
    },
  },
  // Not as in production, where Prometheus runs in the cluster: here is none, and the managed scraper is a resource of AWS.
  metrics: {
    keep: Duration.days(30),
    collector: "managed-scraper",
    maxActiveSeries: 500_000,
    maxSeriesByJob: { "kube-state-metrics": 100_000 },
  },
  tracing: {
    destinations: [{ kind: "amp" }, { kind: "xray" }, { kind: "cloudwatch-logs" }],
    sampling: { slowerThan: Duration.seconds(2), sharePercent: 20 },
  },
  alerts: {
    pageEmails: ["oncall@example.com"],
    ticketEmails: ["platform@example.com"],
    page: [
      {
        type: "pagerduty",
        routingKey: { key: "routing-key", secretArn: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pagerduty-AbCdEf" },
      },
    ],
    slack: { teamId: "T012ABCDEFG", pageChannelId: "C012ABCDEFG", ticketChannelId: "C034ABCDEFG" },
    quietHours: [{ days: ["saturday", "sunday"], timeZone: "Europe/Berlin" }],
  },
  grafana: { adminGroupIds: ["93a8c4b2-0001-7000-8000-000000000001"] },
  accountWide: {
    indexedLogFields: ["trace_id"],
    logRetention: { logGroupNamePrefixes: ["/aws/lambda/", "aws/spans"], retention: Retention.days(30) },
    ebsEncryptionByDefault: true,
    devOpsGuru: { collect: "tagged" },
    xraySampling: { samplePercent: 5 },
    transactionSearch: { indexPercent: 1 },
    xrayEncryption: "customer-key",
  },
});
