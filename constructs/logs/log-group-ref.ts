import type { ITerraformDependable } from "cdktf";

/** A CloudWatch log group that exists somewhere. */
export interface ILogGroupRef {
  /** Name of the group, such as `/aws/eks/production/cluster`; may be a token. */
  readonly logGroupName: string;
  /** ARN of the group without the `:*` at the end; may be a token. */
  readonly logGroupArn: string;
  /**
   * The group itself, when the same stack creates it: writers depend on it, because a service that finds no group makes one of
   * its own that never expires.
   * @default - the group exists already
   */
  readonly dependable?: ITerraformDependable;
}
