import { describe, expect, it } from "vitest";
import { allRuleGroups, IN_CLUSTER_SCRAPE_JOBS, ruleGroups, ruleGroupsFor } from "../../rules";
import { isAlert, type Rule } from "../../rules/rule";
import { checkPromql, type LabelsOf } from "./promql/check";
import { producedBy } from "./produced-series";

const nameOf = (rule: Rule) => (isAlert(rule) ? rule.alert : rule.record + JSON.stringify(rule.labels ?? {}));

describe.each(allRuleGroups.map((group) => [group.name, group] as const))("rules of group %s", (_, { reads, rules }) => {
  const produced = producedBy(reads);
  const recorded = new Map<string, Set<string>>();
  const labelsOf: LabelsOf = (metric) => recorded.get(metric) ?? produced(metric);

  // Top to bottom, as Prometheus evaluates: a rule sees the records above it.
  const results = rules.map((rule) => {
    try {
      const { type, labels } = checkPromql(rule.expr, labelsOf);
      const all = new Set([...labels, ...Object.keys(isAlert(rule) ? {} : (rule.labels ?? {}))]);
      if (!isAlert(rule)) {
        recorded.set(rule.record, all);
      }
      return { rule, type, labels: all, fault: undefined };
    } catch (error) {
      return { rule, type: undefined, labels: new Set<string>(), fault: (error as Error).message };
    }
  });

  it.each(results.map((result) => [nameOf(result.rule), result] as const))(
    "%s reads series that exist and yields a vector",
    (_name, result) => {
      expect(result.fault).toBeUndefined();
      expect(result.type).toBe("vector");
    },
  );

  it("says only labels in its texts that the alert has", () => {
    for (const { rule, labels } of results) {
      if (isAlert(rule)) {
        const said = [...`${rule.summary} ${rule.description}`.matchAll(/\$labels\.([a-z_]+)/g)].map((match) => match[1]!);
        expect(
          said.filter((label) => !labels.has(label)),
          rule.alert,
        ).toEqual([]);
      }
    }
  });

  it("keeps the label cluster, except where nothing is there to carry it", () => {
    for (const { rule, labels } of results) {
      if (!/^(absent|vector)\(/.test(rule.expr)) {
        expect(labels.has("cluster"), nameOf(rule)).toBe(true);
      }
    }
  });

  it("reads every scrape job that it names", () => {
    for (const job of reads) {
      const others = producedBy(reads.filter((other) => other !== job));
      const stillFine = rules.every((rule) => {
        try {
          checkPromql(rule.expr, (metric) => recorded.get(metric) ?? others(metric));
          return true;
        } catch {
          return false;
        }
      });
      expect(stillFine, `without ${job}`).toBe(false);
    }
  });
});

describe("checkPromql", () => {
  const labels: Record<string, Set<string>> = { a: new Set(["x", "y", "le"]), b: new Set(["x"]) };
  const check = (expr: string) => checkPromql(expr, (metric) => labels[metric]);

  it.each([
    ["rate(a)", "rate takes (matrix), not (vector)"],
    ["sum(a[5m])", "An aggregation takes a vector, not a matrix"],
    ["c > 0", 'Nothing produces "c"'],
    ['b{y="1"}', 'The matchers of b has no label "y"'],
    ["sum by (y) (b)", 'has no label "y"'],
    ["a / b", "The labels of the sides differ"],
    ["a and on (y) b", 'has no label "y"'],
    ["1 > 0", "Two numbers are compared"],
    ["a and 1", '"and" takes two vectors'],
    ["deriv(a[5m])", "Function deriv is not among those"],
    ["sum(a", "PromQL is broken"],
    ["histogram_quantile(0.9, b)", 'histogram_quantile has no label "le"'],
  ])("refuses %s", (expr, message) => {
    expect(() => check(expr)).toThrow(message);
  });

  it.each([
    ["sum by (x) (rate(a[5m]))", ["x"]],
    ["sum without (y, le) (a)", ["x"]],
    ["histogram_quantile(0.9, sum by (x, le) (rate(a[5m])))", ["x"]],
    ["a * on (x) group_left () b", ["x", "y", "le"]],
    ["a / on (x) b", ["x"]],
    ['absent(a{x="1", y!="2"})', ["x"]],
    ["time() - a offset 1d > 5", ["x", "y", "le"]],
  ])("knows the labels of %s", (expr, expected) => {
    expect([...check(expr).labels]).toEqual(expected);
  });
});

describe("ruleGroupsFor", () => {
  it("leaves out what is not scraped, and the dead man's switch", () => {
    expect(ruleGroupsFor(["apiserver"]).map(({ name }) => name)).toEqual([
      "api-server",
      "slo-apiserver-availability",
      "slo-apiserver-latency",
    ]);
    expect(ruleGroupsFor([])).toEqual([]);
  });

  it("is what the stacks deploy", () => {
    expect(ruleGroups).toEqual(ruleGroupsFor(IN_CLUSTER_SCRAPE_JOBS));
    expect(ruleGroups.map(({ name }) => name)).toEqual([
      "cluster",
      "nodes",
      "workloads",
      "api-server",
      "storage",
      "fluent-bit",
      "otel-collector",
      "exporters",
      "monitoring",
      "cost",
      "slo-apiserver-availability",
      "slo-apiserver-latency",
    ]);
  });
});
