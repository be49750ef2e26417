import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MetricsServer } from "../../../constructs/addons/metrics-server";
import { OpenTelemetryOperator, type OpenTelemetryOperatorProps } from "../../../constructs/addons/opentelemetry-operator";
import { IMAGES } from "../../../constructs/core/versions";
import { onlyResourceOf, resourcesOf } from "../../support/synth";
import { asTerraformPrints, openTelemetryOperatorProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const bare = { namespace: "opentelemetry" };
const build = (props: Partial<OpenTelemetryOperatorProps> = {}) =>
  synthesiseAddOn((scope) => void new OpenTelemetryOperator(scope, "Operator", { ...openTelemetryOperatorProps, ...props }));
const valuesOf = (props: Partial<OpenTelemetryOperatorProps> = {}) =>
  valuesOfRelease((scope) => void new OpenTelemetryOperator(scope, "Operator", { ...bare, ...props }), "opentelemetry-operator");
const objectsOf = (props: Partial<OpenTelemetryOperatorProps> = {}): readonly any[] => {
  const release = resourcesOf(build(props), "helm_release").find(({ name }) => name === "opentelemetry-operator-resources")!;
  return (parse(asTerraformPrints((release.values as [string])[0])) as { objects: any[] }).objects;
};
const named = (kind: string, name: string) => objectsOf().find((object) => object.kind === kind && object.metadata.name === name);

describe("OpenTelemetryOperator", () => {
  it("comes before what it runs, so that this goes first", () => {
    const releases = Object.fromEntries(
      resourcesOf(build(), "helm_release").map((release) => [release.name, release.depends_on ?? []]),
    );
    expect(releases).toEqual({
      "opentelemetry-operator": [],
      "opentelemetry-operator-resources": [expect.stringMatching(/Operator_Chart/)],
    });
  });

  it("is alone where it runs nothing", () => {
    const json = synthesiseAddOn((scope) => void new OpenTelemetryOperator(scope, "Operator", bare));
    expect(onlyResourceOf(json, "helm_release")).toMatchObject({ name: "opentelemetry-operator", version: "0.122.0" });
  });

  it("outlives a node, and gives collectors an image that can write to AMP", () => {
    expect(valuesOf()).toMatchObject({
      replicaCount: 2,
      pdb: { create: true, minAvailable: 1 },
      manager: {
        collectorImage: { repository: IMAGES.opentelemetryCollector.repository, tag: IMAGES.opentelemetryCollector.tag },
        serviceMonitor: { enabled: false },
      },
    });
    expect(valuesOf({ replicas: 1 }).pdb.create).toBe(false);
  });

  it("makes a certificate itself, for as long as Helm may leave it alone", () => {
    expect(valuesOf().admissionWebhooks).toEqual({
      certManager: { enabled: false },
      autoGenerateCert: { enabled: true, certPeriodDays: 3650 },
    });
  });

  it("leaves the certificate to cert-manager and comes after it", () => {
    const json = synthesiseAddOn((scope) => {
      // Any release does for the order.
      const certManager = new MetricsServer(scope, "CertManager", {}).chart.resource;
      new OpenTelemetryOperator(scope, "Operator", { ...bare, certManager });
    });
    const operator = resourcesOf(json, "helm_release").find(({ name }) => name === "opentelemetry-operator")!;
    expect(operator.depends_on).toEqual([expect.stringMatching(/^helm_release\.CertManager/)]);
    expect((parse((operator.values as [string])[0]) as any).admissionWebhooks).toEqual({
      certManager: { enabled: true },
      autoGenerateCert: { enabled: false, certPeriodDays: 3650 },
    });
  });

  it("gives a collector its service account and the rights of its components", () => {
    expect(objectsOf().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "ServiceAccount metrics",
      "ClusterRole observability-metrics-collector",
      "ClusterRoleBinding observability-metrics-collector",
      "ClusterRole observability-metrics-targetallocator",
      "ClusterRoleBinding observability-metrics-targetallocator",
      "OpenTelemetryCollector metrics",
      "Instrumentation shop",
    ]);
    const role = named("ClusterRole", "observability-metrics-collector");
    expect(role.rules.flatMap(({ resources }: any) => resources)).toEqual(["pods", "namespaces", "replicasets"]);
    expect(named("ClusterRoleBinding", "observability-metrics-collector")).toMatchObject({
      roleRef: { kind: "ClusterRole", name: "observability-metrics-collector" },
      subjects: [{ kind: "ServiceAccount", name: "metrics", namespace: "observability" }],
    });
  });

  it("lets the target allocator see monitors, and nothing else in the cluster change", () => {
    const { rules } = named("ClusterRole", "observability-metrics-targetallocator");
    expect(rules.flatMap(({ resources }: any) => resources)).toEqual(expect.arrayContaining(["servicemonitors", "podmonitors"]));
    expect(new Set(rules.flatMap(({ verbs }: any) => verbs))).toEqual(new Set(["get", "list", "watch"]));
  });

  it("brings collectors and instrumentations as the operator reads them", () => {
    expect(named("OpenTelemetryCollector", "metrics")).toMatchObject({
      apiVersion: "opentelemetry.io/v1beta1",
      metadata: { namespace: "observability" },
      spec: { mode: "statefulset", replicas: 2, serviceAccount: "metrics", targetAllocator: { enabled: true } },
    });
    expect(named("Instrumentation", "shop")).toMatchObject({
      apiVersion: "opentelemetry.io/v1alpha1",
      metadata: { namespace: "shop" },
      spec: { exporter: { endpoint: "http://otel-collector.observability:4318" } },
    });
  });

  it("refuses a number of pods that is none", () => {
    expect(() => build({ replicas: 6 })).toThrow(/replicas .*got 6/);
  });

  it("refuses two collectors of one name", () => {
    const [collector] = openTelemetryOperatorProps.collectors!;
    expect(() => build({ collectors: [collector!, collector!] })).toThrow(/OpenTelemetryCollector observability\/metrics/);
  });
});
