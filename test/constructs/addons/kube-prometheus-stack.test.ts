import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { KubePrometheusStack, type KubePrometheusStackProps } from "../../../constructs/addons/kube-prometheus-stack";
import { OtelCollector } from "../../../constructs/addons/otel-collector";
import { Duration } from "../../../constructs/core/duration";
import { DEFAULT_SAMPLE_LIMIT, SAMPLE_LIMITS } from "../../../constructs/core/sample-limits";
import { onlyResourceOf, resourcesOf } from "../../support/synth";
import { kubePrometheusStackProps, otelCollectorProps, synthesiseAddOn, valuesOfRelease, workspace } from "./add-on-samples";

const synthesiseStack = (props: Partial<KubePrometheusStackProps> = {}) =>
  synthesiseAddOn((scope) => new KubePrometheusStack(scope, "Prometheus", { ...kubePrometheusStackProps, ...props }));
const valuesOf = (props: Partial<KubePrometheusStackProps> = {}) =>
  valuesOfRelease(
    (scope) => new KubePrometheusStack(scope, "Prometheus", { ...kubePrometheusStackProps, ...props }),
    "kube-prometheus-stack",
  );

describe("KubePrometheusStack", () => {
  it("limits the samples of every scrape, and scrapes containers no more often than the rest", () => {
    const values = valuesOf({ scrapeInterval: Duration.seconds(45) });
    const limits = {
      alertmanager: values.alertmanager.serviceMonitor.sampleLimit,
      apiserver: values.kubeApiServer.serviceMonitor.sampleLimit,
      // One monitor for the kubelet and its containers.
      cadvisor: values.kubelet.serviceMonitor.sampleLimit,
      coredns: values.coreDns.serviceMonitor.sampleLimit,
      "kube-state-metrics": values["kube-state-metrics"].prometheus.monitor.sampleLimit,
      "node-exporter": values["prometheus-node-exporter"].prometheus.monitor.sampleLimit,
      prometheus: values.prometheus.serviceMonitor.sampleLimit,
      "prometheus-operator": values.prometheusOperator.serviceMonitor.sampleLimit,
    };
    const { kubelet, "fluent-bit": fluentBit, "otel-collector": collector, ...expected } = SAMPLE_LIMITS;
    expect(limits).toEqual(expected);
    expect(kubelet).toBeLessThan(limits.cadvisor);
    // The chart of Fluent Bit gives its monitor no limit, and monitors of applications rarely have one.
    expect(values.prometheus.prometheusSpec.sampleLimit).toBe(DEFAULT_SAMPLE_LIMIT);
    expect(fluentBit).toBeLessThan(DEFAULT_SAMPLE_LIMIT);
    expect(valuesOfRelease((scope) => new OtelCollector(scope, "Collector", otelCollectorProps)).serviceMonitor.sampleLimit).toBe(
      collector,
    );
    expect([values.prometheus.prometheusSpec.scrapeInterval, values.kubelet.serviceMonitor.interval]).toEqual(["45s", "45s"]);
  });

  it("refuses an interval that would make every rule blind, or the bill endless", () => {
    expect(() => valuesOf({ scrapeInterval: Duration.seconds(5) })).toThrow(/scrapeInterval is out of range.*got 5/);
    expect(() => valuesOf({ scrapeInterval: Duration.minutes(6) })).toThrow(/scrapeInterval is out of range.*got 360/);
  });

  it("refuses two configurations of Alertmanager, one of which would be ignored", () => {
    const alertmanager = { config: {}, templateFiles: {}, secretNames: [] };
    expect(() => valuesOf({ alertmanager, alertmanagerConfigSecretName: "alertmanager" })).toThrow(
      /alertmanagerConfigSecretName is a second configuration beside alertmanager.*got "alertmanager"/,
    );
  });

  it.each(["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"])(
    "switches %s off, which EKS does not show",
    (key) => {
      expect(valuesOf()[key]).toEqual({ enabled: false });
    },
  );

  it.each(["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"])("reads every %s of the cluster", (kind) => {
    expect(valuesOf().prometheus.prometheusSpec[`${kind}SelectorNilUsesHelmValues`]).toBe(false);
  });

  it("says on every series where it comes from", () => {
    expect(valuesOf().prometheus.prometheusSpec.externalLabels).toEqual({
      cluster: "demo",
      region: "eu-west-1",
      environment: "demo",
    });
  });

  it("keeps samples on a volume and drops the oldest before it is full", () => {
    const { retention, retentionSize, storageSpec } = valuesOf({ storageGibibytes: 100, retention: Duration.days(30) }).prometheus
      .prometheusSpec as Record<string, any>;
    expect({ retention, retentionSize }).toEqual({ retention: "30d", retentionSize: "80GB" });
    expect(storageSpec.volumeClaimTemplate.spec).toMatchObject({
      storageClassName: "gp3",
      resources: { requests: { storage: "100Gi" } },
    });
  });

  it("keeps silences on a volume, too", () => {
    expect(valuesOf().alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec.storageClassName).toBe("gp3");
  });

  it("writes to AMP with a role that may do only that, and marks its replicas", () => {
    expect(valuesOf().prometheus.prometheusSpec).toMatchObject({
      replicaExternalLabelName: "__replica__",
      remoteWrite: [{ url: workspace.remoteWriteUrl, sigv4: { region: "eu-west-1" } }],
    });
    const json = synthesiseStack();
    const policy = JSON.parse(onlyResourceOf(json, "aws_iam_role_policy").policy as string) as { Statement: unknown };
    expect(policy.Statement).toEqual([
      { Sid: "RemoteWrite", Effect: "Allow", Action: "aps:RemoteWrite", Resource: workspace.workspaceArn },
    ]);
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association").service_account).toBe(
      valuesOf().prometheus.serviceAccount.name,
    );
    const { depends_on } = resourcesOf(json, "helm_release").find(({ name }) => name === "kube-prometheus-stack")!;
    expect(depends_on).toEqual([expect.stringMatching(/^aws_eks_pod_identity_association\./)]);
  });

  it("has no role when samples stay in the cluster", () => {
    const json = synthesiseStack({ remoteWrite: undefined });
    expect(resourcesOf(json, "aws_iam_role")).toEqual([]);
    expect(valuesOf({ remoteWrite: undefined }).prometheus.prometheusSpec).not.toHaveProperty("remoteWrite");
  });

  it("hands rules over as they are, because the chart does not template them", () => {
    expect(valuesOf().additionalPrometheusRulesMap).toEqual({ "eks-observability": kubePrometheusStackProps.ruleGroups });
  });

  it("writes durations in rules as Prometheus reads them", () => {
    const ruleGroups = { groups: [{ name: "x", rules: [{ alert: "X", expr: "up", for: Duration.minutes(5) }] }] };
    expect(valuesOf({ ruleGroups }).additionalPrometheusRulesMap["eks-observability"].groups[0].rules[0].for).toBe("5m");
  });

  it("puts dashboards beside it as ConfigMaps that Grafana finds by their label, unchanged, after the namespace is there", () => {
    const build = (scope: Construct) => void new KubePrometheusStack(scope, "Prometheus", kubePrometheusStackProps);
    const { objects } = valuesOfRelease(build, "grafana-dashboards");
    expect(objects).toEqual([
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "dashboard-pods", labels: { grafana_dashboard: "1" } },
        data: { "pods.json": '{"title":"${cluster}","legendFormat":"{{pod}}"}' },
      },
    ]);
    const release = resourcesOf(synthesiseAddOn(build), "helm_release").find(({ name }) => name === "grafana-dashboards")!;
    expect(release).toMatchObject({ namespace: "observability", depends_on: [expect.stringMatching(/Prometheus_Chart/)] });
  });

  it("takes secrets by name only", () => {
    const values = valuesOf();
    expect(values.grafana.admin).toEqual({ existingSecret: "grafana-admin" });
    expect(values.alertmanager.alertmanagerSpec).toMatchObject({ useExistingSecret: true, configSecret: "alertmanager" });
    expect(values.alertmanager).not.toHaveProperty("config");
  });

  it("lists all faults of sizes and dashboards", () => {
    const attempt = () =>
      synthesiseStack({
        storageGibibytes: 0,
        replicas: 9,
        retention: Duration.hours(12),
        dashboards: [
          { uid: "My_Board", json: "{}" },
          { uid: "twice", json: "{}" },
          { uid: "twice", json: "x".repeat(1_000_001) },
        ],
      });
    expect(attempt).toThrow(/has 6 faults/);
    expect(attempt).toThrow(/storageGibibytes is out of range; got 0/);
    expect(attempt).toThrow(/replicas is out of range; got 9/);
    expect(attempt).toThrow(/retention is out of range; got "12h"/);
    expect(attempt).toThrow(/dashboards\[0\]\.uid can't be part of a ConfigMap's name; got "My_Board"/);
    expect(attempt).toThrow(/dashboards\[2\]\.uid is taken by an earlier dashboard; got "twice"/);
    expect(attempt).toThrow(/dashboards\[2\]\.json is too large for a ConfigMap; got "1000001 bytes"/);
  });
});
