import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { throwFaults } from "../core/validation";
import { policyDocument } from "../iam/policy-document";
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
    const { id: workspaceId } = this.scope.node;
    const config = {
      role: role.roleName,
      name: `prometheus-${purpose.toLowerCase()}-${workspaceId.toLowerCase()}`,
      policy: policyDocument([{ sid: purpose, actions, resources: [this.workspace.workspaceArn] }]),
    };
    if (Construct.isConstruct(role)) {
      return new IamRolePolicy(role, `${workspaceId}${purpose}`, config);
    }
    if (Token.isUnresolved(role.roleName)) {
      throwFaults(`grant on "${this.scope.node.path}"`, [
        {
          path: "role",
          problem: "has a name that is only known after the deployment, and is no construct",
          fix: "pass the role's construct, or an object with the role's literal name and ARN",
        },
      ]);
    }
    return new IamRolePolicy(this.scope, `${purpose}-${role.roleName}`, config);
  }
}
