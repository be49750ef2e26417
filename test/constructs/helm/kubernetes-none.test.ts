import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataHelmTemplate } from "@cdktf/provider-helm/lib/data-helm-template";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { FluentBit } from "../../../constructs/addons/fluent-bit";
import { MetricsServer } from "../../../constructs/addons/metrics-server";
import { removeKubernetesElements } from "../../../constructs/helm/kubernetes-none";
import { inventoryOf, stackWith, synthesiseStack } from "../../support/synth";
import { clusterRef, fluentBitProps, helmProvider } from "../addons/add-on-samples";

const stack = () =>
  stackWith((scope) => {
    helmProvider(scope);
    new KubernetesProvider(scope, "Kubernetes");
    new NamespaceV1(scope, "Namespace", { metadata: { name: "obs" } });
    new DataHelmTemplate(scope, "Template", { name: "x", chart: "y" });
    new MetricsServer(scope, "MetricsServer", {});
    new FluentBit(scope, "FluentBit", fluentBitProps);
    new CloudwatchLogGroup(scope, "Group", { name: "/obs/x" });
    new TerraformOutput(scope, "Cluster", { value: clusterRef.clusterName });
  });

describe("removeKubernetesElements", () => {
  it("counts what it takes out by type", () => {
    expect(removeKubernetesElements(stack())).toEqual({
      helm: 1,
      helm_release: 2,
      helm_template: 1,
      kubernetes: 1,
      kubernetes_namespace_v1: 1,
    });
  });

  it("leaves nothing of these providers in the JSON, and all of AWS", () => {
    const whole = inventoryOf(synthesiseStack(stack()));
    const without = stack();
    removeKubernetesElements(without);
    const json = synthesiseStack(without);

    // The trust of a pod's role names the session tags of Pod Identity, which are AWS.
    expect(JSON.stringify(json).replaceAll("aws:RequestTag/kubernetes-", "")).not.toMatch(/helm|kubernetes/i);
    expect(Object.keys(json.terraform!["required_providers"] as object)).toEqual(["aws"]);
    expect(Object.keys(json.provider!)).toEqual(["aws"]);
    const aws = Object.fromEntries(Object.entries(whole).filter(([type]) => type.startsWith("aws_")));
    expect(inventoryOf(json)).toEqual(aws);
    expect(aws).toMatchObject({ aws_iam_role: 1, aws_eks_pod_identity_association: 1, aws_cloudwatch_log_group: 1 });
  });

  it("finds nothing the second time", () => {
    const twice = stack();
    removeKubernetesElements(twice);
    expect(removeKubernetesElements(twice)).toEqual({});
  });

  it("refuses to leave a reference to something that went", () => {
    const dangling = stackWith((scope) => {
      helmProvider(scope);
      const { chart } = new MetricsServer(scope, "MetricsServer", {});
      new CloudwatchLogGroup(scope, "Group", { name: "/obs/x", dependsOn: [chart.resource] });
    });
    expect(() => removeKubernetesElements(dangling)).toThrow(
      /test\/Group refers to helm_release\.\w+, which environments without/,
    );
  });

  it("also sees references inside of values", () => {
    const dangling = stackWith((scope) => {
      helmProvider(scope);
      const { chart } = new MetricsServer(scope, "MetricsServer", {});
      new TerraformOutput(scope, "Version", { value: chart.resource.version });
    });
    expect(() => removeKubernetesElements(dangling)).toThrow(/test\/Version refers to helm_release/);
  });
});
