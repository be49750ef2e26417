import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { throwFaults } from "../core/validation";
import { policyDocument, type PolicyStatement } from "./policy-document";
import type { IRoleRef } from "./role-ref";

/** What a `ServiceRole` is made of. */
export interface ServiceRoleProps {
  /** Name of the role, at most 64 characters; changing it replaces the role. */
  readonly roleName: string;
  /** What the role is for, in one sentence. */
  readonly description: string;
  /** Service principals that assume the role, such as `firehose.amazonaws.com`. */
  readonly assumedBy: readonly string[];
  /**
   * Narrows who may assume the role (`aws:SourceAccount`, `aws:SourceArn`), against the confused deputy.
   * @default - none
   */
  readonly assumeConditions?: PolicyStatement["conditions"];
  /** @default - only `sts:AssumeRole` */
  readonly assumeActions?: readonly string[];
  /**
   * What the role may do.
   * @default - nothing beyond the managed policies
   */
  readonly statements?: readonly PolicyStatement[];
  /**
   * ARNs of AWS managed policies, where AWS asks for exactly these.
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
}

/** Defines an IAM role that AWS services assume, with one inline policy and the managed policies named. */
export class ServiceRole extends Construct implements IRoleRef {
  /** The role itself. */
  public readonly resource: IamRole;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /**
   * The role's policies. A resource that calls AWS as this role the moment it is created must depend on them, because IAM
   * otherwise answers before the policy is attached.
   */
  public readonly policies: readonly ITerraformDependable[];

  /** @throws ValidationError when the name is too long or has a character that IAM refuses */
  public constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    throwFaults(`role "${this.node.path}"`, nameFaults("roleName", props.roleName, NAME_LIMITS.iamRole));

    this.resource = new IamRole(this, "Resource", {
      name: props.roleName,
      description: props.description,
      assumeRolePolicy: policyDocument([
        {
          sid: "Assume",
          principals: { Service: props.assumedBy.length === 1 ? props.assumedBy[0]! : props.assumedBy },
          actions: props.assumeActions ?? ["sts:AssumeRole"],
          conditions: props.assumeConditions,
        },
      ]),
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    this.policies = [...this.inlinePolicy(props.statements ?? []), ...this.attachments(props.managedPolicyArns ?? [])];
  }

  private inlinePolicy(statements: readonly PolicyStatement[]): ITerraformDependable[] {
    if (statements.length === 0) {
      return [];
    }
    return [new IamRolePolicy(this, "Policy", { role: this.resource.id, name: "access", policy: policyDocument(statements) })];
  }

  private attachments(policyArns: readonly string[]): ITerraformDependable[] {
    return policyArns.map((policyArn) => {
      const policyName = policyArn.split("/").at(-1)!;
      return new IamRolePolicyAttachment(this, policyName, { role: this.resource.name, policyArn });
    });
  }
}
