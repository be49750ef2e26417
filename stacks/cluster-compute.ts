import type { Construct } from "constructs";
import { architectureOf } from "../constructs/core/instance-architecture";
import type { EksCluster } from "../constructs/eks/eks-cluster";
import { KarpenterNodes } from "../constructs/eks/karpenter-nodes";
import { ebsKeyService, EncryptionKey } from "../constructs/iam/encryption-key";
import type { INetworkRef } from "../constructs/network/network-ref";
import type { Environment } from "../environments/environment";

/** What the compute of a cluster is made of. */
export interface ComputeProps {
  /** The environment that says which nodes there are. */
  readonly environment: Environment;
  /** The cluster that they join. */
  readonly cluster: EksCluster;
  /** The VPC whose private subnets they start in. */
  readonly network: INetworkRef;
}

/** What a person and the charts need to know of a cluster's compute. */
export interface Compute {
  /** Names of the nodes' roles, by node group. */
  readonly nodeRoleNames: Readonly<Record<string, string>>;
  /** The AWS side of Karpenter; undefined where another autoscaler, or none, has its place. */
  readonly karpenter: KarpenterNodes | undefined;
}

/** Adds add-ons, node groups, Fargate profiles and the autoscaler's part to a cluster. */
export function addCompute(stack: Construct, { environment, cluster, network }: ComputeProps): Compute {
  const { namePrefix, location, tags, cluster: settings } = environment;
  const shared = { namePrefix, location, subnetIds: network.privateSubnetIds };

  cluster.addDefaultAddons({ namePrefix, location, nodeMonitoringAgent: true, volumeTags: tags });
  const key = new EncryptionKey(stack, "NodeKey", {
    alias: `${namePrefix}-nodes`,
    description: `Volumes of the nodes of ${settings.name}`,
    location,
    services: [ebsKeyService(location)],
  });
  const nodeRoleNames: Record<string, string> = {};
  for (const [nodeGroupName, group] of Object.entries(settings.nodeGroups)) {
    const nodeGroup = cluster.addNodeGroup(`Nodes${pascalCase(nodeGroupName)}`, {
      ...shared,
      ...group,
      nodeGroupName,
      architecture: architectureOf(group.instanceTypes[0]!),
      key,
      instanceTags: tags,
      nodeRepair: true,
      autoscaler: settings.autoscaler === "cluster-autoscaler" ? "cluster-autoscaler" : "none",
    });
    nodeRoleNames[nodeGroupName] = nodeGroup.role.roleName;
  }
  for (const [profileName, { namespaces }] of Object.entries(settings.fargateProfiles)) {
    cluster.addFargateProfile(`Fargate${pascalCase(profileName)}`, {
      ...shared,
      profileName,
      selectors: namespaces.map((namespace) => ({ namespace })),
    });
  }
  const karpenter =
    settings.autoscaler === "karpenter" ? new KarpenterNodes(stack, "Karpenter", { cluster, namePrefix, location }) : undefined;
  return { nodeRoleNames: karpenter ? { ...nodeRoleNames, karpenter: karpenter.nodeRoleName } : nodeRoleNames, karpenter };
}

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
}
