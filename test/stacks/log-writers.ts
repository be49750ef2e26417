import type { PlacedResource } from "../support/environments";
import type { SynthesisedStack } from "../support/synth";
import {
  awsForFluentBitWriters,
  configuredWriters,
  type ConfiguredWriters,
  containerInsightsWriters,
  joined,
} from "./log-writer-configurations";
import { groupOfArn, managedPolicyFaults, permittedWriters } from "./log-writer-permissions";
import { partsOf, ResolvedEnvironment } from "./resolved-environment";

/** Something that writes, or may write, to a log group. */
export interface LogWriter {
  /** `in-cluster helm_release.FluentBit`. */
  readonly from: string;
  /** A permission alone writes nothing yet. */
  readonly kind: "resource" | "permission" | "configuration";
  readonly group: string;
}

/** What there is about logs in an environment. */
export interface LogTraffic {
  /** Names of the groups that the environment makes. */
  readonly owned: readonly string[];
  readonly writers: readonly LogWriter[];
  /** What makes groups, or can't be checked; sentences. */
  readonly faults: readonly string[];
}

/** Types that name a group which they read, or describe; all other types that name one are taken for writers. */
const NO_WRITERS = [
  "aws_cloudwatch_contributor_insight_rule",
  "aws_cloudwatch_log_anomaly_detector",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_log_index_policy",
  "aws_cloudwatch_log_metric_filter",
  "aws_cloudwatch_log_stream",
  "aws_cloudwatch_log_subscription_filter",
  "aws_cloudwatch_log_transformer",
  "aws_cloudwatch_query_definition",
];

/** Arguments that name a log group, in all of the provider's spellings. */
const GROUP_ARGUMENT = /(^|_)(log_group(_names?|_arns?|_arn_list|_identifier)?|logs_group_arn|cloudwatch_log_group)$/;

const POLICY_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_iam_group_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
};

/** Lists every writer in the synthesised configuration of an environment, and every group that it makes. */
export function logTraffic(stacks: Readonly<Record<string, SynthesisedStack>>): LogTraffic {
  const environment = new ResolvedEnvironment(stacks);
  const blocks = environment.resources.map((resource) => ({ resource, block: environment.argumentsOf(resource) as Block }));
  const clusterName = String(blocks.find(({ resource }) => resource.type === "aws_eks_cluster")?.block.name ?? "");
  const found = blocks.flatMap(({ resource, block }) =>
    writersOf(resource, block, clusterName).map(([kind, { groups, faults }]) => ({
      from: `${resource.stack} ${resource.address}`,
      kind,
      groups,
      faults,
    })),
  );
  return {
    owned: blocks.filter(({ resource }) => resource.type === "aws_cloudwatch_log_group").map(({ block }) => String(block.name)),
    writers: found.flatMap(({ from, kind, groups }) => groups.map((group) => ({ from, kind, group }))),
    faults: found.flatMap(({ from, faults }) => faults.map((fault) => `${from} ${fault}.`)),
  };
}

/**
 * Sentences about writers whose group nobody owns, and groups that nobody writes to.
 *
 * @param unowned groups that can't be owned
 * @param unwritten groups that wait for their writer
 */
export function ownershipFaults(
  { owned, writers, faults }: LogTraffic,
  unowned: readonly string[],
  unwritten: readonly string[],
): string[] {
  const written = new Set(writers.map(({ group }) => group));
  return [
    ...faults,
    ...writers
      .filter(({ group }) => !owned.includes(group) && !unowned.includes(group))
      .map(({ from, kind, group }) => `${from} (${kind}) writes to ${group}, which no stack makes: it would never expire.`),
    ...owned
      .filter((group) => !written.has(group) && !unwritten.includes(group))
      .map((group) => `${group} is made, and nothing writes to it.`),
  ];
}

type Block = Readonly<Record<string, unknown>>;
type Found = readonly [kind: LogWriter["kind"], found: ConfiguredWriters];

function writersOf({ type }: PlacedResource, block: Block, clusterName: string): Found[] {
  if (!type.startsWith("aws_")) {
    return [["configuration", joined([configuredWriters(block, clusterName), chartWriters(type, block, clusterName)])]];
  }
  const policy = POLICY_ARGUMENTS[type];
  if (policy !== undefined) {
    return [["permission", permittedWriters(String(block[policy]))]];
  }
  if (type === "aws_iam_role_policy_attachment" || type === "aws_iam_role") {
    return [["permission", { groups: [], faults: attachedPolicies(block).flatMap(managedPolicyFaults) }]];
  }
  if (type === "aws_eks_addon") {
    return [["configuration", addonWriters(block, clusterName)]];
  }
  return [["resource", joined([namedGroups(type, block), impliedGroups(type, block)])]];
}

function attachedPolicies({ policy_arn: one, managed_policy_arns: several }: Block): string[] {
  return [one ?? [], several ?? []].flat().map(String);
}

/** Groups that stand in arguments: by the name of the argument, or because a value is the ARN of one. */
function namedGroups(type: string, block: Block): ConfiguredWriters {
  if (NO_WRITERS.includes(type) || /^aws_(kms_|cloudwatch_(dashboard|metric_alarm)$)/.test(type)) {
    return { groups: [], faults: [] };
  }
  if (type === "aws_cloudwatch_log_data_protection_policy" || type === "aws_cloudwatch_log_account_policy") {
    return { groups: findingsGroups(block.policy_document), faults: [] };
  }
  const groups = [...partsOf(block)].flatMap((part) =>
    typeof part === "string"
      ? (groupOfArn(part) ?? [])
      : Object.entries(part)
          .filter(([key]) => GROUP_ARGUMENT.test(key))
          .flatMap(([, value]) =>
            ([value].flat() as unknown[]).filter((name): name is string => typeof name === "string" && !name.startsWith("arn:")),
          ),
  );
  return { groups: [...new Set(groups)], faults: [] };
}

function findingsGroups(document: unknown): string[] {
  return [...partsOf(document)].flatMap((part) =>
    typeof part === "object" && typeof part.LogGroup === "string" ? [part.LogGroup] : [],
  );
}

/** Groups that a service makes by itself, after the name of the resource. */
function impliedGroups(type: string, block: Block): ConfiguredWriters {
  const groups: Record<string, () => string[]> = {
    aws_eks_cluster: () => (isFilled(block.enabled_cluster_log_types) ? [`/aws/eks/${String(block.name)}/cluster`] : []),
    aws_lambda_function: () => (isFilled(block.logging_config) ? [] : [`/aws/lambda/${String(block.function_name)}`]),
    aws_codebuild_project: () => (isFilled(block.logs_config) ? [] : [`/aws/codebuild/${String(block.name)}`]),
  };
  return { groups: groups[type]?.() ?? [], faults: [] };
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function addonWriters(block: Block, clusterName: string): ConfiguredWriters {
  const own =
    block.addon_name === "amazon-cloudwatch-observability"
      ? [containerInsightsWriters(String(block.cluster_name ?? clusterName))]
      : [];
  return joined([...own, configuredWriters(block.configuration_values, clusterName)]);
}

function chartWriters(type: string, block: Block, clusterName: string): ConfiguredWriters {
  const chart = type === "helm_release" ? String(block.chart).split("/").at(-1) : undefined;
  if (chart === "amazon-cloudwatch-observability") {
    return containerInsightsWriters(clusterName);
  }
  if (chart !== "aws-for-fluent-bit") {
    return { groups: [], faults: [] };
  }
  const values = [...partsOf(block.values)].filter((part) => typeof part === "object" && "cloudWatchLogs" in part);
  return awsForFluentBitWriters(values.at(-1));
}
