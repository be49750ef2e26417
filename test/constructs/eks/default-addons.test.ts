import { describe, expect, it } from "vitest";
import type { EksClusterProps } from "../../../constructs/eks/cluster-props";
import type { DefaultAddonsOptions } from "../../../constructs/eks/default-addons";
import { EksCluster } from "../../../constructs/eks/eks-cluster";
import { key, location, logGroup } from "../../support/sample-references";
import { ResourceGraph } from "../../support/resource-graph";
import { onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";

const clusterProps: EksClusterProps = {
  clusterName: "obs-test",
  location,
  version: "1.34",
  subnetIds: ["subnet-1", "subnet-2"],
  key,
  controlPlaneLogGroup: logGroup("/aws/eks/obs-test/cluster"),
};
const nodes = { nodeGroupName: "general", namePrefix: "obs-test", location, subnetIds: ["subnet-1"] };
const size = { instanceTypes: ["m7g.large"], architecture: "arm64", minSize: 1, maxSize: 2 } as const;

const withAddons = (options: Partial<DefaultAddonsOptions> = {}, props: Partial<EksClusterProps> = {}): SynthesisedStack =>
  synthesise((scope) => {
    new EksCluster(scope, "Cluster", { ...clusterProps, ...props }).addDefaultAddons({
      namePrefix: "obs-test",
      location,
      ...options,
    });
  });
const namesIn = (json: SynthesisedStack) =>
  resourcesOf(json, "aws_eks_addon")
    .map(({ addon_name }) => addon_name as string)
    .sort();
const configurationOf = (json: SynthesisedStack, name: string) =>
  JSON.parse(
    resourcesOf(json, "aws_eks_addon").find(({ addon_name }) => addon_name === name)!.configuration_values as string,
  ) as unknown;

describe("the default add-ons", () => {
  it("are the six that nearly every cluster wants, each at a pinned version", () => {
    const json = withAddons();
    expect(namesIn(json)).toEqual([
      "aws-ebs-csi-driver",
      "coredns",
      "eks-pod-identity-agent",
      "kube-proxy",
      "metrics-server",
      "vpc-cni",
    ]);
    for (const addon of resourcesOf(json, "aws_eks_addon")) {
      expect(addon.addon_version, addon.addon_name).toMatch(/^v\d/);
    }
  });

  it("enforce network policies and bring a default storage class, unless told otherwise", () => {
    expect(configurationOf(withAddons(), "vpc-cni")).toEqual({ enableNetworkPolicy: "true" });
    expect(configurationOf(withAddons({ networkPolicies: false, prefixDelegation: true }), "vpc-cni")).toEqual({
      enableNetworkPolicy: "false",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
    expect(configurationOf(withAddons(), "aws-ebs-csi-driver")).toEqual({ defaultStorageClass: { enabled: true } });
    expect(configurationOf(withAddons({ defaultStorageClass: false, volumeTags: { Team: "a" } }), "aws-ebs-csi-driver")).toEqual({
      defaultStorageClass: { enabled: false },
      controller: { extraVolumeTags: { Team: "a" } },
    });
  });

  it("leave the Metrics API out, and watch nodes, on request", () => {
    expect(namesIn(withAddons({ metricsServer: false }))).not.toContain("metrics-server");
    expect(namesIn(withAddons({ nodeMonitoringAgent: true }))).toContain("eks-node-monitoring-agent");
  });

  it("are only what EKS does not run itself under Auto Mode", () => {
    expect(namesIn(withAddons({ nodeMonitoringAgent: true }, { autoMode: {} }))).toEqual(["metrics-server"]);
  });

  it("give the network add-on of an IPv6 cluster the policy that AWS has no managed one for", () => {
    const json = withAddons({}, { ipFamily: "ipv6" });
    const attached = resourcesOf(json, "aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn as string);
    expect(attached.filter((arn) => arn.includes("CNI"))).toEqual([]);
    const policies = resourcesOf(json, "aws_iam_role_policy").map(({ policy }) => policy as string);
    expect(policies.some((policy) => policy.includes("ec2:AssignIpv6Addresses"))).toBe(true);
  });
});

describe("the order of add-ons and compute", () => {
  const build = (steps: readonly ("nodes" | "fargate" | "addons")[]) =>
    new ResourceGraph(
      synthesise((scope) => {
        const cluster = new EksCluster(scope, "Cluster", clusterProps);
        for (const step of steps) {
          if (step === "nodes") {
            cluster.addNodeGroup("Nodes", { ...nodes, ...size });
          } else if (step === "fargate") {
            const { namePrefix, subnetIds } = nodes;
            const selectors = [{ namespace: "batch" }];
            cluster.addFargateProfile("Batch", { profileName: "batch", namePrefix, location, subnetIds, selectors });
          } else {
            cluster.addDefaultAddons({ namePrefix: "obs-test", location });
          }
        }
      }),
    );

  it.each([[["addons", "nodes", "fargate"]], [["nodes", "fargate", "addons"]], [["nodes", "addons", "fargate"]]] as const)(
    "is the same when they are added as %j",
    (steps) => {
      const graph = build(steps);
      const named = (name: string) => graph.only("aws_eks_addon", (block) => block.addon_name === name);
      for (const compute of [graph.only("aws_eks_node_group"), graph.only("aws_eks_fargate_profile")]) {
        for (const before of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
          expect(graph.isAfter(compute, named(before)), before).toBe(true);
        }
        for (const after of ["coredns", "aws-ebs-csi-driver", "metrics-server"]) {
          expect(graph.isAfter(named(after), compute), after).toBe(true);
        }
      }
      expect(graph.cycle()).toBeUndefined();
    },
  );

  it("follows a wish", () => {
    const json = synthesise((scope) => {
      const cluster = new EksCluster(scope, "Cluster", clusterProps);
      cluster.addNodeGroup("Nodes", { ...nodes, ...size });
      cluster.addAddon("Early", { addonName: "somebody-elses", order: "before-compute" });
    });
    const graph = new ResourceGraph(json);
    expect(graph.isAfter(graph.only("aws_eks_node_group"), graph.only("aws_eks_addon"))).toBe(true);
    expect(onlyResourceOf(json, "aws_eks_addon").addon_name).toBe("somebody-elses");
  });
});
