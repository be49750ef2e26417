import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { defineEnvironment } from "../../environments/environment";
import type { EnvironmentDestination } from "../../environments/tracing-settings";
import { leastEnvironment } from "../props/samples/environment";
import { synthesiseEnvironment } from "../support/environments";

/** What one line of an environment's file decides: the configuration of the gateway, its rights, and what it needs in AWS. */
function gatewayOf(destinations: readonly EnvironmentDestination[]) {
  const stacks = synthesiseEnvironment(defineEnvironment({ ...leastEnvironment, tracing: { destinations } }));
  const resources = stacks["in-cluster"]!.resource!;
  const release = Object.values(resources.helm_release!).find(({ name }) => name === "otel-collector")!;
  const { alternateConfig, extraEnvs } = parse((release.values as [string])[0].replaceAll("$${", "${")) as any;
  const policy = Object.entries(resources.aws_iam_role_policy!).find(([id]) => id.startsWith("Collector"))?.[1].policy as
    string | undefined;
  return {
    exporters: Object.keys(alternateConfig.exporters as object).sort(),
    signers: Object.keys(alternateConfig.extensions as object).filter((id) => id.startsWith("sigv4auth")),
    rights: policy === undefined ? [] : [...policy.matchAll(/"Sid":"(\w+)"/g)].map(([, sid]) => sid),
    streams: Object.keys(resources.aws_cloudwatch_log_stream ?? {}).length,
    secrets: ((extraEnvs ?? []) as { name: string }[]).map(({ name }) => name),
  };
}

describe("tracing.destinations", () => {
  it("decides everything about AMP and X-Ray, which is the default", () => {
    expect(gatewayOf([{ kind: "amp" }, { kind: "xray" }])).toEqual({
      exporters: ["otlp_grpc/amp-queue", "otlp_http/xray", "prometheus_remote_write/amp"],
      signers: ["sigv4auth/aps", "sigv4auth/xray"],
      rights: ["WriteMetrics", "WriteTraces"],
      streams: 0,
      secrets: [],
    });
  });

  it("decides everything about CloudWatch", () => {
    expect(gatewayOf([{ kind: "cloudwatch-logs" }, { kind: "cloudwatch-metrics" }])).toEqual({
      exporters: ["otlp_http/logs", "otlp_http/monitoring"],
      signers: ["sigv4auth/logs", "sigv4auth/monitoring"],
      rights: ["WriteLogs", "WriteCloudWatchMetrics"],
      streams: 1,
      secrets: [],
    });
  });

  it("decides everything about a backend outside AWS: no role is left", () => {
    const header = { name: "Authorization", secretName: "grafana-cloud", secretKey: "authorization" };
    expect(gatewayOf([{ kind: "otlp", name: "grafana-cloud", endpoint: "https://otlp.example.com/otlp", header }])).toEqual({
      exporters: ["otlp_http/grafana-cloud"],
      signers: [],
      rights: [],
      streams: 0,
      secrets: ["OTLP_HEADER_GRAFANA_CLOUD"],
    });
  });
});
