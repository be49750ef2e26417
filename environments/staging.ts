import { Duration } from "../constructs/core/duration";
import { Retention } from "../constructs/core/retention";
import { defineEnvironment } from "./environment";

/** Production's shape at a smaller size: what passes here may go to production. Owns DevOps Guru of the account it shares. */
export const staging = defineEnvironment({
  name: "staging",
  account: "111122223333",
  region: "eu-central-1",
  state: { kind: "s3", bucket: "obs-terraform-state-111122223333-eu-central-1" },
  deletionProtection: false,
  network: { cidr: "10.30.0.0/16", zones: ["a", "b", "c"], natGateways: "single", flowLogRetention: Retention.days(14) },
  cluster: {
    version: "1.35",
    endpoint: { access: "private" },
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 3, maxSize: 6 } },
    logRetention: Retention.days(30),
    adminRoleArns: ["arn:aws:iam::111122223333:role/platform-admin"],
  },
  logs: { retention: Retention.days(14), archive: { keep: Duration.days(90), transitionAfter: Duration.days(30) } },
  metrics: { keep: Duration.days(90), maxActiveSeries: 1_000_000 },
  alerts: { pageEmails: ["platform@example.com"], ticketEmails: ["platform@example.com"] },
  accountWide: { devOpsGuru: { collect: "tagged" }, xraySampling: { samplePercent: 20 } },
});
