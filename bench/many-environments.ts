import { Duration } from "../constructs/core/duration";
import { Retention } from "../constructs/core/retention";
import { defineEnvironment, type Environment } from "../environments/environment";

/** Environments like production, each with a name, an account and a network of its own; at most 200. */
export function manyEnvironments(count: number): readonly Environment[] {
  return Array.from({ length: count }, (_, index) => environmentLikeProduction(index));
}

function environmentLikeProduction(index: number): Environment {
  const account = String(100_000_000_000 + index);
  return defineEnvironment({
    name: `bench${index}`,
    account,
    region: "eu-central-1",
    state: { kind: "s3", bucket: `obs-terraform-state-${account}-eu-central-1` },
    deletionProtection: true,
    network: { cidr: `10.${index}.0.0/16`, zones: ["a", "b", "c"], natGateways: "one-per-zone" },
    cluster: {
      version: "1.35",
      endpoint: { access: "private" },
      adminRoleArns: [`arn:aws:iam::${account}:role/platform-admin`],
      namespaces: { games: { maxCpuCores: 8, maxMemoryGibibytes: 16, allowedNamespaces: ["observability"] } },
      nodeGroups: { general: { instanceTypes: ["m7g.xlarge"], minSize: 3, maxSize: 12 } },
    },
    logs: {
      retention: Retention.days(365),
      detectAnomalies: true,
      archive: { keep: Duration.days(1827), lock: "governance", dailyBudgetGibibytes: 50 },
    },
    metrics: { keep: Duration.days(150), maxActiveSeries: 2_000_000 },
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
    },
  });
}
