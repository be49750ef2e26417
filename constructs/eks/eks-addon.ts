import { EksAddon as EksAddonResource } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ServiceRole } from "../iam/service-role";
import type { IClusterRef } from "./cluster-ref";

/** AWS identity of an add-on's pods, through EKS Pod Identity. */
export interface AddonIdentity {
  /** Name of the role, at most 64 characters. */
  readonly roleName: string;
  /** Service account that the add-on uses. */
  readonly serviceAccount: string;
  /** ARN of the AWS managed policy that the add-on asks for. */
  readonly managedPolicyArn: string;
}

/** A managed add-on, without its cluster. */
export interface EksAddonOptions {
  /** Name as EKS knows it, such as `vpc-cni`. Changing it replaces the add-on. */
  readonly addonName: string;
  /**
   * Exact version, such as `v1.20.4-eksbuild.1`.
   * @default - the version that EKS recommends for the cluster's Kubernetes version at the time it is installed
   */
  readonly addonVersion?: string;
  /**
   * Configuration; EKS checks it against the schema of the add-on's version.
   * @default - the add-on's own
   */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * AWS identity of the add-on's pods.
   * @default - none
   */
  readonly identity?: AddonIdentity;
  /**
   * What must exist before, such as nodes for an add-on that EKS waits to see running.
   * @default - only the cluster
   */
  readonly after?: readonly ITerraformDependable[];
}

/** What an `EksAddon` is made of. */
export interface EksAddonProps extends EksAddonOptions {
  /** The cluster that gets the add-on. */
  readonly cluster: IClusterRef;
}

/** Defines a managed EKS add-on that takes over what is there already and keeps people's changes when it is updated. */
export class EksAddon extends Construct {
  /** The add-on itself. */
  public readonly resource: EksAddonResource;

  public constructor(scope: Construct, id: string, props: EksAddonProps) {
    super(scope, id);
    const { identity, after = [] } = props;
    const role =
      identity &&
      new ServiceRole(this, "Role", {
        roleName: identity.roleName,
        description: `EKS add-on ${props.addonName}`,
        assumedBy: ["pods.eks.amazonaws.com"],
        assumeActions: ["sts:AssumeRole", "sts:TagSession"],
        managedPolicyArns: [identity.managedPolicyArn],
      });
    this.resource = new EksAddonResource(this, "Resource", {
      clusterName: props.cluster.clusterName,
      addonName: props.addonName,
      addonVersion: props.addonVersion,
      configurationValues: props.configuration && JSON.stringify(props.configuration),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "PRESERVE",
      ...(identity && role
        ? { podIdentityAssociation: [{ roleArn: role.roleArn, serviceAccount: identity.serviceAccount }] }
        : {}),
      dependsOn: [...after, ...(role?.policies ?? [])],
    });
  }
}
