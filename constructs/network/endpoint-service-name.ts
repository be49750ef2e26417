import type { AwsLocation } from "../core/aws-location";
import type { InterfaceEndpointService } from "../core/interface-endpoints";

/**
 * Services whose endpoints have names of their own in China; the others are named there as everywhere.
 *
 * @see `aws ec2 describe-vpc-endpoint-services` in cn-north-1 and cn-northwest-1, as aws-cdk has it (read 2026-11)
 */
const OWN_NAME_IN_CHINA: readonly InterfaceEndpointService[] = [
  "athena",
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "elasticfilesystem",
  "monitoring",
  "sqs",
  "sts",
  "xray",
];

/** Name of the service that an endpoint leads to, such as `com.amazonaws.eu-central-1.sts`. */
export function endpointServiceName({ region, partition }: AwsLocation, service: InterfaceEndpointService | "s3"): string {
  const ownName = partition === "aws-cn" && (OWN_NAME_IN_CHINA as readonly string[]).includes(service);
  return `${ownName ? "cn.com.amazonaws" : "com.amazonaws"}.${region}.${service}`;
}
