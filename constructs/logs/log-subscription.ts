import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { type Fault, throwFaults } from "../core/validation";
import { withinStack } from "../core/stack-dependencies";
import type { IRoleRef } from "../iam/role-ref";
import type { IDeliveryStreamRef } from "./delivery-stream-ref";
import type { ILogGroupRef } from "./log-group-ref";
import { RetainedLogGroup } from "./retained-log-group";

/** What of a log group a subscription forwards. */
export interface LogSubscriptionOptions {
  /**
   * Which events are forwarded, in the filter syntax of CloudWatch Logs; at most 1024 characters.
   * @default "" - all events
   */
  readonly filterPattern?: string;
}

/** What a `LogSubscription` is made of. */
export interface LogSubscriptionProps extends LogSubscriptionOptions {
  /** The group whose events are forwarded. It must be in the region of the stream and admits two subscriptions. */
  readonly logGroup: ILogGroupRef;
  /** The Firehose stream that gets the events. */
  readonly stream: IDeliveryStreamRef;
  /** The role that CloudWatch Logs acts as; needs `firehose:PutRecord` and `firehose:PutRecordBatch` on the stream. */
  readonly role: IRoleRef;
  /**
   * The policies of the role, when the same stack creates them: CloudWatch Logs sends a test record the moment a subscription is
   * made and refuses it when the role may not.
   * @default - the role has its policies already
   */
  readonly rolePolicies?: readonly ITerraformDependable[];
  /** Name of the filter, unique in the group: 1 to 512 characters without `:` and `*`. Changing it replaces the subscription. */
  readonly filterName: string;
}

/** Forwards the events of one log group to a Firehose stream. */
export class LogSubscription extends Construct {
  /** The subscription filter itself. */
  public readonly resource: CloudwatchLogSubscriptionFilter;

  /** @throws ValidationError when the name or the pattern is refused, or the class of the group admits no subscription */
  public constructor(scope: Construct, id: string, props: LogSubscriptionProps) {
    super(scope, id);
    throwFaults(`log subscription "${this.node.path}"`, subscriptionFaults(props));

    const { logGroup, stream } = props;
    this.resource = new CloudwatchLogSubscriptionFilter(this, "Resource", {
      name: props.filterName,
      logGroupName: logGroup.logGroupName,
      filterPattern: props.filterPattern ?? "",
      destinationArn: stream.streamArn,
      roleArn: props.role.roleArn,
      dependsOn: withinStack(this, [logGroup.dependable, stream.dependable, ...(props.rolePolicies ?? [])]),
    });
  }
}

/** @see CloudWatch Logs API, PutSubscriptionFilter: filterName, filterPattern (API version 2014-03-28, read 2026-11) */
function subscriptionFaults({ logGroup, filterName, filterPattern = "" }: LogSubscriptionProps): Fault[] {
  const faults: Fault[] = [];
  if (!Token.isUnresolved(filterName) && !/^[^:*]{1,512}$/.test(filterName)) {
    faults.push({
      path: "filterName",
      problem: "is a name that CloudWatch Logs refuses",
      got: filterName,
      allowed: "1 to 512 characters without : and *",
      fix: "use letters, digits and hyphens",
    });
  }
  if (filterPattern.length > 1024) {
    faults.push({
      path: "filterPattern",
      problem: "is too long",
      got: `${filterPattern.length} characters`,
      allowed: "at most 1024 characters",
      fix: "shorten it, or forward everything and filter in the query",
    });
  }
  if (logGroup instanceof RetainedLogGroup && logGroup.resource.logGroupClassInput === "INFREQUENT_ACCESS") {
    faults.push({
      path: "logGroup",
      problem: "is a group of the infrequent-access class, which admits no subscription",
      got: logGroup.node.path,
      allowed: "groups of the standard class",
      fix: 'give the group logGroupClass "standard" or leave it out of the archive',
    });
  }
  return faults;
}
