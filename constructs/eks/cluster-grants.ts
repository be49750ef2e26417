import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { placeOfGrant } from "../iam/grant-place";
import { identityPolicy } from "../iam/identity-policy";
import type { IRoleRef } from "../iam/role-ref";
import { AccessEntry } from "./access-entry";
import type { AccessPolicyGrant } from "./access-policies";
import type { IClusterRef } from "./cluster-ref";

/**
 * Gives roles access to one cluster: to its description, and to its Kubernetes API. Where the role is a construct, what a grant
 * creates stands beneath it and so in the role's stack.
 *
 * A role has one access entry, and several grants add up to it; a role that got its entry from `addAccessEntry` can't have a second
 * one here.
 */
export class ClusterGrants {
  private readonly described = new Map<string, IamRolePolicy>();
  private readonly entries = new Map<string, AccessEntry>();

  public constructor(
    private readonly scope: Construct,
    private readonly cluster: IClusterRef,
    private readonly location: AwsLocation,
  ) {}

  /** Lets a role describe the cluster: all that `aws eks update-kubeconfig` needs, and nothing inside Kubernetes. */
  public describe(role: IRoleRef): IamRolePolicy {
    const place = placeOfGrant(this.scope, role, "Describe");
    const policy =
      this.described.get(place.path) ??
      new IamRolePolicy(place.scope, place.id, {
        role: role.roleName,
        name: `eks-describe-${this.scope.node.id.toLowerCase()}`,
        policy: identityPolicy(place.path, [
          { sid: "Describe", actions: ["eks:DescribeCluster"], resources: [this.cluster.clusterArn] },
        ]),
      });
    this.described.set(place.path, policy);
    return policy;
  }

  /** Lets a role do everything in the cluster, its RBAC and what is beyond namespaces among it. */
  public kubernetesAdmin(role: IRoleRef): AccessEntry {
    return this.admit(role, { policy: "AmazonEKSClusterAdminPolicy" });
  }

  /** Lets a role change workloads and read secrets, in the whole cluster or in namespaces (`team-*` for all that begin so). */
  public kubernetesEdit(role: IRoleRef, namespaces?: readonly string[]): AccessEntry {
    return this.admit(role, { policy: "AmazonEKSEditPolicy", namespaces });
  }

  /** Lets a role see workloads but no secrets, in the whole cluster or in namespaces (`team-*` for all that begin so). */
  public kubernetesView(role: IRoleRef, namespaces?: readonly string[]): AccessEntry {
    return this.admit(role, { policy: "AmazonEKSViewPolicy", namespaces });
  }

  /** @throws ValidationError when the role has this policy from an earlier grant, or a namespace has no possible name */
  private admit(role: IRoleRef, grant: AccessPolicyGrant): AccessEntry {
    const place = placeOfGrant(this.scope, role, "Access");
    const entry = this.entries.get(place.path);
    if (entry !== undefined) {
      entry.addPolicy(grant);
      return entry;
    }
    const created = new AccessEntry(place.scope, place.id, {
      cluster: this.cluster,
      location: this.location,
      principalArn: role.roleArn,
      policies: [grant],
    });
    this.entries.set(place.path, created);
    this.describe(role);
    return created;
  }
}
