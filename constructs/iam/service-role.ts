import type { Construct } from "constructs";
import type { PolicyStatement } from "./policy-document";
import { Role, type RoleOptions } from "./role";

/** What a `ServiceRole` is made of. */
export interface ServiceRoleProps extends RoleOptions {
  /** Service principals that assume the role, such as `firehose.amazonaws.com`. */
  readonly assumedBy: readonly string[];
  /**
   * Narrows who may assume the role (`aws:SourceAccount`, `aws:SourceArn`), against the confused deputy.
   * @default - none
   */
  readonly assumeConditions?: PolicyStatement["conditions"];
  /** @default - only `sts:AssumeRole` */
  readonly assumeActions?: readonly string[];
}

/** Defines an IAM role that AWS services assume, with one inline policy and the managed policies named. */
export class ServiceRole extends Role {
  /** @throws ValidationError when IAM would refuse the name, the trust policy or the rights, or these are wider than they say */
  public constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id, { ...props, trust: [serviceTrust(props)] });
  }
}

function serviceTrust({ assumedBy, assumeConditions, assumeActions = ["sts:AssumeRole"] }: ServiceRoleProps): PolicyStatement {
  return {
    sid: "Assume",
    principals: { Service: assumedBy.length === 1 ? assumedBy[0]! : assumedBy },
    actions: assumeActions,
    conditions: assumeConditions,
  };
}
