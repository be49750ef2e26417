import { DevopsguruNotificationChannel } from "@cdktf/provider-aws/lib/devopsguru-notification-channel";
import { DevopsguruResourceCollection } from "@cdktf/provider-aws/lib/devopsguru-resource-collection";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { type Fault, throwFaults } from "../core/validation";
import { accountKeyService, type KeyService } from "../iam/encryption-key";

/** The day on which AWS ends DevOps Guru. */
export const DEVOPS_GURU_END_OF_SUPPORT = "2027-09-30";

/** Values that DevOps Guru sends for `severities`, worst first. @see DevOps Guru API, InsightSeverity (read 2026-11) */
export const INSIGHT_SEVERITIES = ["HIGH", "MEDIUM", "LOW"] as const;

/** What a notification is about. @see DevOps Guru API, NotificationMessageType (read 2026-11) */
export const INSIGHT_MESSAGES = [
  "NEW_INSIGHT",
  "CLOSED_INSIGHT",
  "NEW_ASSOCIATION",
  "SEVERITY_UPGRADED",
  "NEW_RECOMMENDATION",
] as const;

/** DevOps Guru as a publisher: what a topic's policy has to admit (`additionalPublishers` of the alert topics). */
export function devOpsGuruPrincipal({ region }: AwsLocation): string {
  return `${region}.devops-guru.amazonaws.com`;
}

/** What the key of an encrypted topic has to admit for DevOps Guru, where the topic's own construct does not do so. */
export function devOpsGuruKeyService(location: AwsLocation): KeyService {
  return accountKeyService(location, "DevOpsGuru", devOpsGuruPrincipal(location));
}

/** What a `DevOpsGuru` is made of. */
export interface DevOpsGuruProps {
  /**
   * `account` analyses every resource of the account and region; `tagged` only those that carry the tag. An account has one
   * collection: it belongs to exactly one stack.
   */
  readonly collect: "account" | "tagged";
  /**
   * Key of the tag, spelt exactly as on the resources: starts with `devops-guru-` (in any case), at most 128 characters.
   * @default - none; needed with `tagged`, refused with `account`
   */
  readonly tagKey?: string;
  /**
   * Values of the tag, unique, at most 100; each makes an application of its own in the console.
   * @default - none; needed with `tagged`, refused with `account`
   */
  readonly tagValues?: readonly string[];
  /**
   * ARN of the topic that gets notifications; its policy and key must admit `devOpsGuruPrincipal`. An account has at most two.
   * @default - no notifications
   */
  readonly topicArn?: string;
  /**
   * What must exist before the channel, such as the topic's policy.
   * @default - nothing
   */
  readonly channelAfter?: readonly ITerraformDependable[];
  /**
   * Insights of which severities are notified, at least one.
   * @default ["HIGH", "MEDIUM"]
   */
  readonly severities?: readonly (typeof INSIGHT_SEVERITIES)[number][];
  /**
   * Which events of an insight are notified, at least one.
   * @default ["NEW_INSIGHT", "SEVERITY_UPGRADED", "CLOSED_INSIGHT"]
   */
  readonly messages?: readonly (typeof INSIGHT_MESSAGES)[number][];
}

/**
 * Defines what Amazon DevOps Guru analyses for anomalies, and where it reports them. For EKS it knows memory, processor and file
 * systems of nodes and pods, restarts and image pulls, when Container Insights delivers their metrics.
 *
 * Support ends on 2027-09-30 (`DEVOPS_GURU_END_OF_SUPPORT`). Costs by resource and hour: 0.0028 USD in group A (Lambda, S3, ...),
 * 0.0042 USD in group B (EC2, EKS, ...), so about 3 USD a month for each resource of group B, and 0.00004 USD per API call (us-east-1).
 * One collection per account and region.
 */
export class DevOpsGuru extends Construct {
  /** The collection itself. */
  public readonly resource: DevopsguruResourceCollection;
  /** The channel, when a topic is given. */
  public readonly channel?: DevopsguruNotificationChannel;

  /** @throws ValidationError when tag and kind of collection do not match, or a filter is empty */
  public constructor(scope: Construct, id: string, props: DevOpsGuruProps) {
    super(scope, id);
    throwFaults(`DevOps Guru "${this.node.path}"`, [
      ...(props.collect === "tagged" ? tagFaults(props) : superfluousTagFaults(props)),
      ...filterFaults("severities", props.severities, INSIGHT_SEVERITIES),
      ...filterFaults("messages", props.messages, INSIGHT_MESSAGES),
    ]);

    this.resource = new DevopsguruResourceCollection(this, "Resource", collectionOf(props));
    if (props.topicArn !== undefined) {
      this.channel = new DevopsguruNotificationChannel(this, "Channel", {
        dependsOn: [...(props.channelAfter ?? [])],
        sns: [{ topicArn: props.topicArn }],
        filters: [
          {
            severities: [...(props.severities ?? ["HIGH", "MEDIUM"])],
            messageTypes: [...(props.messages ?? ["NEW_INSIGHT", "SEVERITY_UPGRADED", "CLOSED_INSIGHT"])],
          },
        ],
      });
    }
  }
}

function collectionOf({ collect, tagKey, tagValues = [] }: DevOpsGuruProps) {
  return collect === "tagged"
    ? { type: "AWS_TAGS", tags: [{ appBoundaryKey: tagKey!, tagValues: [...tagValues] }] }
    : // The API takes the whole account as the stack named star.
      { type: "AWS_SERVICE", cloudformation: [{ stackNames: ["*"] }] };
}

function tagFaults({ tagKey, tagValues = [] }: DevOpsGuruProps): Fault[] {
  const faults: Fault[] = [];
  if (tagKey === undefined || !/^devops-guru-/i.test(tagKey) || tagKey.length > 128) {
    faults.push({
      path: "tagKey",
      problem: "is not a tag that DevOps Guru takes",
      got: tagKey,
      allowed: "at most 128 characters that start with devops-guru-, in any case",
      fix: "tag the resources with devops-guru-application, for example",
    });
  }
  if (tagValues.length < 1 || tagValues.length > 100 || new Set(tagValues).size !== tagValues.length) {
    faults.push({
      path: "tagValues",
      problem: "is not a list that DevOps Guru takes",
      got: tagValues,
      allowed: "1 to 100 unique values",
      fix: "name the value that the resources carry",
    });
  }
  return faults;
}

function superfluousTagFaults({ tagKey, tagValues }: DevOpsGuruProps): Fault[] {
  if (tagKey === undefined && tagValues === undefined) {
    return [];
  }
  return [
    {
      path: tagKey === undefined ? "tagValues" : "tagKey",
      problem: "has no effect when the whole account is collected",
      got: tagKey ?? tagValues,
      fix: 'remove it, or set collect to "tagged"',
    },
  ];
}

function filterFaults(path: string, values: readonly string[] | undefined, allowed: readonly string[]): Fault[] {
  if (values === undefined || (values.length > 0 && values.every((value) => allowed.includes(value)))) {
    return [];
  }
  return [
    {
      path,
      problem: "is not a filter that DevOps Guru takes",
      got: values,
      allowed: `at least one of ${allowed.join(", ")}`,
      fix: "leave it out for the default, or name at least one",
    },
  ];
}
