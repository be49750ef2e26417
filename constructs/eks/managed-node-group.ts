import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Annotations, type TerraformResourceLifecycle, Token } from "cdktf";
import { Construct } from "constructs";
import type { NodeTaintEffect } from "../core/node-taint";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import { AutoscalingTags } from "./autoscaling-tags";
import { nodeGroupFaults } from "./managed-node-group-faults";
import type { ManagedNodeGroupProps } from "./managed-node-group-props";
import { nodeLaunchTemplate } from "./node-launch-template";

export type { ManagedNodeGroupOptions, ManagedNodeGroupProps } from "./managed-node-group-props";

const AMI_TYPES = {
  al2023: { arm64: "AL2023_ARM_64_STANDARD", x86_64: "AL2023_x86_64_STANDARD" },
  bottlerocket: { arm64: "BOTTLEROCKET_ARM_64", x86_64: "BOTTLEROCKET_x86_64" },
} as const;

const TAINT_EFFECTS: Readonly<Record<NodeTaintEffect, string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

/**
 * Defines a managed node group on Amazon Linux 2023 or Bottlerocket with a launch template of its own: IMDSv2 only and out of the
 * pods' reach, encrypted gp3 volumes. What can't change in place comes up anew beside the old nodes before these are drained; each
 * prop says which of the two happens.
 *
 * The nodes may join the cluster and pull images, nothing else: the add-on `vpc-cni` has a role of its own, and so have pods.
 */
export class ManagedNodeGroup extends Construct {
  /** The node group itself. */
  public readonly resource: EksNodeGroup;
  /** What instances start from. */
  public readonly launchTemplate: LaunchTemplate;
  /** The role of the nodes. */
  public readonly role: ServiceRole;
  /** ARN of the nodes' role. */
  public readonly nodeRoleArn: string;
  /** Full name of the group, known after the deployment. */
  public readonly nodeGroupName: string;
  /** Name of the Auto Scaling group that EKS makes for the nodes, known after the deployment. */
  public readonly autoscalingGroupName: string;

  /** @throws ValidationError that lists everything about the group that EKS, EC2 or the nodes would refuse */
  public constructor(scope: Construct, id: string, props: ManagedNodeGroupProps) {
    super(scope, id);
    throwFaults(`node group "${this.node.path}"`, nodeGroupFaults(props));
    this.warnOfSpot(props);

    const name = `${props.namePrefix}-${props.nodeGroupName}`;
    this.role = this.nodeRole(name, props);
    this.nodeRoleArn = this.role.roleArn;
    this.launchTemplate = new LaunchTemplate(this, "LaunchTemplate", nodeLaunchTemplate(name, props));
    this.resource = this.nodeGroup(props);
    this.nodeGroupName = this.resource.nodeGroupName;
    this.autoscalingGroupName = this.resource.resources.get(0).autoscalingGroups.get(0).name;
    if (props.autoscaler === "cluster-autoscaler") {
      const { labels, taints } = props;
      new AutoscalingTags(this, "AutoscalingTags", { autoscalingGroupName: this.autoscalingGroupName, labels, taints });
    }
  }

  private nodeRole(name: string, { location, nodeGroupName, sessionManager = false }: ManagedNodeGroupProps): ServiceRole {
    const policies = [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      ...(sessionManager ? ["AmazonSSMManagedInstanceCore"] : []),
    ];
    return new ServiceRole(this, "Role", {
      roleName: `${name}-node-${location.region}`,
      description: `Nodes of the EKS node group ${nodeGroupName}`,
      assumedBy: ["ec2.amazonaws.com"],
      managedPolicyArns: policies.map((policy) => `arn:${location.partition}:iam::aws:policy/${policy}`),
    });
  }

  private nodeGroup(props: ManagedNodeGroupProps): EksNodeGroup {
    const { cluster, operatingSystem = "al2023", minSize, maxSize } = props;
    return new EksNodeGroup(this, "Resource", {
      clusterName: cluster.clusterName,
      nodeGroupNamePrefix: `${props.nodeGroupName}-`,
      nodeRoleArn: this.nodeRoleArn,
      version: props.kubernetesVersion ?? cluster.version,
      releaseVersion: props.releaseVersion,
      forceUpdateVersion: props.forceUpdate ? true : undefined,
      subnetIds: [...props.subnetIds],
      instanceTypes: [...props.instanceTypes],
      capacityType: props.capacity === "spot" ? "SPOT" : "ON_DEMAND",
      amiType: AMI_TYPES[operatingSystem][props.architecture],
      launchTemplate: { id: this.launchTemplate.id, version: Token.asString(this.launchTemplate.latestVersion) },
      // Nobody but an autoscaler would ever raise the number again, so without one the smallest group is the whole group.
      scalingConfig: { minSize, maxSize, desiredSize: props.desiredSize ?? minSize },
      updateConfig: { maxUnavailablePercentage: props.maxUnavailablePercent ?? 33 },
      labels: props.labels,
      taint: props.taints?.map(({ key, value, effect }) => ({ key, value, effect: TAINT_EFFECTS[effect] })),
      // Always written: the provider keeps the last setting when the block is missing.
      nodeRepairConfig: { enabled: props.nodeRepair ?? false },
      dependsOn: withinStack(this, [...this.role.policies, ...(props.after ?? [])]),
      lifecycle: lifecycleOf(props),
    });
  }

  private warnOfSpot({ capacity, instanceTypes }: ManagedNodeGroupProps): void {
    if (capacity === "spot" && instanceTypes.length < 2) {
      Annotations.of(this).addWarning(
        `Node group ${this.node.path} buys spot capacity of one instance type (${instanceTypes.join()}): when AWS takes that back, ` +
          "there is nothing to replace it with. To mend it, name more types of about the same size.",
      );
    }
  }
}

/**
 * Creating before destroying holds for what the group depends on as well, cluster and add-ons included: Terraform demands it. A
 * cluster that has to be replaced therefore needs a new name.
 */
function lifecycleOf({ autoscaler }: ManagedNodeGroupProps): TerraformResourceLifecycle {
  return {
    createBeforeDestroy: true,
    ...(autoscaler === "cluster-autoscaler" ? { ignoreChanges: ["scaling_config[0].desired_size"] } : {}),
  };
}
