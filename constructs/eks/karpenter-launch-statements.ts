import type { AwsLocation } from "../core/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

/** What the statements are limited to. */
export interface KarpenterScope {
  /** Name of the cluster; may be a token, also where it stands in the name of a tag. */
  readonly clusterName: string;
  /** Where the cluster is. */
  readonly location: AwsLocation;
}

/**
 * How Karpenter 1.14.1 launches, tags and ends instances of its cluster and of no other: the policy `NodeLifecycle` of its
 * CloudFormation template, with the same statement names (read 2026-11).
 */
export function karpenterLaunchStatements(scope: KarpenterScope): PolicyStatement[] {
  const { clusterName } = scope;
  const ec2 = ec2Arns(scope.location);
  const launched = ["fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request"].map(ec2);
  // Tags that the request must bring, and tags that a thing must carry already.
  const asked = {
    StringEquals: { [ownedTag("Request", clusterName)]: "owned", "aws:RequestTag/eks:eks-cluster-name": clusterName },
    StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
  };
  const present = {
    StringEquals: { [ownedTag("Resource", clusterName)]: "owned" },
    StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
  };
  return [
    {
      sid: "AllowScopedEC2InstanceAccessActions",
      actions: ["ec2:RunInstances", "ec2:CreateFleet"],
      resources: [
        // ARNs of images and snapshots name no account.
        `arn:${scope.location.partition}:ec2:${scope.location.region}::image/*`,
        `arn:${scope.location.partition}:ec2:${scope.location.region}::snapshot/*`,
        ...["security-group", "subnet", "capacity-reservation", "placement-group"].map(ec2),
      ],
    },
    {
      sid: "AllowScopedEC2LaunchTemplateAccessActions",
      actions: ["ec2:RunInstances", "ec2:CreateFleet"],
      resources: [ec2("launch-template")],
      conditions: present,
    },
    {
      sid: "AllowScopedEC2InstanceActionsWithTags",
      actions: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      resources: launched,
      conditions: asked,
    },
    {
      sid: "AllowScopedResourceCreationTagging",
      actions: ["ec2:CreateTags"],
      resources: launched,
      conditions: {
        ...asked,
        StringEquals: {
          ...asked.StringEquals,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
      },
    },
    {
      sid: "AllowScopedResourceTagging",
      actions: ["ec2:CreateTags"],
      resources: [ec2("instance")],
      conditions: {
        ...present,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    {
      sid: "AllowScopedDeletion",
      actions: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      resources: [ec2("instance"), ec2("launch-template")],
      conditions: present,
    },
  ];
}

/** The condition key of the tag that says which cluster a thing belongs to. */
export function ownedTag(of: "Request" | "Resource", clusterName: string): string {
  return `aws:${of}Tag/kubernetes.io/cluster/${clusterName}`;
}

/** Any account, as upstream has it: subnets, security groups, reservations may be shared by another account. */
function ec2Arns({ partition, region }: AwsLocation): (kind: string) => string {
  return (kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`;
}
