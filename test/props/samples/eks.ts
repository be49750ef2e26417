import { Construct } from "constructs";
import { AccessEntry, type AccessEntryProps } from "../../../constructs/eks/access-entry";
import { AutoscalingTags } from "../../../constructs/eks/autoscaling-tags";
import type { EksClusterProps } from "../../../constructs/eks/cluster-props";
import type { DefaultAddonsOptions } from "../../../constructs/eks/default-addons";
import { EksAddon, type EksAddonProps, type OrderedAddonOptions } from "../../../constructs/eks/eks-addon";
import { EksCluster } from "../../../constructs/eks/eks-cluster";
import { FargateProfile } from "../../../constructs/eks/fargate-profile";
import { KarpenterNodes } from "../../../constructs/eks/karpenter-nodes";
import { KarpenterQueue } from "../../../constructs/eks/karpenter-queue";
import { ManagedNodeGroup } from "../../../constructs/eks/managed-node-group";
import type { ManagedNodeGroupOptions } from "../../../constructs/eks/managed-node-group-props";
import { OidcProvider } from "../../../constructs/eks/oidc-provider";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf, statement, statementVariants } from "../sample";

const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const subnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
const namePrefix = "obs-test";
const labels = { tier: "batch" };
const taint = { key: "dedicated", effect: "NoSchedule" } as const;
const taints = {
  taints: { value: [taint] },
  "taints[].value": { value: "batch", with: { taints: [taint] } },
};
const clusterProps: EksClusterProps = {
  clusterName: "test",
  location,
  version: "1.34",
  subnetIds,
  key,
  controlPlaneLogGroup: logGroup("/aws/eks/test/cluster"),
};
const nodeGroup: ManagedNodeGroupOptions = {
  nodeGroupName: "general",
  namePrefix,
  location,
  subnetIds,
  instanceTypes: ["m7g.large"],
  architecture: "arm64",
  minSize: 1,
  maxSize: 3,
};
const managedPolicyArn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy";
const identity = { roleName: "obs-test-addon", serviceAccount: "aws-node" };
const addonStatements = (given: typeof statement): Partial<EksAddonProps> => ({ identity: { ...identity, statements: [given] } });
const principalArn = "arn:aws:iam::111122223333:role/platform";
const nodeTypes = ["EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX"] as const;
/** Entries of nodes take no policies, so that they are compared with each other. */
const otherNodeType = (type: string): Partial<AccessEntryProps> => ({
  policies: undefined,
  type: type === "EC2_LINUX" ? "FARGATE_LINUX" : "EC2_LINUX",
});

/** A cluster with nodes and an add-on of its own choice. */
class ClusterWithAddon extends Construct {
  public constructor(scope: Construct, id: string, options: OrderedAddonOptions) {
    super(scope, id);
    const subject = new EksCluster(this, "Cluster", clusterProps);
    subject.addNodeGroup("Nodes", nodeGroup);
    subject.addAddon("Addon", options);
  }
}

/** A cluster with the default add-ons. */
class ClusterWithDefaultAddons extends Construct {
  public constructor(scope: Construct, id: string, options: DefaultAddonsOptions) {
    super(scope, id);
    new EksCluster(this, "Cluster", clusterProps).addDefaultAddons(options);
  }
}

