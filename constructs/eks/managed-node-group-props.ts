import type { ITerraformDependable } from "cdktf";
import type { AwsLocation } from "../core/aws-location";
import type { NodeTaint } from "../core/node-taint";
import type { KubernetesVersion } from "../core/versions";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { IClusterRef } from "./cluster-ref";

/**
 * A managed node group, without its cluster.
 *
 * Three things can happen when a prop changes. *In place*: nothing restarts. *Rolling*: EKS replaces the nodes a few at a time and
 * drains each within 15 minutes, respecting pod disruption budgets. *Replaces*: a second group comes up, then the first one is
 * drained and goes; for that time there are nodes of both.
 *
 * @see Amazon EKS User Guide, "Understand each phase of node updates"; aws_eks_node_group of provider 5.100 (read 2026-11)
 */
export interface ManagedNodeGroupOptions {
  /**
   * Beginning of the group's name, at most 36 letters, digits, `-` and `_`: EKS takes 63 characters, and a unique end of 27 lets a
   * new group stand beside the old one. Changing it replaces the group.
   * @see EKS CreateNodegroup: nodegroupName, 63 characters (read 2026-11)
   */
  readonly nodeGroupName: string;
  /** Beginning of the names of role and launch template. Changing it replaces the group. */
  readonly namePrefix: string;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /** Private subnets that nodes start in. Changing them replaces the group. */
  readonly subnetIds: readonly string[];
  /**
   * EC2 instance types of one architecture, 1 to 20, the preferred one first; with an autoscaler, types of the same size. Changing
   * them replaces the group.
   */
  readonly instanceTypes: readonly string[];
  /** Processor architecture of the instance types: decides the image. Changing it replaces the group. */
  readonly architecture: "arm64" | "x86_64";
  /** Fewest nodes, 0 to 450. Changes in place. */
  readonly minSize: number;
  /**
   * Most nodes, 1 to 450. Changes in place.
   * @see EKS quota "Nodes per managed node group", 450, can be raised (read 2026-11)
   */
  readonly maxSize: number;
  /**
   * How many nodes there are, from `minSize` to `maxSize`. Changes in place, except where an autoscaler decides: there it counts
   * only when the group is created.
   * @default - `minSize`; 0 leaves the group empty until somebody raises it
   */
  readonly desiredSize?: number;
  /**
   * Who changes the number of nodes. With `cluster-autoscaler` Terraform leaves the number alone once the group exists, and the
   * autoscaler learns the labels and taints of a group without nodes from tags. Changes in place.
   * @default "none" - the group keeps its desired size
   */
  readonly autoscaler?: "none" | "cluster-autoscaler";
  /**
   * How nodes are bought. Spot saves up to 90 percent; AWS takes nodes back with two minutes' notice, less often with several
   * instance types. Changing it replaces the group.
   * @default "on-demand"
   */
  readonly capacity?: "on-demand" | "spot";
  /**
   * Operating system: Amazon Linux 2023, or Bottlerocket, which has no shell or package manager and a root file system that nobody
   * can write to. Changing it replaces the group.
   * @default "al2023"
   */
  readonly operatingSystem?: "al2023" | "bottlerocket";
  /**
   * Kubernetes version of the nodes, at most three minor versions behind the cluster's; an older one only holds back a group that
   * exists, since EKS creates groups with the cluster's version alone. Rolling.
   * @default - the cluster's version where that is known: nodes follow the control plane. Otherwise the version at creation stays
   */
  readonly kubernetesVersion?: KubernetesVersion;
  /**
   * Exact release of the image: `1.34.2-20251112` of Amazon Linux, `1.50.0-a1b2c3d4` of Bottlerocket. Rolling.
   * @default - the latest release when the group is created or its version or launch template changes
   */
  readonly releaseVersion?: string;
  /**
   * Updates nodes although pod disruption budgets keep pods from being evicted within 15 minutes: these pods are deleted. Counts
   * for the next rolling update.
   * @default false - an update that a budget blocks fails with PodEvictionFailure
   */
  readonly forceUpdate?: boolean;
  /**
   * How many of the nodes a rolling update takes away at once, in percent, 1 to 100. Changes in place.
   * @default 33
   */
  readonly maxUnavailablePercent?: number;
  /**
   * Labels of the nodes: keys and values of at most 63 characters, none with a reserved prefix. Change in place.
   * @default - only those of EKS
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes, at most 50. Change in place.
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Most pods on a node, 10 to 250, on Amazon Linux only. More than the instance type has addresses for needs prefix delegation in
   * the add-on vpc-cni. AWS advises 110 below 30 processors. Rolling.
   * @default - as many as the instance type has addresses for
   * @see Amazon EKS Best Practices Guide, "Prefix mode for Linux" (read 2026-11)
   */
  readonly maxPods?: number;
  /**
   * Size of the volume of images, logs and empty directories in gibibytes, 20 to 16,384: the root volume of Amazon Linux, the data
   * volume of Bottlerocket, which has 4 more for the system. Rolling.
   * @default 50
   */
  readonly diskSizeGibibytes?: number;
  /**
   * Operations per second of that volume, 3,000 to 80,000 and at most 500 for each gibibyte. Above 3,000 each costs 0.005 USD a
   * month (us-east-1, 2026-05). Rolling.
   * @default - 3,000, included in the price of gp3
   * The upper limit is recalled from AWS's announcement of 2025-09, not read again.
   */
  readonly diskIops?: number;
  /**
   * Throughput of that volume in MiB/s, 125 to 1,000 and at most a quarter of the operations per second. Above 125 each costs
   * 0.04 USD a month (us-east-1, 2026-05). EBS itself goes to 2,000; the oldest provider that we support does not. Rolling.
   * @default - 125, included in the price of gp3
   */
  readonly diskThroughputMibps?: number;
  /**
   * Key of the volumes; its policy needs `ebsKeyService`, or no node starts. Rolling.
   * @default - the account's default key for EBS
   */
  readonly key?: IEncryptionKeyRef;
  /**
   * Tags of instances, volumes and network interfaces, which the provider's default tags do not reach. Rolling.
   * @default - only the name
   */
  readonly instanceTags?: Readonly<Record<string, string>>;
  /**
   * Metrics of EC2 every minute instead of every five, about 2 USD a month for each node (us-east-1, 2026-05). Rolling.
   * @default true
   */
  readonly detailedMonitoring?: boolean;
  /**
   * Lets EKS reboot or replace nodes that stay unhealthy. It sees an unready kubelet by itself; for faults of kernel, network,
   * storage and accelerators the cluster needs the add-on `eks-node-monitoring-agent`. Changes in place.
   * @default false
   */
  readonly nodeRepair?: boolean;
  /**
   * Lets people open a shell on the nodes through Systems Manager; whoever may start sessions becomes root on every node. Changes
   * in place.
   * @default false
   */
  readonly sessionManager?: boolean;
  /**
   * What must exist before nodes start: the add-ons that a node needs to become ready.
   * @default - only the cluster
   */
  readonly after?: readonly ITerraformDependable[];
}

/** What a `ManagedNodeGroup` is made of. */
export interface ManagedNodeGroupProps extends ManagedNodeGroupOptions {
  /** The cluster that the nodes join. */
  readonly cluster: IClusterRef;
}
