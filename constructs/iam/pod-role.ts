import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Construct } from "constructs";
import type { PolicyStatement } from "./policy-document";
import type { IRoleRef } from "./role-ref";
import { ServiceRole } from "./service-role";

/** What a `PodRole` is made of. */
export interface PodRoleProps {
  /** Name of the role, at most 64 characters; changing it replaces the role. */
  readonly roleName: string;
  /** What the pods do with the role, in one sentence. */
  readonly description: string;
  /** Name of the EKS cluster; may be a token. */
  readonly clusterName: string;
  /** Kubernetes namespace of the service account; need not exist yet. */
  readonly namespace: string;
  /** Name of the service account; the chart must be told to use exactly this one. */
  readonly serviceAccount: string;
  /**
   * What the pods may do.
   * @default - nothing beyond the managed policies
   */
  readonly statements?: readonly PolicyStatement[];
  /**
   * ARNs of AWS managed policies.
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
}

/**
 * Defines a role for the pods of one service account, through EKS Pod Identity: no annotation in the chart and no OIDC provider.
 * The cluster needs the add-on `eks-pod-identity-agent`. Pods that started before the association keep what they had, so a Helm
 * release should depend on `association`.
 */
export class PodRole extends Construct implements IRoleRef {
  /** The role that the pods get. */
  public readonly role: ServiceRole;
  /** The association of service account and role. */
  public readonly association: EksPodIdentityAssociation;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;

  /** @throws ValidationError when the role name is too long or has a character that IAM refuses */
  public constructor(scope: Construct, id: string, props: PodRoleProps) {
    super(scope, id);
    this.role = new ServiceRole(this, "Role", {
      roleName: props.roleName,
      description: props.description,
      assumedBy: ["pods.eks.amazonaws.com"],
      assumeActions: ["sts:AssumeRole", "sts:TagSession"],
      statements: props.statements,
      managedPolicyArns: props.managedPolicyArns,
    });
    this.roleArn = this.role.roleArn;
    this.roleName = this.role.roleName;
    this.association = new EksPodIdentityAssociation(this, "Association", {
      clusterName: props.clusterName,
      namespace: props.namespace,
      serviceAccount: props.serviceAccount,
      roleArn: this.roleArn,
      dependsOn: [...this.role.policies],
    });
  }
}
