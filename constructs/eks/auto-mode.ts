import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import type { AwsLocation } from "../core/aws-location";
import type { ServiceRole, ServiceRoleProps } from "../iam/service-role";

/** Settings of EKS Auto Mode. */
export interface AutoModeOptions {
  /**
   * Node pools that EKS keeps: `system` for critical add-ons, `general-purpose` for everything else. An empty list leaves both out,
   * for clusters with node pools of their own. Changing it updates in place.
   * @default - both
   */
  readonly nodePools?: readonly ("general-purpose" | "system")[];
}

/**
 * AWS managed policies of a cluster role under Auto Mode, beside AmazonEKSClusterPolicy.
 *
 * @see Amazon EKS User Guide, "Amazon EKS Auto Mode cluster IAM role" (read 2026-11)
 */
export const AUTO_MODE_CLUSTER_POLICIES = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
] as const;

/** Add-ons that Auto Mode runs itself, as services of the node. */
export const AUTO_MODE_ADDONS: readonly string[] = [
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "aws-ebs-csi-driver",
  "eks-pod-identity-agent",
  "eks-node-monitoring-agent",
];

/** The role of Auto Mode's nodes: what a node needs to join and to pull images, and nothing else. */
export function autoModeNodeRoleProps(clusterName: string, { region, partition }: AwsLocation): ServiceRoleProps {
  return {
    roleName: `${clusterName}-auto-node-${region}`,
    description: `Nodes that EKS Auto Mode starts for the cluster ${clusterName}`,
    assumedBy: ["ec2.amazonaws.com"],
    managedPolicyArns: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"].map(
      (policy) => `arn:${partition}:iam::aws:policy/${policy}`,
    ),
  };
}

/** The three switches of Auto Mode, which EKS only takes together. */
export function autoModeConfig(
  { nodePools = ["general-purpose", "system"] }: AutoModeOptions,
  nodeRole: ServiceRole,
): Pick<EksClusterConfig, "computeConfig" | "storageConfig"> {
  return {
    // Without a pool of its own, EKS starts no node by itself and refuses a node role.
    computeConfig: {
      enabled: true,
      nodePools: [...nodePools],
      ...(nodePools.length > 0 ? { nodeRoleArn: nodeRole.roleArn } : {}),
    },
    storageConfig: { blockStorage: { enabled: true } },
  };
}
