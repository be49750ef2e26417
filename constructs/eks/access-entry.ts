import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import type { IClusterRef } from "./cluster-ref";

/** Access policies that EKS offers; the names are those of the service. */
export type AccessPolicy =
  "AmazonEKSClusterAdminPolicy" | "AmazonEKSAdminViewPolicy" | "AmazonEKSEditPolicy" | "AmazonEKSViewPolicy";

/** An access entry, without its cluster. */
export interface AccessEntryOptions {
  /** ARN of the IAM role or user. Changing it replaces the entry. */
  readonly principalArn: string;
  /** What the principal may do. */
  readonly policy: AccessPolicy;
  /** Partition of the access policies' ARNs. */
  readonly location: AwsLocation;
  /**
   * Namespaces that the policy is limited to.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
}

/** What an `AccessEntry` is made of. */
export interface AccessEntryProps extends AccessEntryOptions {
  /** The cluster that the principal gets into. */
  readonly cluster: IClusterRef;
}

/** Defines who may use the Kubernetes API of a cluster, through the EKS access API. */
export class AccessEntry extends Construct {
  /** The entry itself. */
  public readonly resource: EksAccessEntry;

  public constructor(scope: Construct, id: string, props: AccessEntryProps) {
    super(scope, id);
    const { cluster, principalArn, policy, namespaces = [] } = props;
    this.resource = new EksAccessEntry(this, "Resource", { clusterName: cluster.clusterName, principalArn, type: "STANDARD" });
    new EksAccessPolicyAssociation(this, "Policy", {
      clusterName: cluster.clusterName,
      principalArn: this.resource.principalArn,
      policyArn: `arn:${props.location.partition}:eks::aws:cluster-access-policy/${policy}`,
      accessScope: namespaces.length === 0 ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
    });
  }
}
