import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { Construct } from "constructs";
import { arnIn } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults } from "../core/validation";
import type { PolicyStatement } from "../iam/policy-document";
import { ServiceRole } from "../iam/service-role";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { fargateProfileFaults } from "./fargate-profile-faults";
import type { FargateProfileProps } from "./fargate-profile-props";

export type { FargateProfileOptions, FargateProfileProps, FargateSelector } from "./fargate-profile-props";

/**
 * Defines a Fargate profile, which gives every pod that fits a selector a machine of its own, and the role with which that machine
 * joins the cluster, pulls images and writes logs. The profile is replaced by deleting it first: its pods stop, and wait until the
 * new one is there. EKS deletes one profile of a cluster at a time.
 *
 * Pods on Fargate get no AWS identity through EKS Pod Identity, whose agent does not run there; they need IRSA. There are no
 * DaemonSets either, so that agents on nodes see nothing of these pods. Fargate for EKS is not offered in AWS GovCloud.
 *
 * @see Amazon EKS User Guide, "Define which Pods use AWS Fargate when launched" (read 2026-11)
 */
export class FargateProfile extends Construct {
  /** The profile itself. */
  public readonly resource: EksFargateProfile;
  /** The role of the machines below the pods; containers can't use it. */
  public readonly podExecutionRole: ServiceRole;
  /** ARN of that role. */
  public readonly podExecutionRoleArn: string;
  /** Name of the profile. */
  public readonly profileName: string;

  /** @throws ValidationError when EKS would refuse the name, the subnets or the selectors */
  public constructor(scope: Construct, id: string, props: FargateProfileProps) {
    super(scope, id);
    throwFaults(`Fargate profile "${this.node.path}"`, fargateProfileFaults(props));

    this.podExecutionRole = this.executionRole(props);
    this.podExecutionRoleArn = this.podExecutionRole.roleArn;
    this.resource = new EksFargateProfile(this, "Resource", {
      clusterName: props.cluster.clusterName,
      fargateProfileName: props.profileName,
      podExecutionRoleArn: this.podExecutionRoleArn,
      subnetIds: [...props.subnetIds],
      selector: props.selectors.map(({ namespace, labels }) => ({ namespace, labels })),
      dependsOn: withinStack(this, [...this.podExecutionRole.policies, props.logGroup?.dependable]),
    });
    this.profileName = this.resource.fargateProfileName;
  }

  private executionRole({ cluster, location, namePrefix, profileName, logGroup }: FargateProfileProps): ServiceRole {
    return new ServiceRole(this, "Role", {
      roleName: `${namePrefix}-${profileName}-fargate-${location.region}`,
      description: `Fargate machines of the EKS Fargate profile ${profileName}`,
      assumedBy: ["eks-fargate-pods.amazonaws.com"],
      // Without it, somebody else's profile could make Fargate act with this role.
      assumeConditions: { ArnLike: { "aws:SourceArn": arnIn(location, "eks", `fargateprofile/${cluster.clusterName}/*`) } },
      managedPolicyArns: [`arn:${location.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`],
      statements: logGroup === undefined ? [] : [writeLogs(logGroup)],
    });
  }
}

/** No `logs:CreateLogGroup`: a group that Fluent Bit makes by itself would never expire. */
function writeLogs({ logGroupArn }: ILogGroupRef): PolicyStatement {
  return {
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
}
