/** A finding of the policy scan that we accept, and why. */
export interface PolicyException {
  /** Id of the check: `CKV_AWS_111`. */
  readonly id: string;
  /** The resource's address in the plan, or a pattern that its whole address must match. */
  readonly resource: string | RegExp;
  /** Why this is right as it is; a reviewer reads this. */
  readonly reason: string;
}

/** Every finding on production's plan that stays. One that no longer matches anything fails the test. */
export const POLICY_EXCEPTIONS: readonly PolicyException[] = [];
