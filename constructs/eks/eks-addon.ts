import { EksAddon as EksAddonResource } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Fault, throwFaults } from "../core/validation";
import { addonVersion } from "../core/versions";
import type { PolicyStatement } from "../iam/policy-document";
import { podIdentityTrust } from "../iam/pod-trust";
import { Role } from "../iam/role";
import type { EksAddonConfigurations } from "./addon-configurations";
import type { IClusterRef } from "./cluster-ref";
import type { AddonOrder } from "./compute-order";

/** AWS identity of an add-on's pods, through EKS Pod Identity. */
export interface AddonIdentity {
  /** Name of the role, at most 64 characters. Changing it replaces the role. */
  readonly roleName: string;
  /** Service account that the add-on uses. */
  readonly serviceAccount: string;
  /**
   * ARN of the AWS managed policy that the add-on asks for.
   * @default - none
   */
  readonly managedPolicyArn?: string;
  /**
   * What the pods may do beside the managed policy.
   * @default - nothing
   */
  readonly statements?: readonly PolicyStatement[];
}

/** A managed add-on, without its cluster. */
export interface EksAddonOptions<Name extends string = string> {
  /** Name as EKS knows it, such as `vpc-cni`. Changing it replaces the add-on. */
  readonly addonName: Name;
  /**
   * Exact version, such as `v1.20.4-eksbuild.1`. Changing it updates the add-on in place.
   * @default - the version of `EKS_ADDON_VERSIONS` for the cluster's Kubernetes version; where the table has none, the version that
   * EKS recommends when the add-on is installed
   */
  readonly addonVersion?: string;
  /**
   * Configuration; typed where this project knows the add-on. EKS checks it against the schema of the add-on's version.
   * @default - the add-on's own
   */
  readonly configuration?: Name extends keyof EksAddonConfigurations
    ? EksAddonConfigurations[Name]
    : Readonly<Record<string, unknown>>;
  /**
   * AWS identity of the add-on's pods.
   * @default - none
   */
  readonly identity?: AddonIdentity;
  /**
   * What happens to objects in the cluster that are there already when the add-on is installed: `overwrite` takes them over, `none`
   * lets the installation fail.
   * @default "overwrite"
   */
  readonly conflictsOnCreate?: "overwrite" | "none";
  /**
   * What happens to settings that somebody changed in the cluster when the add-on is updated: `preserve` keeps them, `overwrite`
   * takes them back, `none` lets the update fail.
   * @default "preserve"
   */
  readonly conflictsOnUpdate?: "preserve" | "overwrite" | "none";
  /**
   * Whether the software stays in the cluster when the add-on is taken out of the configuration.
   * @default false
   */
  readonly keepOnRemoval?: boolean;
  /**
   * What must exist before, such as cert-manager for `adot`.
   * @default - only the cluster, and its compute where the add-on comes after it
   */
  readonly after?: readonly ITerraformDependable[];
}

/** What an `EksAddon` is made of. */
export interface EksAddonProps<Name extends string = string> extends EksAddonOptions<Name> {
  /** The cluster that gets the add-on. */
  readonly cluster: IClusterRef;
}

/** A managed add-on, as `EksCluster.addAddon` takes it. */
export interface OrderedAddonOptions<Name extends string = string> extends EksAddonOptions<Name> {
  /**
   * Whether the add-on comes before the nodes or after them.
   * @default - before for `vpc-cni`, `kube-proxy` and `eks-pod-identity-agent`, after for all others
   */
  readonly order?: AddonOrder;
}

/**
 * Defines a managed EKS add-on at a pinned version that takes over what is there already and keeps people's changes when it is
 * updated. The add-on itself costs nothing.
 */
export class EksAddon<Name extends string = string> extends Construct {
  /** The add-on itself. */
  public readonly resource: EksAddonResource;
  /** Role of the add-on's pods; undefined when it needs none. */
  public readonly role: Role | undefined;

  /** @throws ValidationError when the version has another form than EKS gives its add-ons, or an identity may do nothing */
  public constructor(scope: Construct, id: string, props: EksAddonProps<Name>) {
    super(scope, id);
    throwFaults(`EKS add-on "${this.node.path}"`, addonFaults(props));

    const { cluster, addonName, identity, after = [] } = props;
    this.role = identity && this.podRole(props, identity);
    this.resource = new EksAddonResource(this, "Resource", {
      clusterName: cluster.clusterName,
      addonName,
      addonVersion: props.addonVersion ?? (cluster.version && addonVersion(addonName, cluster.version)),
      configurationValues: props.configuration && JSON.stringify(props.configuration),
      resolveConflictsOnCreate: (props.conflictsOnCreate ?? "overwrite").toUpperCase(),
      resolveConflictsOnUpdate: (props.conflictsOnUpdate ?? "preserve").toUpperCase(),
      preserve: props.keepOnRemoval ?? false,
      ...(identity && this.role
        ? { podIdentityAssociation: [{ roleArn: this.role.roleArn, serviceAccount: identity.serviceAccount }] }
        : {}),
      dependsOn: [...after, ...(this.role?.policies ?? [])],
    });
  }

  private podRole({ addonName, cluster }: EksAddonProps<Name>, identity: AddonIdentity): Role {
    const { roleName, serviceAccount, managedPolicyArn, statements } = identity;
    return new Role(this, "Role", {
      roleName,
      description: `EKS add-on ${addonName}`,
      trust: [podIdentityTrust({ clusterName: cluster.clusterName, serviceAccount })],
      managedPolicyArns: managedPolicyArn === undefined ? [] : [managedPolicyArn],
      statements,
    });
  }
}

function addonFaults<Name extends string>({ addonVersion: version, identity }: EksAddonProps<Name>): Fault[] {
  const faults: Fault[] = [];
  if (version !== undefined && !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)) {
    faults.push({
      path: "addonVersion",
      problem: "is no version of a managed add-on",
      got: version,
      allowed: "a version such as v1.20.4-eksbuild.1, as `aws eks describe-addon-versions` lists them",
      fix: "write the whole version, or leave it out",
    });
  }
  if (identity && identity.managedPolicyArn === undefined && (identity.statements ?? []).length === 0) {
    faults.push({
      path: "identity",
      problem: "gives the add-on's pods a role that may do nothing",
      allowed: "a managedPolicyArn, statements, or both",
      fix: "say what the pods may do, or leave the identity out",
    });
  }
  return faults;
}
