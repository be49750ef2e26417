import { architectureOf } from "../constructs/core/instance-architecture";
import { CONTROL_PLANE_LOG_TYPES } from "../constructs/core/control-plane-log-types";
import { Ipv4Cidr } from "../constructs/core/ipv4-cidr";
import { nodeLabelFaults, nodeTaintFaults } from "../constructs/core/node-taint";
import { NAME_LIMITS, nameFaults, physicalName } from "../constructs/core/physical-name";
import { nodePoolFaults } from "../constructs/core/node-pool-settings";
import { namespaceFaults } from "../constructs/core/namespace-settings";
import { retentionFaults } from "../constructs/core/retention";
import { type Fault, oneOfFaults, patternFaults, wholeNumberFaults } from "../constructs/core/validation";
import { KUBERNETES_VERSIONS } from "../constructs/core/versions";
import type { ClusterSettings, NodeGroupSettings } from "./cluster-settings";
import type { EnvironmentProps } from "./environment-props";

/** Everything that is wrong with the cluster of an environment. */
export function clusterFaults({ cluster, name, project = "obs", region, kubernetes = "eks" }: EnvironmentProps): Fault[] {
  const faults: Fault[] = [
    ...oneOfFaults("cluster.endpoint.access", cluster.endpoint.access, ["private", "public"]),
    ...oneOfFaults("cluster.version", cluster.version, KUBERNETES_VERSIONS),
    ...retentionFaults("cluster.logRetention", cluster.logRetention),
    ...namespaceFaults("cluster.namespaces", cluster.namespaces ?? {}),
    ...nodePoolFaults("cluster.nodePools", cluster.nodePools ?? {}),
    ...unusedPoolFaults(cluster),
    ...(cluster.name === undefined ? [] : nameFaults("cluster.name", cluster.name, NAME_LIMITS.cluster)),
    ...Object.entries(cluster.nodeGroups).flatMap(([group, settings]) => [
      ...nodeGroupFaults(`cluster.nodeGroups.${group}`, group, settings),
      ...roleNameFaults(`cluster.nodeGroups.${group}`, "node group", physicalName(project, name, group, "node", region)),
    ]),
    ...roleArnFaults("cluster.adminRoleArns", cluster.adminRoleArns),
    ...roleArnFaults("cluster.viewerRoleArns", cluster.viewerRoleArns),
    ...(cluster.logTypes ?? []).flatMap((type) => oneOfFaults("cluster.logTypes", type, CONTROL_PLANE_LOG_TYPES)),
    ...oneOfFaults("cluster.upgradePolicy", cluster.upgradePolicy, ["standard", "extended"]),
    ...oneOfFaults("cluster.autoscaler", cluster.autoscaler, ["none", "cluster-autoscaler", "karpenter"]),
    ...(cluster.privateAccessCidrs ?? []).flatMap((text) => blockFaults("cluster.privateAccessCidrs", text)),
    ...fargateFaults(cluster.fargateProfiles ?? {}),
    ...Object.keys(cluster.fargateProfiles ?? {}).flatMap((profile) =>
      roleNameFaults(`cluster.fargateProfiles.${profile}`, "profile", physicalName(project, name, profile, "fargate", region)),
    ),
  ];
  if (Object.keys(cluster.nodeGroups).length === 0) {
    faults.push({
      path: "cluster.nodeGroups",
      problem: "is empty, so that no pod could run",
      allowed: "at least one group",
      fix: "add one, e.g. general: { instanceTypes: [...], minSize: 2, maxSize: 4 }",
    });
  }
  if (kubernetes === "eks" && (cluster.adminRoleArns ?? []).length === 0) {
    faults.push({
      path: "cluster.adminRoleArns",
      problem: "is empty, so that nobody could install the Helm releases",
      allowed: "at least the role that deploys",
      fix: "name the role that runs Terraform",
    });
  }
  if (cluster.endpoint.access === "public") {
    faults.push(...publicEndpointFaults(cluster.endpoint.allowedCidrs));
  }
  return faults;
}

function publicEndpointFaults(allowedCidrs: readonly string[]): Fault[] {
  const path = "cluster.endpoint.allowedCidrs";
  const allowed = "IPv4 blocks of networks you know, /8 or smaller";
  if (allowedCidrs.length === 0) {
    return [
      { path, problem: "is empty, which EKS reads as the whole internet", allowed, fix: 'name blocks, or use access: "private"' },
    ];
  }
  return allowedCidrs.flatMap((text) => blockFaults(path, text));
}

