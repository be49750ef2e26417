import { PrometheusRuleGroupNamespace } from "@cdktf/provider-aws/lib/prometheus-rule-group-namespace";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import { renderPrometheusRules, type RenderOptions } from "../../rules/render-prometheus";
import type { RuleGroup } from "../../rules/rule";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/**
 * What one namespace of rules may hold.
 *
 * @see AMP Service Quotas: rule group namespace file size 1 MB, minimum evaluation interval 30 s, 2,000 rules a workspace; namespace
 * and group name together 721 bytes (read 2026-11)
 */
export const RULE_LIMITS = { namespaceBytes: 1_000_000, minIntervalSeconds: 30, rules: 2000, namesBytes: 721 } as const;

/** @see AMP API, RuleGroupsNamespaceName */
const NAMESPACE_NAME: NameLimit = {
  kind: "rule group namespace",
  maxCharacters: 128,
  pattern: /^[0-9A-Za-z][-.0-9A-Z_a-z]*$/,
};

/** What a `RuleGroups` is made of. */
export interface RuleGroupsProps extends RenderOptions {
  /** Name of the namespace, 1 to 128 letters, digits and `-._`. Changing it replaces the namespace. */
  readonly namespaceName: string;
  /** The workspace that evaluates the rules. */
  readonly workspace: IPrometheusWorkspaceRef;
  /** Groups with unique names, at least one; their text holds no tokens. */
  readonly groups: readonly RuleGroup[];
}

/** Defines a namespace of recording and alerting rules that a workspace evaluates. Costs what its queries read. */
export class RuleGroups extends Construct {
  /** The namespace itself. */
  public readonly resource: PrometheusRuleGroupNamespace;

  /** @throws ValidationError when AMP would refuse the namespace: name, size, intervals, number of rules */
  public constructor(scope: Construct, id: string, props: RuleGroupsProps) {
    super(scope, id);
    const { groups, namespaceName, runbookBaseUrl } = props;
    const text = renderPrometheusRules(groups, { runbookBaseUrl });
    throwFaults(`rule groups "${this.node.path}"`, [
      ...nameFaults("namespaceName", namespaceName, NAMESPACE_NAME),
      ...countFaults(groups),
      ...groups.flatMap((group) => groupFaults(namespaceName, group)),
      ...duplicateFaults(groups),
      ...sizeFaults(text),
    ]);

    this.resource = new PrometheusRuleGroupNamespace(this, "Resource", {
      workspaceId: props.workspace.workspaceId,
      name: namespaceName,
      data: literal(text),
    });
  }
}

function countFaults(groups: readonly RuleGroup[]): Fault[] {
  const count = groups.reduce((sum, group) => sum + group.rules.length, 0);
  if (count >= 1 && count <= RULE_LIMITS.rules) {
    return [];
  }
  return [
    {
      path: "groups",
      problem: "hold a number of rules that one workspace does not take",
      got: count,
      allowed: `1 to ${RULE_LIMITS.rules} rules`,
      fix: count === 0 ? "pass at least one rule" : "leave groups out or ask AWS for a higher quota",
    },
  ];
}

function groupFaults(namespaceName: string, { name, interval }: RuleGroup): Fault[] {
  const faults: Fault[] = [];
  if (interval.toSeconds() < RULE_LIMITS.minIntervalSeconds) {
    faults.push({
      path: `groups.${name}.interval`,
      problem: "is shorter than AMP evaluates",
      got: interval.toString(),
      allowed: `${RULE_LIMITS.minIntervalSeconds}s and more`,
      fix: `use Duration.seconds(${RULE_LIMITS.minIntervalSeconds}) or more`,
    });
  }
  if (Buffer.byteLength(namespaceName + name) > RULE_LIMITS.namesBytes) {
    faults.push({
      path: `groups.${name}.name`,
      problem: "is too long together with the name of the namespace",
      allowed: `${RULE_LIMITS.namesBytes} bytes for both`,
      fix: "shorten the group's name",
    });
  }
  return faults;
}

function duplicateFaults(groups: readonly RuleGroup[]): Fault[] {
  const names = groups.map((group) => group.name);
  const duplicates = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...duplicates].map((name) => ({
    path: `groups.${name}`,
    problem: "stands twice in the namespace",
    fix: "give each group a name of its own",
  }));
}

function sizeFaults(text: string): Fault[] {
  const bytes = Buffer.byteLength(text);
  if (bytes <= RULE_LIMITS.namespaceBytes) {
    return [];
  }
  return [
    {
      path: "groups",
      problem: "make a rule file that is too large for one namespace",
      got: `${bytes} bytes`,
      allowed: `at most ${RULE_LIMITS.namespaceBytes} bytes`,
      fix: "divide the groups among several namespaces",
    },
  ];
}
