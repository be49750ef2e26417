import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { defineEnvironment } from "../../environments/environment";
import type { ClusterSettings } from "../../environments/cluster-settings";
import type { EnvironmentProps } from "../../environments/environment-props";
import { asTerraformPrints } from "../constructs/addons/add-on-samples";
import { leastEnvironment } from "../props/samples/environment";
import { synthesiseEnvironment } from "../support/environments";
import { onlyResourceOf, resourcesOf } from "../support/synth";

const stacksOf = (cluster: Partial<ClusterSettings>, props: Partial<EnvironmentProps> = {}) =>
  synthesiseEnvironment(
    defineEnvironment({ ...leastEnvironment, ...props, cluster: { ...leastEnvironment.cluster, ...cluster } }),
  );
type Stacks = ReturnType<typeof stacksOf>;
const releaseOf = (stacks: Stacks, name: string) =>
  resourcesOf(stacks["in-cluster"]!, "helm_release").find((release) => release.name === name);
const valuesOf = (stacks: Stacks, name: string): any => {
  const [text] = releaseOf(stacks, name)!.values as [string];
  return parse(asTerraformPrints(text.replace(/(?<!\$)\$\{[^}]*\}/g, "<reference>")), { version: "1.1" });
};
const groupsOf = (stacks: Stacks): string[] =>
  (parse(onlyResourceOf(stacks.metrics!, "aws_prometheus_rule_group_namespace").data as string) as { groups: any[] }).groups.map(
    ({ name }) => name as string,
  );

describe("cluster.autoscaler", () => {
  it("none installs none, and ships no rules that would read its series", () => {
    const stacks = stacksOf({});
    expect(releaseOf(stacks, "karpenter")).toBeUndefined();
    expect(releaseOf(stacks, "cluster-autoscaler")).toBeUndefined();
    expect(groupsOf(stacks).filter((name) => /karpenter|autoscaler/.test(name))).toEqual([]);
  });

  it("karpenter installs it with its queue, its role and the pools, and the rules on its series", () => {
    const stacks = stacksOf({ autoscaler: "karpenter", nodePools: { batch: { maxCpuCores: 8, capacity: ["spot"] } } });
    const { settings, serviceMonitor, serviceAccount } = valuesOf(stacks, "karpenter");
    expect(settings).toMatchObject({ clusterName: "<reference>", interruptionQueue: "<reference>" });
    expect(serviceMonitor.enabled).toBe(true);
    const { service_account } = resourcesOf(stacks.cluster!, "aws_eks_pod_identity_association").find(
      (association) => association.service_account === serviceAccount.name,
    )!;
    expect(service_account).toBe("karpenter");
    const { objects } = valuesOf(stacks, "karpenter-node-pools");
    expect(objects.map(({ kind, metadata }: any) => `${kind} ${metadata.name}`)).toEqual([
      "EC2NodeClass batch",
      "NodePool batch",
    ]);
    expect(objects[0].spec.tags).toMatchObject({ Environment: "test" });
    expect(groupsOf(stacks)).toContain("karpenter");
  });

  it("cluster-autoscaler installs that of the cluster's version, whose role names the cluster in words", () => {
    const stacks = stacksOf({ autoscaler: "cluster-autoscaler", version: "1.35" });
    expect(valuesOf(stacks, "cluster-autoscaler").image.tag).toMatch(/^v1\.35\./);
    const policies = resourcesOf(stacks["in-cluster"]!, "aws_iam_role_policy").map(({ policy }) => policy as string);
    expect(policies.find((policy) => policy.includes("SetDesiredCapacity"))).toContain("k8s.io/cluster-autoscaler/obs-test");
    expect(groupsOf(stacks)).toContain("cluster-autoscaler");
  });

  it("ships no rules on series that the managed scraper does not see", () => {
    const stacks = stacksOf({ autoscaler: "karpenter" }, { metrics: { collector: "managed-scraper" } });
    expect(groupsOf(stacks)).not.toContain("karpenter");
    expect(valuesOf(stacks, "karpenter").serviceMonitor.enabled).toBe(false);
  });

  it.each([
    [
      { nodePools: { general: { maxCpuCores: 8 } } },
      /cluster\.nodePools are for Karpenter, which this cluster has not; got "none"/,
    ],
    [{ autoscaler: "karpenter", nodePools: {} }, /cluster\.nodePools are none, so that Karpenter could add no node/],
    [{ autoscaler: "karpenter", nodePools: { general: { maxCpuCores: 0 } } }, /nodePools\.general\.maxCpuCores is out of range/],
    [
      { namespaces: { default: { maxCpuCores: 1, maxMemoryGibibytes: 1 } } },
      /cluster\.namespaces names a namespace that Kubernetes/,
    ],
  ] as const)("rejects %j", (cluster, message) => {
    expect(() => stacksOf(cluster)).toThrow(message);
  });
});
