import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { Construct, type IConstruct } from "constructs";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, throwFaults } from "../core/validation";
import { filterPatternFaults } from "./log-filter-faults";
import { standardClassFaults } from "./log-group-class";
import type { ILogGroupRef } from "./log-group-ref";
import { filterNameFaults } from "./log-metric-faults";
import { type SubscriptionTarget, targetFaults, targetParts } from "./subscription-target";

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
  /** The group whose events are forwarded. It must be in the region of the target and admits two subscriptions. */
  readonly logGroup: ILogGroupRef;
  /** Where the events go: a stream of the same account, or the destination of another one. */
  readonly target: SubscriptionTarget;
  /** Name of the filter, unique in the group: 1 to 512 characters without `:` and `*`. Changing it replaces the subscription. */
  readonly filterName: string;
}

/** @see CloudWatch Logs User Guide, "CloudWatch Logs quotas": subscription filters (read 2026-11); can't be raised */
const MOST_SUBSCRIPTIONS = 2;

/** Names of the filters by group; apart for each app. */
const filtersOfApp = new WeakMap<IConstruct, Map<string, string[]>>();

/** Forwards the events of one log group to a Firehose stream, or to another account. */
export class LogSubscription extends Construct {
  /** The subscription filter itself. */
  public readonly resource: CloudwatchLogSubscriptionFilter;

  /** @throws ValidationError when CloudWatch Logs would refuse the name, the pattern, the target or one more subscription */
  public constructor(scope: Construct, id: string, props: LogSubscriptionProps) {
    super(scope, id);
    const { logGroup, filterName } = props;
    const filters = this.filtersOf(logGroup);
    throwFaults(`log subscription "${this.node.path}"`, [
      ...placeFaults(filterName, filters),
      ...filterPatternFaults("filterPattern", props.filterPattern ?? ""),
      ...targetFaults(props.target, logGroup.logGroupArn),
      ...standardClassFaults("logGroup", logGroup, "subscription"),
    ]);
    filters.push(filterName);

    const { destinationArn, roleArn, dependables } = targetParts(props.target);
    this.resource = new CloudwatchLogSubscriptionFilter(this, "Resource", {
      name: filterName,
      logGroupName: logGroup.logGroupName,
      filterPattern: props.filterPattern ?? "",
      destinationArn,
      roleArn,
      dependsOn: withinStack(this, [logGroup.dependable, ...dependables]),
    });
  }

  private filtersOf({ logGroupName }: ILogGroupRef): string[] {
    const byGroup = filtersOfApp.get(this.node.root) ?? new Map<string, string[]>();
    filtersOfApp.set(this.node.root, byGroup);
    const filters = byGroup.get(logGroupName) ?? [];
    byGroup.set(logGroupName, filters);
    return filters;
  }
}

function placeFaults(filterName: string, others: readonly string[]): Fault[] {
  const faults: Fault[] = filterNameFaults("filterName", filterName);
  if (others.includes(filterName)) {
    faults.push({
      path: "filterName",
      problem: "is taken by another subscription of the group, which this one would overwrite",
      got: filterName,
      fix: "give each subscription a name of its own",
    });
  }
  if (others.length >= MOST_SUBSCRIPTIONS) {
    faults.push({
      path: "logGroup",
      problem: "has as many subscriptions as CloudWatch Logs admits",
      got: [...others, filterName],
      allowed: `${MOST_SUBSCRIPTIONS} a group, beside the one of the account`,
      fix: "let one of them feed both receivers, or use AccountSubscription for the other",
    });
  }
  return faults;
}
