import type { ITerraformDependable } from "cdktf";

/** A Firehose stream that exists somewhere. */
export interface IDeliveryStreamRef {
  /** ARN of the stream; may be a token. */
  readonly streamArn: string;
  /**
   * The stream itself, when the same stack creates it.
   * @default - the stream exists already
   */
  readonly dependable?: ITerraformDependable;
}
