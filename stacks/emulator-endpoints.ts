import type { AwsProviderEndpoints } from "@cdktf/provider-aws/lib/provider";

/**
 * Services that the stacks use, by the names of the AWS provider's `endpoints` block. In environment `local` each one points at the
 * emulator, so that no request can reach AWS; a test compares this list with the resource types that the stacks create.
 */
export const EMULATED_SERVICES = [
  "amp",
  "athena",
  "autoscaling",
  "chatbot",
  "cloudwatch",
  "cloudwatchlogs",
  "devopsguru",
  "ec2",
  "eks",
  "events",
  "firehose",
  "glue",
  "grafana",
  "iam",
  "kms",
  "s3",
  "s3Control",
  "sfn",
  "sns",
  "sqs",
  "sts",
  "xray",
] as const satisfies readonly (keyof AwsProviderEndpoints)[];

/** The `endpoints` block that sends every service to one address. */
export function emulatorEndpoints(url: string): AwsProviderEndpoints {
  return Object.fromEntries(EMULATED_SERVICES.map((service) => [service, url]));
}
