import { type ITerraformDependable, Token } from "cdktf";
import type { Fault } from "../core/validation";
import type { IRoleRef } from "../iam/role-ref";
import type { IDeliveryStreamRef } from "./delivery-stream-ref";
import type { ILogDestinationRef } from "./log-destination-ref";

/** A Firehose stream of the same account. */
export interface StreamTarget {
  /** The stream that gets the events. */
  readonly stream: IDeliveryStreamRef;
  /** The role that CloudWatch Logs acts as; needs `firehose:PutRecord` and `firehose:PutRecordBatch` on the stream. */
  readonly role: IRoleRef;
  /**
   * The policies of the role, when the same stack creates them: CloudWatch Logs sends a test record the moment a subscription is
   * made and refuses it when the role may not.
   * @default - the role has its policies already
   */
  readonly rolePolicies?: readonly ITerraformDependable[];
}

/** The destination of another account, which has a role of its own there. */
export interface DestinationTarget {
  /** The destination that gets the events. Its policy must admit this account. */
  readonly destination: ILogDestinationRef;
}

/** Where a subscription sends events. */
export type SubscriptionTarget = StreamTarget | DestinationTarget;

/** What CloudWatch Logs calls the two: where to, as whom, and what must stand first. */
export function targetParts(target: SubscriptionTarget): {
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly dependables: readonly (ITerraformDependable | undefined)[];
} {
  if ("destination" in target) {
    return { destinationArn: target.destination.destinationArn, dependables: [target.destination.dependable] };
  }
  return {
    destinationArn: target.stream.streamArn,
    roleArn: target.role.roleArn,
    dependables: [target.stream.dependable, ...(target.rolePolicies ?? [])],
  };
}

/**
 * What is wrong with a target by its ARN, as far as it is known at synth.
 *
 * @param senderArn ARN of a group that sends, or undefined when all groups do
 * @see CloudWatch Logs API, PutSubscriptionFilter: destinationArn (API version 2014-03-28, read 2026-11)
 */
export function targetFaults(target: SubscriptionTarget, senderArn?: string): Fault[] {
  const isStream = "stream" in target;
  const path = isStream ? "target.stream" : "target.destination";
  const { destinationArn: arn } = targetParts(target);
  if (Token.isUnresolved(arn)) {
    return [];
  }
  const [service, kind] = isStream ? ["firehose", "deliverystream/"] : ["logs", "destination:"];
  const [, , targetService, region, account, ...name] = arn.split(":");
  if (targetService !== service || !name.join(":").startsWith(kind!)) {
    return [
      {
        path,
        problem: isStream ? "is not a Firehose stream" : "is not a destination of CloudWatch Logs",
        got: arn,
        allowed: `arn:<partition>:${service}:<region>:<account>:${kind}<name>`,
        fix: isStream
          ? "give the ARN of a stream, or the destination of another account as target.destination"
          : "give the ARN of a destination, which the receiving account makes with LogDestination",
      },
    ];
  }
  if (senderArn === undefined || Token.isUnresolved(senderArn)) {
    return [];
  }
  const [, , , senderRegion, senderAccount] = senderArn.split(":");
  const faults: Fault[] = [];
  if (region !== senderRegion) {
    faults.push({
      path,
      problem: `is in another region than the log group (${senderRegion}), which CloudWatch Logs refuses`,
      got: arn,
      fix: "make a destination in the group's region; the stream behind it may be elsewhere",
    });
  }
  if (isStream && account !== senderAccount) {
    faults.push({
      path,
      problem: `is in another account than the log group (${senderAccount}), which CloudWatch Logs refuses`,
      got: arn,
      fix: "let the receiving account make a LogDestination, and give that as target.destination",
    });
  }
  return faults;
}
