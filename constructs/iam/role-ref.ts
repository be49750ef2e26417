/** A role that exists somewhere: all that a grant needs to attach a policy to it. */
export interface IRoleRef {
  /** ARN of the role; may be a token. */
  readonly roleArn: string;
  /** Name of the role without a path; may be a token. */
  readonly roleName: string;
}
