import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import type { IClusterRef } from "./cluster-ref";

/** A managed node group, without its cluster. */
export interface ManagedNodeGroupOptions {
  /** Name of the group, at most 63 characters. Changing it replaces the group. */
  readonly nodeGroupName: string;
  /** Beginning of the names of role and launch template. */
  readonly namePrefix: string;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /** Private subnets that nodes start in. */
  readonly subnetIds: readonly string[];
  /** EC2 instance types of one architecture. Changing them replaces the group. */
  readonly instanceTypes: readonly string[];
  /** Processor architecture of the instance types: decides the image. */
  readonly architecture: "arm64" | "x86_64";
  /** Fewest nodes, 0 to 450. */
  readonly minSize: number;
  /** Most nodes, 1 to 450. */
  readonly maxSize: number;
  /**
   * How nodes are bought. Changing it replaces the group.
   * @default "on-demand"
   */
  readonly capacity?: "on-demand" | "spot";
  /**
   * Size of the root volume in gibibytes, 20 to 16,384.
   * @default 50
   */
  readonly diskSizeGibibytes?: number;
  /**
   * Tags of instances and volumes, which the provider's default tags do not reach.
   * @default - only the name
   */
  readonly instanceTags?: Readonly<Record<string, string>>;
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

/**
 * Defines a managed node group on Amazon Linux 2023 with a launch template: IMDSv2 only and out of the pods' reach, encrypted gp3
 * volumes, detailed monitoring. The group has its smallest size until an
 * autoscaler raises it; none is part of the stacks yet.
 */
export class ManagedNodeGroup extends Construct {
  /** The node group itself. */
  public readonly resource: EksNodeGroup;

  /** @throws ValidationError when the bounds or the disk size are out of range */
  public constructor(scope: Construct, id: string, props: ManagedNodeGroupProps) {
    super(scope, id);
    throwFaults(`node group "${this.node.path}"`, nodeGroupFaults(props));

    const { location, namePrefix, nodeGroupName } = props;
    const name = `${namePrefix}-${nodeGroupName}`;
    const role = new ServiceRole(this, "Role", {
      roleName: `${name}-node-${location.region}`,
      description: `Nodes of the EKS node group ${nodeGroupName}`,
      assumedBy: ["ec2.amazonaws.com"],
      managedPolicyArns: [
        `arn:${location.partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy`,
        `arn:${location.partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly`,
      ],
    });
    const template = this.launchTemplate(name, props.diskSizeGibibytes ?? 50, { ...props.instanceTags, Name: name });
    this.resource = new EksNodeGroup(this, "Resource", {
      clusterName: props.cluster.clusterName,
      nodeGroupName,
      nodeRoleArn: role.roleArn,
      subnetIds: [...props.subnetIds],
      instanceTypes: [...props.instanceTypes],
      capacityType: props.capacity === "spot" ? "SPOT" : "ON_DEMAND",
      amiType: props.architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      scalingConfig: { minSize: props.minSize, maxSize: props.maxSize, desiredSize: Math.max(props.minSize, 1) },
      updateConfig: { maxUnavailablePercentage: 33 },
      dependsOn: [...role.policies, ...(props.after ?? [])],
    });
  }

  private launchTemplate(name: string, diskSizeGibibytes: number, tags: Record<string, string>): LaunchTemplate {
    return new LaunchTemplate(this, "LaunchTemplate", {
      name,
      description: "Nodes with IMDSv2, hop limit 1, and encrypted gp3 volumes",
      updateDefaultVersion: true,
      // A hop limit of 1 keeps pods away from the node's own role.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      monitoring: { enabled: true },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeSize: diskSizeGibibytes, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
    });
  }
}

function nodeGroupFaults(props: ManagedNodeGroupProps): Fault[] {
  const faults = [
    ...wholeNumberFaults("minSize", props.minSize, 0, 450, "nodes"),
    ...wholeNumberFaults("maxSize", props.maxSize, 1, 450, "nodes"),
    ...wholeNumberFaults("diskSizeGibibytes", props.diskSizeGibibytes, 20, 16_384, "gibibytes"),
  ];
  if (props.maxSize < props.minSize) {
    faults.push({
      path: "maxSize",
      problem: `is less than minSize (${props.minSize})`,
      got: props.maxSize,
      allowed: `${props.minSize} or more`,
      fix: "raise maxSize or lower minSize",
    });
  }
  return faults;
}
