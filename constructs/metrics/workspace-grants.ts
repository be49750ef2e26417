import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { placeOfGrant } from "../iam/grant-place";
import { identityPolicy } from "../iam/identity-policy";
import type { IRoleRef } from "../iam/role-ref";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What a role needs to write samples, and nothing to read them. */
export const REMOTE_WRITE_ACTIONS = ["aps:RemoteWrite"] as const;

/** What a role needs to ask PromQL: values, and the names and labels that a query editor completes. */
export const QUERY_ACTIONS = ["aps:QueryMetrics", "aps:GetLabels", "aps:GetSeries", "aps:GetMetricMetadata"] as const;

/**
 * Gives roles access to one workspace. Each grant is an inline policy of the role; where the role is a construct, the policy stands
 * beneath it and so in the role's stack.
 */
export class PrometheusWorkspaceGrants {
  public constructor(
    private readonly scope: Construct,
    private readonly workspace: IPrometheusWorkspaceRef,
  ) {}

  /** Lets a role write samples. Returns the policy, for `dependsOn` of what writes at once. */
  public remoteWrite(role: IRoleRef): IamRolePolicy {
    return this.grant(role, "RemoteWrite", REMOTE_WRITE_ACTIONS);
  }

  /** Lets a role ask PromQL. Returns the policy, for `dependsOn` of what reads at once. */
  public query(role: IRoleRef): IamRolePolicy {
    return this.grant(role, "Query", QUERY_ACTIONS);
  }

  /** @throws ValidationError when the role is neither a construct nor named by a literal: the policy would have no stable id */
  private grant(role: IRoleRef, purpose: string, actions: readonly string[]): IamRolePolicy {
    const place = placeOfGrant(this.scope, role, purpose);
    return new IamRolePolicy(place.scope, place.id, {
      role: role.roleName,
      name: `prometheus-${purpose.toLowerCase()}-${this.scope.node.id.toLowerCase()}`,
      policy: identityPolicy(place.path, [{ sid: purpose, actions, resources: [this.workspace.workspaceArn] }]),
    });
  }
}
