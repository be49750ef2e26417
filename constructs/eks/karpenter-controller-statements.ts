import { arnIn, type Partition } from "../core/aws-location";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { PolicyStatement } from "../iam/policy-document";
import { type KarpenterScope, karpenterLaunchStatements, ownedTag } from "./karpenter-launch-statements";

/** What the controller works with. */
export interface KarpenterControllerScope extends KarpenterScope {
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** ARN of the one role that its nodes may have. */
  readonly nodeRoleArn: string;
  /** ARN of the queue that it reads. */
  readonly queueArn: string;
  /**
   * Key of the queue.
   * @default - the queue has no key of ours
   */
  readonly key?: IEncryptionKeyRef;
  /** Whether it asks for zonal shifts of the cluster. */
  readonly zonalShift: boolean;
}

/**
 * What the controller of Karpenter 1.14.1 may do: the six policies of its CloudFormation template, with the same statement names
 * (website/content/en/v1.14/getting-started, commit 1d92708, read 2026-11). Three things are
 * narrower here: `iam:ListInstanceProfiles` is limited to instance profiles (IAM checks it against their path: kubernetes/kops#17854),
 * the node role goes to the EC2 of this partition only, and zonal shifts can be read only when the cluster uses them.
 */
export function karpenterControllerStatements(scope: KarpenterControllerScope): PolicyStatement[] {
  return [
    ...karpenterLaunchStatements(scope),
    ...instanceProfileStatements(scope),
    { sid: "AllowAPIServerEndpointDiscovery", actions: ["eks:DescribeCluster"], resources: [scope.clusterArn] },
    ...queueStatements(scope),
    ...(scope.zonalShift ? [zonalShiftStatement(scope.clusterArn)] : []),
    ...discoveryStatements(scope),
  ];
}

/** The principal of EC2, which alone among services has a name of its own in China. */
export function ec2Principal(partition: Partition): string {
  return `ec2.${domainOf(partition)}`;
}

/** Karpenter makes an instance profile for each node class, and hands the node role to EC2 through it. */
function instanceProfileStatements({ clusterName, location, nodeRoleArn }: KarpenterControllerScope): PolicyStatement[] {
  const { partition, account, region } = location;
  const profiles = `arn:${partition}:iam::${account}:instance-profile/*`;
  const asked = {
    [ownedTag("Request", clusterName)]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": clusterName,
    "aws:RequestTag/topology.kubernetes.io/region": region,
  };
  const present = {
    [ownedTag("Resource", clusterName)]: "owned",
    "aws:ResourceTag/topology.kubernetes.io/region": region,
  };
  const askedClass = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" };
  const presentClass = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*" };
  return [
    {
      sid: "AllowPassingInstanceRole",
      actions: ["iam:PassRole"],
      resources: [nodeRoleArn],
      conditions: { StringEquals: { "iam:PassedToService": ec2Principal(partition) } },
    },
    {
      sid: "AllowScopedInstanceProfileCreationActions",
      actions: ["iam:CreateInstanceProfile"],
      resources: [profiles],
      conditions: { StringEquals: asked, StringLike: askedClass },
    },
    {
      sid: "AllowScopedInstanceProfileTagActions",
      actions: ["iam:TagInstanceProfile"],
      resources: [profiles],
      conditions: { StringEquals: { ...present, ...asked }, StringLike: { ...presentClass, ...askedClass } },
    },
    {
      sid: "AllowScopedInstanceProfileActions",
      actions: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      resources: [profiles],
      conditions: { StringEquals: present, StringLike: presentClass },
    },
    {
      sid: "AllowInstanceProfileReadActions",
      actions: ["iam:GetInstanceProfile", "iam:ListInstanceProfiles"],
      resources: [profiles],
    },
  ];
}

function queueStatements({ queueArn, key, location }: KarpenterControllerScope): PolicyStatement[] {
  const sqs = `sqs.${location.region}.${domainOf(location.partition)}`;
  return [
    {
      sid: "AllowInterruptionQueueActions",
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [queueArn],
    },
    ...(key === undefined
      ? []
      : [
          {
            sid: "AllowInterruptionQueueKey",
            actions: ["kms:Decrypt"],
            resources: [key.keyArn],
            conditions: { StringEquals: { "kms:ViaService": sqs } },
          },
        ]),
  ];
}

function zonalShiftStatement(clusterArn: string): PolicyStatement {
  return {
    sid: "AllowZonalShiftStatusReadOnly",
    actions: ["arc-zonal-shift:GetManagedResource"],
    resources: ["*"],
    anyResourceReason: "GetManagedResource takes no ARN; the condition names the one cluster instead.",
    conditions: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": clusterArn } },
  };
}

function discoveryStatements({ location }: KarpenterControllerScope): PolicyStatement[] {
  const { region } = location;
  return [
    {
      sid: "AllowRegionalReadActions",
      actions: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      resources: ["*"],
      anyResourceReason: "The Describe actions of EC2 take no ARNs; the condition keeps them to the region.",
      conditions: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      sid: "AllowSSMReadActions",
      actions: ["ssm:GetParameter"],
      // Amazon publishes the newest image ids there; these parameters belong to no account.
      resources: [arnIn({ ...location, account: "" }, "ssm", "parameter/aws/service/*")],
    },
    {
      sid: "AllowPricingReadActions",
      actions: ["pricing:GetProducts"],
      resources: ["*"],
      anyResourceReason: "The price list is public and has no ARNs.",
    },
  ];
}

function domainOf(partition: Partition): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
