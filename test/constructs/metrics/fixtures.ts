import type { AwsLocation } from "../../../constructs/core/aws-location";
import { PrometheusWorkspace } from "../../../constructs/metrics/prometheus-workspace";

export const location: AwsLocation = { account: "111122223333", region: "eu-central-1", partition: "aws" };
export const key = { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" };
export const workspace = PrometheusWorkspace.fromAttributes({ workspaceId: "ws-1", location });

/** A policy document with its statements by sid. */
export function statementsOf(policy: string): Record<string, any> {
  const { Statement } = JSON.parse(policy) as { Statement: { Sid: string }[] };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}
