import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Token } from "cdktf";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Retention, retentionFaults } from "../core/retention";
import { type Fault, throwFaults } from "../core/validation";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ILogGroupRef } from "./log-group-ref";

/** What a `RetainedLogGroup` is made of. */
export interface RetainedLogGroupProps {
  /** Name of the group: 1 to 512 of `A-Z a-z 0-9 _ - / . #`. Changing it replaces the group and loses its events. */
  readonly logGroupName: string;
  /** How long events are kept. Changing it never replaces the group. */
  readonly retention: Retention;
  /** The key that encrypts new events; its policy must admit CloudWatch Logs for this group's name. */
  readonly key: IEncryptionKeyRef;
  /**
   * `infrequent-access` halves the price of ingestion and takes away subscriptions, metric filters and Live Tail: such a group
   * can't be archived. Changing it replaces the group and loses its events.
   * @default "standard"
   */
  readonly logGroupClass?: "standard" | "infrequent-access";
  /**
   * Whether `terraform destroy` leaves the group in the account, still expiring its events.
   * @default false
   */
  readonly keepOnDestroy?: boolean;
}

/**
 * Defines a CloudWatch log group that encrypts with an own key and always expires its events.
 *
 * Costs 0.50 USD per GB ingested (half of it in the infrequent-access class) and 0.03 USD per compressed GB and month
 * (us-east-1, 2026-06).
 */
export class RetainedLogGroup extends Construct implements ILogGroupRef {
  /** A group that exists already, by its name and ARN. */
  public static fromAttributes(attributes: ILogGroupRef): ILogGroupRef {
    return attributes;
  }

  /** The group itself. */
  public readonly resource: CloudwatchLogGroup;
  /** Name of the group. */
  public readonly logGroupName: string;
  /** ARN of the group without the `:*` at the end. */
  public readonly logGroupArn: string;
  /** The group, for `dependsOn` of its writers. */
  public readonly dependable: ITerraformDependable;

  /** @throws ValidationError when CloudWatch does not offer the retention or refuses the name */
  public constructor(scope: Construct, id: string, props: RetainedLogGroupProps) {
    super(scope, id);
    throwFaults(`log group "${this.node.path}"`, [
      ...logGroupNameFaults(props.logGroupName),
      ...retentionFaults("retention", props.retention),
    ]);

    this.resource = new CloudwatchLogGroup(this, "Resource", {
      name: props.logGroupName,
      retentionInDays: props.retention.inDays,
      kmsKeyId: props.key.keyArn,
      logGroupClass: props.logGroupClass === "infrequent-access" ? "INFREQUENT_ACCESS" : "STANDARD",
      skipDestroy: props.keepOnDestroy ?? false,
    });
    this.logGroupName = this.resource.name;
    this.logGroupArn = this.resource.arn;
    this.dependable = this.resource;
  }
}

/** @see CloudWatch Logs API, CreateLogGroup: logGroupName (API version 2014-03-28, read 2026-11) */
function logGroupNameFaults(name: string): Fault[] {
  if (Token.isUnresolved(name) || /^[\w.\-/#]{1,512}$/.test(name)) {
    return [];
  }
  return [
    {
      path: "logGroupName",
      problem: "is a name that CloudWatch Logs refuses",
      got: name,
      allowed: "1 to 512 of A-Z a-z 0-9 _ - / . #",
      fix: "leave out spaces and other characters",
    },
  ];
}
