import { Duration } from "../constructs/core/duration";
import { Retention } from "../constructs/core/retention";
import { defineEnvironment } from "./environment";

/** Where platform engineers try things: two zones, one NAT gateway, spot nodes, short memories, nothing protected. */
export const development = defineEnvironment({
  name: "development",
  account: "111122223333",
  region: "eu-central-1",
  state: { kind: "s3", bucket: "obs-terraform-state-111122223333-eu-central-1" },
  deletionProtection: false,
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], natGateways: "single", flowLogRetention: Retention.days(7) },
  cluster: {
    version: "1.35",
    endpoint: { access: "public", allowedCidrs: ["203.0.113.0/24"] },
    nodeGroups: { general: { instanceTypes: ["t4g.large", "m7g.large"], minSize: 2, maxSize: 4, capacity: "spot" } },
    logRetention: Retention.days(7),
    adminRoleArns: ["arn:aws:iam::111122223333:role/platform-admin"],
  },
  logs: { retention: Retention.days(7), archive: { keep: Duration.days(30), transitionAfter: Duration.days(7) } },
  metrics: { keep: Duration.days(30), maxActiveSeries: 500_000 },
  // Whoever tries out a receiver that AMP lacks does it here.
  alerts: { ticketEmails: ["platform@example.com"], sentBy: "cluster" },
});