export const eks = {
  AccessEntry: sampleOf(AccessEntry)({
    least: () => ({ cluster, location, principalArn, policies: [{ policy: "AmazonEKSViewPolicy" }] }),
    variants: {
      type: [
        { value: "EC2", also: { policies: [{ policy: "AmazonEKSAutoNodePolicy" }] } },
        ...nodeTypes.map((value) => ({ value, with: otherNodeType(value) })),
      ],
      policies: { value: [{ policy: "AmazonEKSEditPolicy" }] },
      "policies[].namespaces": { value: ["shop"] },
      kubernetesGroups: { value: ["operators"] },
      userName: { value: "platform" },
    },
  }),
  AutoscalingTags: sampleOf(AutoscalingTags)({
    least: () => ({ autoscalingGroupName: "eks-general" }),
    variants: { labels: { value: labels }, ...taints },
  }),
  EksAddon: sampleOf(EksAddon)({
    least: () => ({ cluster, addonName: "vpc-cni" }),
    variants: {
      "cluster.version": { value: "1.34" },
      addonVersion: { value: "v1.20.4-eksbuild.1" },
      configuration: { value: { enableNetworkPolicy: "true" } },
      identity: { value: { ...identity, managedPolicyArn } },
      "identity.managedPolicyArn": { value: managedPolicyArn, with: addonStatements(statement) },
      "identity.statements": { value: [statement], with: { identity: { ...identity, managedPolicyArn } } },
      ...statementVariants("identity.statements", addonStatements),
      after: { make: (scope) => [dependency(scope)] },
    },
  }),
  EksCluster: sampleOf(EksCluster)({
    least: () => clusterProps,
    variants: {
      "controlPlaneLogGroup.dependable": { make: dependency },
      logTypes: { value: ["audit"] },
      publicAccessCidrs: { value: ["203.0.113.0/24"] },
      privateAccessCidrs: { value: ["10.0.0.0/16"] },
      securityGroupIds: { value: ["sg-0123456789abcdef0"] },
      serviceIpv4Cidr: { value: "172.20.0.0/16" },
      autoMode: { value: {} },
      "autoMode.nodePools": [
        { value: [], with: { autoMode: {} } },
        { value: ["system"], with: { autoMode: {} } },
      ],
      // Within 90 days of the end of the version's standard support.
      today: { value: new Date("2026-11-15"), with: { version: "1.34" } },
    },
  }),
  "EksCluster.addAddon": sampleOf(ClusterWithAddon)({ least: () => ({ addonName: "amazon-cloudwatch-observability" }) }),
  "EksCluster.addDefaultAddons": sampleOf(ClusterWithDefaultAddons)({
    least: () => ({ namePrefix, location }),
    variants: { volumeTags: { value: { Team: "platform" } } },
  }),
  FargateProfile: sampleOf(FargateProfile)({
    least: () => ({ cluster, profileName: "jobs", namePrefix, location, subnetIds, selectors: [{ namespace: "jobs" }] }),
    variants: {
      "selectors[].labels": { value: labels },
      logGroup: { value: logGroup("/obs/fargate") },
      "logGroup.dependable": { make: dependency, with: { logGroup: logGroup("/obs/fargate") } },
    },
  }),
  KarpenterNodes: sampleOf(KarpenterNodes)({
    least: () => ({ cluster, location, namePrefix }),
    variants: {
      namespace: { value: "karpenter" },
      serviceAccount: { value: "nodes" },
      oidcProvider: { value: { providerArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}`, issuer } },
      key: { value: key },
    },
  }),
  KarpenterQueue: sampleOf(KarpenterQueue)({ least: () => ({ queueName: "test" }), variants: { key: { value: key } } }),
  ManagedNodeGroup: sampleOf(ManagedNodeGroup)({
    least: () => ({ ...nodeGroup, cluster }),
    variants: {
      "cluster.version": { value: "1.34" },
      desiredSize: { value: 2 },
      autoscaler: { with: { labels } },
      kubernetesVersion: {},
      releaseVersion: { value: "1.34.2-20251112", with: { kubernetesVersion: "1.34" } },
      maxUnavailablePercent: { value: 50 },
      labels: { value: labels },
      ...taints,
      maxPods: { value: 110 },
      diskSizeGibibytes: { value: 100 },
      diskIops: { value: 6000 },
      diskThroughputMibps: { value: 250 },
      key: { value: key },
      instanceTags: { value: { Team: "platform" } },
      after: { make: (scope) => [dependency(scope)] },
    },
  }),
  OidcProvider: sampleOf(OidcProvider)({
    // Refused without an issuer.
    least: () => ({ cluster: { ...cluster, oidcIssuerUrl: `https://${issuer}` } }),
    variants: { "cluster.oidcIssuerUrl": { value: `https://${issuer.replace("0123", "4567")}` } },
  }),
};
