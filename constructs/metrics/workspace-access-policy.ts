import { PrometheusResourcePolicy } from "@cdktf/provider-aws/lib/prometheus-resource-policy";
import { Construct } from "constructs";
import { type Fault, throwFaults } from "../core/validation";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import { QUERY_ACTIONS, REMOTE_WRITE_ACTIONS } from "./workspace-grants";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What a `WorkspaceAccessPolicy` is made of; at least one of the two lists. */
export interface WorkspaceAccessPolicyProps {
  /** The workspace that others use; it has one such policy. */
  readonly workspace: IPrometheusWorkspaceRef;
  /**
   * ARNs of roles that write samples, of other accounts as a rule; tokens accepted.
   * @default - none
   */
  readonly writerRoleArns?: readonly string[];
  /**
   * ARNs of roles that ask PromQL, of other accounts as a rule; tokens accepted.
   * @default - none
   */
  readonly readerRoleArns?: readonly string[];
}

/**
 * Lets roles of other accounts use a workspace without assuming a role of this one; their own policies must allow it too. Roles of
 * this account need none: `PrometheusWorkspace.grants`.
 *
 * Needs version 6.16 of the AWS provider (its changelog, 2025-10-09): the stacks, which plan with 5.100 as well, don't use it.
 */
export class WorkspaceAccessPolicy extends Construct {
  /** The policy itself. */
  public readonly resource: PrometheusResourcePolicy;

  /** @throws ValidationError when it admits nobody, or everybody */
  public constructor(scope: Construct, id: string, props: WorkspaceAccessPolicyProps) {
    super(scope, id);
    const { workspace, writerRoleArns = [], readerRoleArns = [] } = props;
    throwFaults(`access policy "${this.node.path}"`, [
      ...nobodyFaults([...writerRoleArns, ...readerRoleArns]),
      ...starFaults("writerRoleArns", writerRoleArns),
      ...starFaults("readerRoleArns", readerRoleArns),
    ]);

    this.resource = new PrometheusResourcePolicy(this, "Resource", {
      workspaceId: workspace.workspaceId,
      policyDocument: policyDocument([
        ...statements("Write", writerRoleArns, REMOTE_WRITE_ACTIONS, workspace),
        ...statements("Query", readerRoleArns, QUERY_ACTIONS, workspace),
      ]),
    });
  }
}

function statements(
  sid: string,
  roleArns: readonly string[],
  actions: readonly string[],
  { workspaceArn }: IPrometheusWorkspaceRef,
): PolicyStatement[] {
  return roleArns.length === 0 ? [] : [{ sid, principals: { AWS: roleArns }, actions, resources: [workspaceArn] }];
}

function nobodyFaults(roleArns: readonly string[]): Fault[] {
  return roleArns.length > 0
    ? []
    : [{ path: "writerRoleArns", problem: "and readerRoleArns admit nobody", fix: "name at least one role" }];
}

function starFaults(path: string, roleArns: readonly string[]): Fault[] {
  return roleArns.flatMap((arn, index) =>
    arn.includes("*")
      ? [{ path: `${path}[${index}]`, problem: "admits whoever there is", got: arn, fix: "name one role by its ARN" }]
      : [],
  );
}
