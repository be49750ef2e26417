/**
 * Where resources live. It is given, never looked up: a plan must work without calling AWS, so no construct uses the
 * data sources for account, partition or region.
 */
export interface AwsLocation {
  /** Account id: twelve digits. */
  readonly account: string;
  /** Region code, such as `eu-central-1`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`; decides the first part of every ARN. */
  readonly partition: Partition;
}

/** The partitions that have the services this project uses. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** The partition that a region belongs to, by the prefix of its code. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** An ARN in this location: `arn:<partition>:<service>:<region>:<account>:<resource>`. Tokens are accepted in `resource`. */
export function arnIn({ partition, region, account }: AwsLocation, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
