import { Duration } from "../constructs/core/duration";
import { Retention } from "../constructs/core/retention";
import { defineEnvironment } from "./environment";

/** What people rely on: three zones, a NAT gateway in each, a private API, five years of archive, everything protected. */
export const production = defineEnvironment({
  name: "production",
  account: "444455556666",
  region: "eu-central-1",
  state: { kind: "s3", bucket: "obs-terraform-state-444455556666-eu-central-1" },
  deletionProtection: true,
  network: { cidr: "10.40.0.0/16", zones: ["a", "b", "c"], natGateways: "one-per-zone", flowLogRetention: Retention.days(365) },
  cluster: {
    version: "1.35",
    endpoint: { access: "private" },
    nodeGroups: { general: { instanceTypes: ["m7g.xlarge"], minSize: 3, maxSize: 12 } },
    logRetention: Retention.days(365),
    namespaces: { games: { maxCpuCores: 8, maxMemoryGibibytes: 16, allowedNamespaces: ["observability"] } },
    adminRoleArns: ["arn:aws:iam::444455556666:role/platform-admin"],
  },
  logs: {
    retention: Retention.days(365),
    detectAnomalies: true,
    archive: { keep: Duration.days(1827), transitionAfter: Duration.days(90), lock: "governance", dailyBudgetGibibytes: 50 },
  },
  metrics: { keep: Duration.days(150), maxActiveSeries: 2_000_000 },
  tracing: {
    destinations: [{ kind: "amp" }, { kind: "xray" }, { kind: "cloudwatch-logs" }],
    sampling: { slowerThan: Duration.seconds(2), sharePercent: 20 },
  },
  alerts: {
    pageEmails: ["oncall@example.com"],
    ticketEmails: ["platform@example.com"],
    slack: { teamId: "T012ABCDEFG", pageChannelId: "C012ABCDEFG", ticketChannelId: "C034ABCDEFG" },
    quietHours: [{ days: ["saturday", "sunday"], timeZone: "Europe/Berlin" }],
  },
  grafana: { adminGroupIds: ["93a8c4b2-0001-7000-8000-000000000001"] },
  accountWide: {
    ebsEncryptionByDefault: true,
    logRetention: { logGroupNamePrefixes: ["/aws/lambda/", "aws/spans"], retention: Retention.days(90) },
    devOpsGuru: { collect: "tagged" },
    xraySampling: { samplePercent: 5 },
    transactionSearch: { indexPercent: 1 },
    xrayEncryption: "customer-key",
  },
});