function blockFaults(path: string, text: string): Fault[] {
  if ((Ipv4Cidr.parse(text)?.prefixLength ?? 0) >= 8) {
    return [];
  }
  return [
    {
      path,
      problem: "opens the Kubernetes API too wide, or is no block",
      got: text,
      allowed: "IPv4 blocks of networks you know, /8 or smaller",
      fix: "narrow it down",
    },
  ];
}

function roleArnFaults(path: string, arns: readonly string[] = []): Fault[] {
  return arns.flatMap((arn) => patternFaults(path, arn, /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "ARNs of IAM roles"));
}

/** Names and namespaces of profiles; EKS takes one to five selectors. */
function fargateFaults(profiles: NonNullable<EnvironmentProps["cluster"]["fargateProfiles"]>): Fault[] {
  return Object.entries(profiles).flatMap(([name, { namespaces }]) => {
    const path = `cluster.fargateProfiles.${name}`;
    return [
      ...patternFaults(path, name, /^[a-z][a-z0-9-]{0,29}$/, "profile names of 1 to 30 lower-case letters, digits and hyphens"),
      ...wholeNumberFaults(`${path}.namespaces.length`, namespaces.length, 1, 5, "namespaces"),
    ];
  });
}

/** The role of a node group or a profile carries its name. */
function roleNameFaults(path: string, kind: string, roleName: string): Fault[] {
  return nameFaults(path, roleName, NAME_LIMITS.iamRole).map((fault) => ({
    ...fault,
    fix: `shorten the ${kind}'s name, or the project's or the environment's; names are never cut`,
  }));
}

function nodeGroupFaults(path: string, name: string, group: NodeGroupSettings): Fault[] {
  const faults: Fault[] = [
    ...patternFaults(path, name, /^[a-z][a-z0-9-]{0,29}$/, "group names of 1 to 30 lower-case letters, digits and hyphens"),
    ...wholeNumberFaults(`${path}.minSize`, group.minSize, 0, 450, "nodes"),
    ...wholeNumberFaults(`${path}.maxSize`, group.maxSize, 1, 450, "nodes"),
    ...wholeNumberFaults(`${path}.diskSizeGibibytes`, group.diskSizeGibibytes, 20, 16_384, "gibibytes"),
    ...oneOfFaults(`${path}.capacity`, group.capacity, ["on-demand", "spot"]),
    ...oneOfFaults(`${path}.operatingSystem`, group.operatingSystem, ["al2023", "bottlerocket"]),
    ...nodeLabelFaults(`${path}.labels`, group.labels),
    ...nodeTaintFaults(`${path}.taints`, group.taints),
    ...group.instanceTypes.flatMap((type) =>
      patternFaults(`${path}.instanceTypes`, type, /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "instance types such as m7g.large"),
    ),
  ];
  if (group.maxSize < group.minSize) {
    faults.push({
      path: `${path}.maxSize`,
      problem: `is less than minSize (${group.minSize})`,
      got: group.maxSize,
      allowed: `${group.minSize} or more`,
      fix: "raise maxSize or lower minSize",
    });
  }
  const architectures = new Set(group.instanceTypes.map(architectureOf));
  if (architectures.size !== 1) {
    faults.push({
      path: `${path}.instanceTypes`,
      problem: "must be types of exactly one architecture, because a node group has one image",
      got: group.instanceTypes,
      allowed: "one or more types, all arm64 (m7g, c7g, t4g, ...) or all x86-64",
      fix: "make a second node group for the other architecture",
    });
  }
  return faults;
}

function unusedPoolFaults({ autoscaler = "none", nodePools }: ClusterSettings): Fault[] {
  if (nodePools === undefined || (autoscaler === "karpenter" && Object.keys(nodePools).length > 0)) {
    return [];
  }
  const none = autoscaler === "karpenter";
  return [
    {
      path: "cluster.nodePools",
      problem: none ? "are none, so that Karpenter could add no node" : "are for Karpenter, which this cluster has not",
      got: none ? 0 : autoscaler,
      allowed: none ? "at least one pool" : 'autoscaler "karpenter"',
      fix: none ? "name a pool" : "leave the pools out, or change the autoscaler",
    },
  ];
}
