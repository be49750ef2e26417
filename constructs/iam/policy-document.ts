/** Who a statement speaks of, as IAM writes it; values may be tokens. */
export type PolicyPrincipal =
  | "*"
  | { readonly AWS: string | readonly string[] }
  | { readonly Service: string | readonly string[] }
  | { readonly Federated: string };

/** One statement of an IAM policy, in our spelling; rendered by `policyDocument`. */
export interface PolicyStatement {
  /** Letters and digits only; shows up in IAM's own error messages. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Exact actions, `service:Action`. */
  readonly actions: readonly string[];
  /**
   * ARNs, tokens accepted. In the policy of a role, `*` and an ARN that stands for a whole service need `anyResourceReason`.
   * @default - none: trust policies have no resource
   */
  readonly resources?: readonly string[];
  /**
   * Why AWS has nothing narrower than every resource for these actions, in one sentence. It is for the reader of the code and does
   * not reach IAM.
   * @default - none: every resource is named
   */
  readonly anyResourceReason?: string;
  /** @default - none: identity policies have no principal */
  readonly principals?: PolicyPrincipal;
  /**
   * Operator -> key -> value, as IAM writes conditions. Policy variables (`${aws:...}`) must pass through `literal`.
   * @default - none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * An IAM policy document as JSON. Literals and tokens may be mixed, because no ARN, id or account holds a quote. The policy of a
 * role goes through `identityPolicy`, which checks it first.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect = "Allow", actions, resources, principals, conditions }) => ({
      Sid: sid,
      Effect: effect,
      ...(principals === undefined ? {} : { Principal: principals }),
      Action: actions.length === 1 ? actions[0] : actions,
      ...(resources === undefined ? {} : { Resource: resources.length === 1 ? resources[0] : resources }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}
