import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { throwFaults } from "../core/validation";
import { accessEntryFaults, policyFaults } from "./access-entry-faults";
import type { AccessEntryProps } from "./access-entry-props";
import type { AccessPolicyGrant } from "./access-policies";
import type { IClusterRef } from "./cluster-ref";

export type { AccessEntryOptions, AccessEntryProps } from "./access-entry-props";
export * from "./access-policies";

/**
 * Defines who may use the Kubernetes API of a cluster, through the EKS access API. A principal that is deleted and made again needs
 * its entry made again as well: EKS remembers the id behind the ARN.
 */
export class AccessEntry extends Construct {
  /** The entry itself. */
  public readonly resource: EksAccessEntry;

  private readonly cluster: IClusterRef;
  private readonly location: AwsLocation;
  private readonly granted: AccessPolicyGrant[] = [];
  private readonly associations: EksAccessPolicyAssociation[] = [];

  /** @throws ValidationError when EKS would refuse the entry, or it lets nobody do anything */
  public constructor(scope: Construct, id: string, props: AccessEntryProps) {
    super(scope, id);
    throwFaults(`access entry "${this.node.path}"`, accessEntryFaults(props));

    const { cluster, principalArn, type = "STANDARD", policies = [], kubernetesGroups = [], userName } = props;
    this.cluster = cluster;
    this.location = props.location;
    this.resource = new EksAccessEntry(this, "Resource", {
      clusterName: cluster.clusterName,
      principalArn,
      type,
      // Said even when there are none: Terraform leaves groups that are not mentioned as they are, and the access would stay.
      ...(type === "STANDARD" ? { kubernetesGroups: [...kubernetesGroups] } : {}),
      userName,
    });
    policies.forEach((grant) => this.associate(grant));
  }

  /** The entry and its policies: what needs the principal's access waits for all of them. */
  public get dependables(): readonly ITerraformDependable[] {
    return [this.resource, ...this.associations];
  }

  /**
   * Gives the principal one more access policy.
   *
   * @throws ValidationError when it has this policy already, or EKS doesn't know a name
   */
  public addPolicy(grant: AccessPolicyGrant): EksAccessPolicyAssociation {
    throwFaults(`access entry "${this.node.path}"`, policyFaults(grant, this.granted));
    return this.associate(grant);
  }

  private associate(grant: AccessPolicyGrant): EksAccessPolicyAssociation {
    const { policy, namespaces } = grant;
    const association = new EksAccessPolicyAssociation(this, policy, {
      clusterName: this.cluster.clusterName,
      principalArn: this.resource.principalArn,
      policyArn: `arn:${this.location.partition}:eks::aws:cluster-access-policy/${policy}`,
      accessScope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
    });
    this.granted.push(grant);
    this.associations.push(association);
    return association;
  }
}
