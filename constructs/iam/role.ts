import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { DefaultTokenResolver, type ITerraformDependable, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults, ValidationError } from "../core/validation";
import { identityPolicy, inlineSizeFaults } from "./identity-policy";
import { policyDocument, type PolicyStatement } from "./policy-document";
import type { IRoleRef } from "./role-ref";

/**
 * The most characters of a trust policy, without whitespace.
 *
 * @see IAM User Guide, "IAM and AWS STS quotas" (read 2026-11); the quota can be raised to 4,096
 */
export const MAX_TRUST_POLICY_CHARACTERS = 2_048;

/** What every role is made of, whoever assumes it. */
export interface RoleOptions {
  /** Name of the role, at most 64 characters; changing it replaces the role. */
  readonly roleName: string;
  /** What the role is for, in one sentence. */
  readonly description: string;
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
  /**
   * ARN of the policy that no right of the role goes beyond, for accounts that demand one. Changing it updates in place.
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
}

/** What a `Role` is made of. */
export interface RoleProps extends RoleOptions {
  /** Who assumes the role: the statements of its trust policy. */
  readonly trust: readonly PolicyStatement[];
}

/** Defines an IAM role with one inline policy and the managed policies named. `ServiceRole` and `PodRole` say who assumes it. */
export class Role extends Construct implements IRoleRef {
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

  /** @throws ValidationError when IAM would refuse the name, the trust policy or the rights, or these are wider than they say */
  public constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const trust = policyDocument(props.trust);
    throwFaults(`role "${this.node.path}"`, [
      ...nameFaults("roleName", props.roleName, NAME_LIMITS.iamRole),
      ...trustFaults(props.trust, trust),
      ...boundaryFaults(props.permissionsBoundaryArn),
    ]);
    const { statements = [], managedPolicyArns = [] } = props;
    const access = statements.length === 0 ? undefined : identityPolicy(this.node.path, statements);

    this.resource = new IamRole(this, "Resource", {
      name: props.roleName,
      description: props.description,
      assumeRolePolicy: trust,
      permissionsBoundary: props.permissionsBoundaryArn,
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    this.policies = [
      ...(access === undefined
        ? []
        : [new IamRolePolicy(this, "Policy", { role: this.resource.id, name: "access", policy: access })]),
      ...this.attachments(managedPolicyArns),
    ];
    this.node.addValidation({ validate: () => this.inlineProblems() });
  }

  private attachments(policyArns: readonly string[]): ITerraformDependable[] {
    return policyArns.map((policyArn) => {
      const policyName = policyArn.split("/").at(-1)!;
      return new IamRolePolicyAttachment(this, policyName, { role: this.resource.name, policyArn });
    });
  }

  /** Grants add policies after the role was made, so that their sum is only known at the end. */
  private inlineProblems(): string[] {
    const stack = TerraformStack.of(this);
    const names = [this.resource.name, this.resource.id].map((name) => resolved(stack, name));
    const policies = stack.node
      .findAll()
      .filter((element): element is IamRolePolicy => element instanceof IamRolePolicy)
      .filter(({ roleInput }) => names.includes(resolved(stack, roleInput)));
    const characters = policies.reduce((sum, { policyInput = "" }) => sum + policyInput.length, 0);
    const faults = inlineSizeFaults("statements and grants", characters);
    return faults.length === 0 ? [] : [new ValidationError(`role "${this.node.path}"`, faults).message];
  }
}

function resolved(scope: Construct, text: string | undefined): unknown {
  return Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}

function trustFaults(trust: readonly PolicyStatement[], document: string): Fault[] {
  if (trust.length === 0) {
    return [{ path: "trust", problem: "is empty: nobody could assume the role", fix: "say who assumes it" }];
  }
  if (document.length <= MAX_TRUST_POLICY_CHARACTERS) {
    return [];
  }
  return [
    {
      path: "trust",
      problem: "makes a trust policy that is too long",
      got: document.length,
      allowed: `at most ${MAX_TRUST_POLICY_CHARACTERS} characters`,
      fix: "let fewer principals assume the role, or make one role for each group of them",
    },
  ];
}

function boundaryFaults(arn: string | undefined): Fault[] {
  if (arn === undefined || Token.isUnresolved(arn) || /^arn:[a-z-]+:iam::(aws|\d{12}):policy\/.+$/.test(arn)) {
    return [];
  }
  return [
    {
      path: "permissionsBoundaryArn",
      problem: "is not the ARN of a managed policy",
      got: arn,
      allowed: "arn:<partition>:iam::<account or aws>:policy/<name>",
      fix: "take the ARN that `aws iam list-policies` prints",
    },
  ];
}
