import type { ITerraformDependable } from "cdktf";

/** A destination of CloudWatch Logs that exists somewhere, mostly in another account. */
export interface ILogDestinationRef {
  /** ARN of the destination, such as `arn:aws:logs:eu-central-1:111122223333:destination:archive`; may be a token. */
  readonly destinationArn: string;
  /**
   * The destination and its policy, when the same stack creates them.
   * @default - the destination exists already
   */
  readonly dependable?: ITerraformDependable;
}
