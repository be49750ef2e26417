import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import { CHARTS } from "../../../constructs/core/versions";
import { HelmChart, type HelmChartProps } from "../../../constructs/helm/helm-chart";
import { onlyResourceOf, synthesise } from "../../support/synth";

const release = (props: Partial<HelmChartProps> = {}) =>
  onlyResourceOf(
    synthesise((scope) => {
      new HelmProvider(scope, "Helm");
      new HelmChart(scope, "Chart", { chart: CHARTS.metricsServer, namespace: "obs", releaseName: "metrics", ...props });
    }),
    "helm_release",
  );

describe("HelmChart", () => {
  it("pins the chart and starts clean after a failure", () => {
    expect(release()).toMatchObject({
      name: "metrics",
      namespace: "obs",
      chart: "metrics-server",
      repository: CHARTS.metricsServer.repository,
      version: CHARTS.metricsServer.version,
      create_namespace: false,
      atomic: true,
      cleanup_on_fail: true,
      wait: true,
      timeout: 600,
    });
  });

  it("passes its options on", () => {
    const options = { createNamespace: true, atomic: false, cleanupOnFail: false, wait: false, timeout: Duration.minutes(1) };
    expect(release(options)).toMatchObject({
      create_namespace: true,
      atomic: false,
      cleanup_on_fail: false,
      wait: false,
      timeout: 60,
    });
  });

  it("writes values as one document in which Terraform expands references only", () => {
    const json = synthesise((scope) => {
      new HelmProvider(scope, "Helm");
      const group = new CloudwatchLogGroup(scope, "Group", { name: "/obs/x" });
      const values = { group: group.name, path: "${STORAGE_PATH}/x", mixed: `\${NODE_NAME}-${group.name}` };
      new HelmChart(scope, "Chart", {
        chart: CHARTS.metricsServer,
        namespace: "obs",
        releaseName: "m",
        values,
        dependsOn: [group],
      });
    });
    const { values, depends_on } = onlyResourceOf(json, "helm_release") as { values: string[]; depends_on: string[] };
    expect(parse(values[0]!)).toEqual({
      group: "${aws_cloudwatch_log_group.Group.name}",
      mixed: "$${NODE_NAME}-${aws_cloudwatch_log_group.Group.name}",
      path: "$${STORAGE_PATH}/x",
    });
    expect(depends_on).toEqual(["aws_cloudwatch_log_group.Group"]);
  });

  it("accepts a release name of 53 characters and rejects one of 54", () => {
    expect(release({ releaseName: "a".repeat(53) }).name).toHaveLength(53);
    expect(() => release({ releaseName: "a".repeat(54) })).toThrow(/releaseName is too long: 54 characters; got "a{54}"/);
  });

  it("lists all faults of names, timeout and values at once", () => {
    const attempt = () =>
      release({
        releaseName: "My_Release",
        namespace: "-obs",
        chart: { ...CHARTS.metricsServer, chart: "c".repeat(64) },
        timeout: Duration.seconds(5),
        values: { password: "hunter2" },
      });
    expect(attempt).toThrow(/has 5 faults/);
    expect(attempt).toThrow(/releaseName is not a DNS label; got "My_Release"/);
    expect(attempt).toThrow(/namespace is not a DNS label; got "-obs"/);
    expect(attempt).toThrow(/chart\.chart is too long: 64 characters/);
    expect(attempt).toThrow(/timeout is out of range; got 5; allowed: a whole number of seconds from 30 to 3600/);
  });

  it.each([
    ["values.grafana.adminPassword", { grafana: { adminPassword: "hunter2" } }],
    ["values.env[0].token", { env: [{ token: "hunter2" }] }],
    ["values.remote.sigv4.secretKey", { remote: { sigv4: { secretKey: "hunter2" } } }],
  ])("rejects a secret in %s without printing it", (path, values) => {
    let message = "";
    try {
      release({ values });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`${path} holds a secret`);
    expect(message).not.toContain("hunter2");
  });

  it("accepts names of secrets, and empty ones", () => {
    const values = {
      admin: { existingSecret: "grafana", passwordKey: "admin-password" },
      password: "",
      token: null,
      mountToken: true,
    };
    expect(() => release({ values })).not.toThrow();
  });

  it("rejects numbers and lists that Terraform knows only at apply", () => {
    const values = { replicas: Token.asNumber({ resolve: () => 3 }), zones: Token.asList({ resolve: () => ["a"] }) };
    expect(() => release({ values })).toThrow(
      /values\.replicas is a number, list or map.*values\.zones is a number, list or map/s,
    );
  });
});
