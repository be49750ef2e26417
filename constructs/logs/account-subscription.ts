import { CloudwatchLogAccountPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-account-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, throwFaults, ValidationError } from "../core/validation";
import { filterPatternFaults } from "./log-filter-faults";
import type { LogSubscriptionOptions } from "./log-subscription";
import { type SubscriptionTarget, targetFaults, targetParts } from "./subscription-target";

/** What an `AccountSubscription` is made of. */
export interface AccountSubscriptionProps extends LogSubscriptionOptions {
  /** Where the events go: a stream of the same account, or the destination of another one. */
  readonly target: SubscriptionTarget;
  /** Name of the policy, not beginning with `aws/`. Changing it replaces the policy. */
  readonly policyName: string;
  /**
   * Names of the groups that are not forwarded; given a function, it is asked at the end of the synth. Whatever the delivery itself
   * writes to in this account must be among them: the group of Firehose's own errors, and those of anything that processes the
   * events. A failed delivery would otherwise feed itself. May be empty for the destination of another account only.
   */
  readonly exclude: readonly string[] | (() => readonly string[]);
}

/** @see CloudWatch Logs API, PutAccountPolicy: selectionCriteria (API version 2014-03-28, read 2026-11) */
const MOST_CRITERIA_BYTES = 25 * 1024;

/**
 * Forwards the events of every log group of an account and region, those included that are made later. There is one such policy in an
 * account and region, so one stack owns it. Groups of the infrequent-access class are not forwarded.
 */
export class AccountSubscription extends Construct {
  /** The account policy itself. */
  public readonly resource: CloudwatchLogAccountPolicy;

  private readonly props: AccountSubscriptionProps;

  /** @throws ValidationError when CloudWatch Logs would refuse the name, the pattern or the target, or nothing is excluded */
  public constructor(scope: Construct, id: string, props: AccountSubscriptionProps) {
    super(scope, id);
    this.props = props;
    const subject = `account subscription "${this.node.path}"`;
    throwFaults(subject, [
      ...policyNameFaults(props.policyName),
      ...filterPatternFaults("filterPattern", props.filterPattern ?? ""),
      ...targetFaults(props.target),
      ...(typeof props.exclude === "function" ? [] : excludeFaults(props.exclude, props.target)),
    ]);

    const { destinationArn, roleArn, dependables } = targetParts(props.target);
    this.resource = new CloudwatchLogAccountPolicy(this, "Resource", {
      policyName: props.policyName,
      policyType: "SUBSCRIPTION_FILTER_POLICY",
      policyDocument: JSON.stringify({
        DestinationArn: destinationArn,
        ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
        FilterPattern: props.filterPattern ?? "",
      }),
      scope: "ALL",
      selectionCriteria: Lazy.stringValue({ produce: () => this.criteria() }),
      dependsOn: withinStack(this, dependables),
    });
    this.node.addValidation({
      validate: () => {
        const faults = [...excludeFaults(this.excluded(), props.target), ...criteriaFaults(this.criteria())];
        return faults.length === 0 ? [] : [new ValidationError(subject, faults).message];
      },
    });
  }

  private excluded(): string[] {
    const { exclude } = this.props;
    const names = typeof exclude === "function" ? exclude() : exclude;
    return [...new Set(names)].sort();
  }

  private criteria(): string {
    // JSON's quotes are the ones that the criteria want.
    return `LogGroupName NOT IN ${JSON.stringify(this.excluded())}`;
  }
}

function policyNameFaults(policyName: string): Fault[] {
  if (policyName !== "" && !policyName.startsWith("aws/")) {
    return [];
  }
  return [
    {
      path: "policyName",
      problem: "is a name that CloudWatch Logs refuses",
      got: policyName,
      allowed: "one character or more, not beginning with aws/",
      fix: "use letters, digits and hyphens",
    },
  ];
}

function excludeFaults(names: readonly string[], target: SubscriptionTarget): Fault[] {
  if (names.length > 0 || "destination" in target) {
    return [];
  }
  return [
    {
      path: "exclude",
      problem: "is empty, so the errors of the delivery would be delivered too, and a failure would feed itself",
      allowed: "the group of the delivery's own errors, and more",
      fix: "name every group that the delivery writes to; LogArchive.subscribeAccount does",
    },
  ];
}

function criteriaFaults(criteria: string): Fault[] {
  const bytes = Buffer.byteLength(criteria);
  if (bytes <= MOST_CRITERIA_BYTES) {
    return [];
  }
  return [
    {
      path: "exclude",
      problem: "is too long for one policy",
      got: `${bytes} bytes`,
      allowed: `at most ${MOST_CRITERIA_BYTES} bytes of all names together`,
      fix: "exclude fewer groups, or subscribe the others one by one",
    },
  ];
}
