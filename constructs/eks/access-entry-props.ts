import type { AwsLocation } from "../core/aws-location";
import type { AccessEntryType, AccessPolicyGrant } from "./access-policies";
import type { IClusterRef } from "./cluster-ref";

/** An access entry, without its cluster. */
export interface AccessEntryOptions {
  /**
   * ARN of the IAM role or user, with its path. A role of IAM Identity Center keeps `aws-reserved/sso.amazonaws.com/...`. Each
   * principal has one entry on a cluster. Changing it replaces the entry.
   */
  readonly principalArn: string;
  /** Account and partition of the cluster. */
  readonly location: AwsLocation;
  /**
   * What the entry is for. Changing it replaces the entry.
   * @default "STANDARD"
   */
  readonly type?: AccessEntryType;
  /**
   * What the principal may do by EKS's own policies, each policy once.
   * @default - nothing but what RBAC gives to its groups or its user name
   */
  readonly policies?: readonly AccessPolicyGrant[];
  /**
   * Kubernetes groups of the principal, for role bindings of RBAC. Changing them updates in place.
   * @default - none
   */
  readonly kubernetesGroups?: readonly string[];
  /**
   * Name of the principal inside Kubernetes, as the audit log shows it; `{{SessionName}}` stands for the session. Changing it
   * updates in place; taken away again, it stays until the entry is replaced.
   * @default - the ARN of the session, which EKS recommends
   */
  readonly userName?: string;
}

/** What an `AccessEntry` is made of. */
export interface AccessEntryProps extends AccessEntryOptions {
  /** The cluster that the principal gets into. */
  readonly cluster: IClusterRef;
}
