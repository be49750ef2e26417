import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import { RuleGroups, type RuleGroupsProps } from "../../../constructs/metrics/rule-groups";
import { ruleGroups } from "../../../rules";
import { renderPrometheusRules } from "../../../rules/render-prometheus";
import { onlyResourceOf, synthesise } from "../../support/synth";
import { workspace } from "./fixtures";

const synthesiseGroups = (props: Partial<RuleGroupsProps> = {}) =>
  onlyResourceOf(
    synthesise((scope) => {
      new RuleGroups(scope, "Rules", { namespaceName: "platform", workspace, groups: ruleGroups, ...props });
    }),
    "aws_prometheus_rule_group_namespace",
  );
const group = (name: string, expr = "up", interval = Duration.seconds(60)) => ({
  name,
  interval,
  rules: [{ record: "a:b:c", expr }],
});

describe("RuleGroups", () => {
  it("hands the rendered rules to the workspace", () => {
    const { data, ...rest } = synthesiseGroups();
    expect(rest).toMatchObject({ name: "platform", workspace_id: "ws-1" });
    expect(data).toBe(renderPrometheusRules(ruleGroups));
  });

  it("keeps what looks like a Terraform template", () => {
    expect(synthesiseGroups({ groups: [group("g", 'label_replace(up, "a", "${1}", "b", "(.*)")')] }).data).toContain("$${1}");
  });

  it("puts the runbooks' address before their paths", () => {
    const { data } = synthesiseGroups({ runbookBaseUrl: "https://example.com/" });
    const rules = (parse(data) as { groups: { rules: { annotations?: { runbook_url: string } }[] }[] }).groups[0]!.rules;
    expect(rules.find((rule) => rule.annotations)?.annotations?.runbook_url).toMatch(/^https:\/\/example\.com\/docs\/runbooks\//);
  });

  it("rejects an interval that AMP does not evaluate", () => {
    expect(() => synthesiseGroups({ groups: [group("fast", "up", Duration.seconds(15))] })).toThrow(
      /groups\.fast\.interval is shorter than AMP evaluates; got "15s"; allowed: 30s and more/,
    );
  });

  it("rejects two groups of one name", () => {
    expect(() => synthesiseGroups({ groups: [group("g"), group("g")] })).toThrow(/groups\.g stands twice/);
  });

  it("rejects more text than a namespace takes", () => {
    expect(() => synthesiseGroups({ groups: [group("large", "x".repeat(1_000_001))] })).toThrow(
      /groups make a rule file that is too large.*at most 1000000 bytes/,
    );
  });

  it("rejects no rules and too many", () => {
    expect(() => synthesiseGroups({ groups: [] })).toThrow(/groups hold a number of rules.*got 0/);
    const rules = Array.from({ length: 2001 }, () => ({ record: "a:b:c", expr: "up" }));
    expect(() => synthesiseGroups({ groups: [{ name: "g", interval: Duration.minutes(1), rules }] })).toThrow(/got 2001/);
  });

  it("rejects names that are too long together, and a namespace that AMP refuses", () => {
    expect(() => synthesiseGroups({ groups: [group("n".repeat(720))] })).toThrow(/721 bytes for both/);
    expect(() => synthesiseGroups({ namespaceName: "a b" })).toThrow(/namespaceName makes a name that AWS refuses.*"a b"/);
  });
});
