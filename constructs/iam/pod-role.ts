import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { type Fault, throwFaults } from "../core/validation";
import type { IOidcProviderRef } from "../eks/oidc-provider-ref";
import { podIdentityTrust, webIdentityTrust } from "./pod-trust";
import { Role, type RoleOptions } from "./role";
import type { IRoleRef } from "./role-ref";

/** What a `PodRole` is made of. */
export interface PodRoleProps extends RoleOptions {
  /** Name of the EKS cluster; may be a token. */
  readonly clusterName: string;
  /** Kubernetes namespace of the service account; need not exist yet. */
  readonly namespace: string;
  /** Name of the service account; the chart must be told to use exactly this one. */
  readonly serviceAccount: string;
  /**
   * The cluster's identity provider, for pods that Pod Identity doesn't reach: on Fargate, on Windows, or with an SDK from before
   * 2023-11. The service account then needs `serviceAccountAnnotations`.
   * @default - none: Pod Identity only
   */
  readonly oidcProvider?: IOidcProviderRef;
  /**
   * Whether Pod Identity gives the role. Beside `oidcProvider` it makes a role for the move from one to the other: pods take the
   * annotation's way as long as the service account has it, because SDKs look for the web identity token first.
   * @default - true without an `oidcProvider`, false with one
   */
  readonly podIdentity?: boolean;
}

/**
 * Defines a role for the pods of one service account, through EKS Pod Identity: no annotation in the chart and no OIDC provider.
 * The cluster needs the add-on `eks-pod-identity-agent`, unless it runs in Auto Mode. Pods that started before the association keep
 * what they had, so a Helm release should depend on `dependables`.
 *
 * With an `oidcProvider` it is a role for IRSA, for what Pod Identity does not reach.
 */
export class PodRole extends Construct implements IRoleRef {
  /** The role that the pods get. */
  public readonly role: Role;
  /** The association of service account and role; undefined where only IRSA gives the role. */
  public readonly association: EksPodIdentityAssociation | undefined;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** Annotations that the service account needs; none with Pod Identity alone. */
  public readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** What must be there before the first pod: the association, or with IRSA the role and its policies. */
  public readonly dependables: readonly ITerraformDependable[];

  /** @throws ValidationError when IAM, EKS or Kubernetes would refuse a name, or nothing gives the role to the pods */
  public constructor(scope: Construct, id: string, props: PodRoleProps) {
    super(scope, id);
    throwFaults(`pod role "${this.node.path}"`, podRoleFaults(props));

    const { clusterName, namespace, serviceAccount, oidcProvider, podIdentity = oidcProvider === undefined, ...options } = props;
    this.role = new Role(this, "Role", {
      ...options,
      trust: [
        ...(podIdentity ? [podIdentityTrust({ clusterName, namespace, serviceAccount })] : []),
        ...(oidcProvider ? [webIdentityTrust(oidcProvider, { namespace, serviceAccount })] : []),
      ],
    });
    this.roleArn = this.role.roleArn;
    this.roleName = this.role.roleName;
    this.association = podIdentity
      ? new EksPodIdentityAssociation(this, "Association", {
          clusterName,
          namespace,
          serviceAccount,
          roleArn: this.roleArn,
          dependsOn: [...this.role.policies],
        })
      : undefined;
    this.serviceAccountAnnotations = oidcProvider ? { "eks.amazonaws.com/role-arn": this.roleArn } : {};
    this.dependables = this.association ? [this.association] : [this.role.resource, ...this.role.policies];
  }
}

function podRoleFaults({ namespace, serviceAccount, oidcProvider, podIdentity }: PodRoleProps): Fault[] {
  const faults: Fault[] = [];
  if (podIdentity === false && oidcProvider === undefined) {
    faults.push({
      path: "podIdentity",
      problem: "is switched off without an oidcProvider, so that no pod could use the role",
      got: false,
      fix: "leave it out, or give the oidcProvider of the cluster",
    });
  }
  if (!Token.isUnresolved(namespace) && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)) {
    faults.push({
      path: "namespace",
      problem: "is no name of a Kubernetes namespace",
      got: namespace,
      allowed: "1 to 63 lower-case letters, digits and hyphens",
      fix: "name the one namespace of the service account; wildcards are not possible",
    });
  }
  if (!Token.isUnresolved(serviceAccount) && !/^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(serviceAccount)) {
    faults.push({
      path: "serviceAccount",
      problem: "is no name of a Kubernetes service account",
      got: serviceAccount,
      allowed: "1 to 253 lower-case letters, digits, hyphens and dots",
      fix: "name the one service account of the pods; wildcards are not possible",
    });
  }
  return faults;
}
