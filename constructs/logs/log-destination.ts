import { CloudwatchLogDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-destination";
import { CloudwatchLogDestinationPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-destination-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, throwFaults } from "../core/validation";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import { ServiceRole } from "../iam/service-role";
import type { IDeliveryStreamRef } from "./delivery-stream-ref";
import type { ILogDestinationRef } from "./log-destination-ref";
import { filterNameFaults } from "./log-metric-faults";

/** Which accounts may send logs; at least one of the two is given. */
export interface LogSenders {
  /**
   * Accounts that may send, by their twelve digits.
   * @default - none by their number
   */
  readonly accounts?: readonly string[];
  /**
   * Organisation whose accounts may all send, such as `o-exampleorgid`.
   * @default - no organisation
   */
  readonly organizationId?: string;
  /**
   * Whether senders have changed their subscriptions already. CloudWatch Logs wants to be told so when a destination that named accounts
   * is to name an organisation instead.
   * @default false
   */
  readonly forceUpdate?: boolean;
}

/** What a `LogDestination` is made of. */
export interface LogDestinationProps extends LogSenders {
  /** Name of the destination: 1 to 512 characters without `:` and `*`. Changing it replaces it, and every sender must follow. */
  readonly destinationName: string;
  /** Name of the role that CloudWatch Logs acts as. */
  readonly roleName: string;
  /** Account and region of the destination. Senders' log groups must be in the same region. */
  readonly location: AwsLocation;
  /** The stream that gets the events. */
  readonly stream: IDeliveryStreamRef;
}

/**
 * Defines the place that other accounts send their logs to: their subscriptions name it, it hands the events on to a stream of this
 * account. The column `owner` of the archive says which account an event comes from.
 */
export class LogDestination extends Construct implements ILogDestinationRef {
  /** A destination that exists already, by its ARN: what a sender knows of it. */
  public static fromAttributes(attributes: ILogDestinationRef): ILogDestinationRef {
    return attributes;
  }

  /** The destination itself. */
  public readonly resource: CloudwatchLogDestination;
  /** Who may send to it. */
  public readonly policy: CloudwatchLogDestinationPolicy;
  /** The role that CloudWatch Logs acts as. */
  public readonly role: ServiceRole;
  /** ARN of the destination. */
  public readonly destinationArn: string;
  /** The policy of the destination: a subscription of the same stack waits for it. */
  public readonly dependable: ITerraformDependable;

  /** @throws ValidationError when CloudWatch Logs would refuse the name, or nobody may send */
  public constructor(scope: Construct, id: string, props: LogDestinationProps) {
    super(scope, id);
    // By name: the resource's own ARN can't stand in the policy that the check below measures.
    const destinationArn = arnIn(props.location, "logs", `destination:${props.destinationName}`);
    const accessPolicy = policyDocument(accessStatements(destinationArn, props));
    throwFaults(`log destination "${this.node.path}"`, [
      ...filterNameFaults("destinationName", props.destinationName),
      ...senderFaults(props),
      ...policySizeFaults(accessPolicy),
    ]);

    const { stream } = props;
    this.role = new ServiceRole(this, "Role", {
      roleName: props.roleName,
      description: "CloudWatch Logs: forwards the events of other accounts to a stream",
      assumedBy: ["logs.amazonaws.com"],
      assumeConditions: { StringLike: { "aws:SourceArn": sourceArns(props) } },
      statements: [{ sid: "Forward", actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: [stream.streamArn] }],
    });
    this.resource = new CloudwatchLogDestination(this, "Resource", {
      name: props.destinationName,
      targetArn: stream.streamArn,
      roleArn: this.role.roleArn,
      // CloudWatch Logs sends a test record when the destination is made.
      dependsOn: withinStack(this, [stream.dependable, ...this.role.policies]),
    });
    this.policy = new CloudwatchLogDestinationPolicy(this, "Policy", {
      destinationName: this.resource.name,
      accessPolicy,
      forceUpdate: props.forceUpdate ?? false,
    });
    this.destinationArn = this.resource.arn;
    this.dependable = this.policy;
  }
}

/** @see CloudWatch Logs User Guide, "Cross-account cross-Region account-level subscriptions using Firehose" (read 2026-11) */
function accessStatements(
  destinationArn: string,
  { accounts = [], organizationId, location }: LogDestinationProps,
): PolicyStatement[] {
  // The second action is for subscriptions of a whole account.
  const shared = { actions: ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"], resources: [destinationArn] };
  return [
    ...(accounts.length === 0
      ? []
      : [
          {
            sid: "Accounts",
            ...shared,
            principals: { AWS: accounts.map((account) => `arn:${location.partition}:iam::${account}:root`) },
          },
        ]),
    ...(organizationId === undefined
      ? []
      : [
          {
            sid: "Organization",
            ...shared,
            principals: "*" as const,
            conditions: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
          },
        ]),
  ];
}

/**
 * Both sides act as the role: the receiver when the test record is sent, the sender when events are. The accounts of an organisation
 * can't be listed; the policy of the destination says which of them may.
 */
function sourceArns({ accounts = [], organizationId, location }: LogDestinationProps): string[] {
  const of = (account: string) => `arn:${location.partition}:logs:${location.region}:${account}:*`;
  return organizationId === undefined ? [location.account, ...accounts].map(of) : [of("*")];
}

function senderFaults({ accounts = [], organizationId, forceUpdate = false }: LogDestinationProps): Fault[] {
  const wrong = accounts.filter((account, index) => !/^\d{12}$/.test(account) || accounts.indexOf(account) !== index);
  const faults: Fault[] = wrong.map((account) => ({
    path: "accounts",
    problem: "has what is no account, or an account twice",
    got: account,
    allowed: "twelve digits, each account once",
    fix: "write the number of the account as text",
  }));
  if (accounts.length === 0 && organizationId === undefined) {
    faults.push({
      path: "accounts",
      problem: "names nobody who may send, and organizationId neither",
      fix: "name the accounts, or the organisation",
    });
  }
  if (organizationId !== undefined && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    faults.push({
      path: "organizationId",
      problem: "is no organisation",
      got: organizationId,
      allowed: "o- and 10 to 32 lower-case letters and digits",
      fix: "take the id that `aws organizations describe-organization` prints",
    });
  }
  if (forceUpdate && organizationId === undefined) {
    faults.push({
      path: "forceUpdate",
      problem: "has no effect while accounts are named one by one",
      got: forceUpdate,
      fix: "leave it out, or name the organisation",
    });
  }
  return faults;
}

/** @see CloudWatch Logs API, PutDestinationPolicy: accessPolicy (API version 2014-03-28, read 2026-11) */
function policySizeFaults(accessPolicy: string): Fault[] {
  const bytes = Buffer.byteLength(accessPolicy);
  if (bytes <= 5120) {
    return [];
  }
  return [
    {
      path: "accounts",
      problem: "make a policy that is too long",
      got: `${bytes} bytes`,
      allowed: "at most 5120 bytes, about 110 accounts",
      fix: "name the organisation instead",
    },
  ];
}
