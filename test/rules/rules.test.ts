import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../constructs/core/duration";
import { RULE_LIMITS } from "../../constructs/metrics/rule-groups";
import { allRuleGroups, ruleGroups } from "../../rules";
import { renderPrometheusRules } from "../../rules/render-prometheus";
import { type AlertRule, HEARTBEAT, isAlert, type RecordingRule, SEVERITIES } from "../../rules/rule";
import { defineSlo } from "../../rules/slo/define-slo";
import { ruleCases } from "./cases";

const rules = allRuleGroups.flatMap((group) => group.rules);
const alerts: AlertRule[] = rules.filter(isAlert);
const recordings = rules.filter((rule): rule is RecordingRule => !isAlert(rule));
/** Records of one name differ in their labels. */
const idOf = ({ record, labels = {} }: RecordingRule) =>
  `${record}${
    Object.keys(labels).length === 0
      ? ""
      : `{${Object.entries(labels)
          .map(([name, value]) => `${name}="${value}"`)
          .join(", ")}}`
  }`;

describe("rules", () => {
  it("have unique group, alert and recording names", () => {
    for (const names of [allRuleGroups.map((group) => group.name), alerts.map((rule) => rule.alert), recordings.map(idOf)]) {
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it("name groups in kebab-case and recordings level:metric:operation", () => {
    for (const { name } of allRuleGroups) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    for (const { record } of recordings) {
      expect(record).toMatch(/^[a-z0-9_]+:[a-z0-9_]+:[a-z0-9_]+$/);
    }
  });

  it("read a recording only below it in the same group, because AMP keeps no order between groups", () => {
    for (const group of allRuleGroups) {
      group.rules.forEach((reader, position) => {
        for (const { record } of recordings.filter((rule) => reader.expr.includes(rule.record))) {
          const writer = group.rules.findIndex((rule) => !isAlert(rule) && rule.record === record);
          expect(writer !== -1 && writer < position, `${record} in ${group.name}`).toBe(true);
        }
      });
    }
  });

  it("fit into one namespace of AMP, all of them", () => {
    expect(Buffer.byteLength(renderPrometheusRules(allRuleGroups))).toBeLessThan(RULE_LIMITS.namespaceBytes / 2);
    expect(rules.length).toBeLessThan(RULE_LIMITS.rules);
  });

  it("page for what people notice and make tickets of the rest: at most a third of the alerts pages", () => {
    const paging = alerts.filter((rule) => rule.severity === "page");
    expect(paging.length / alerts.length).toBeLessThanOrEqual(1 / 3);
  });
});

describe("promtool cases", () => {
  const proved = ruleCases.flatMap((cases) => cases.alerts.map((one) => ({ group: cases.group, ...one })));

  it("are there for every alert and recording rule, and for nothing else", () => {
    expect([...new Set(proved.map((one) => one.alert))].sort()).toEqual(alerts.map((rule) => rule.alert).sort());
    const recorded = ruleCases.flatMap((cases) => cases.recordings.map((one) => one.record));
    expect([...new Set(recorded)].sort()).toEqual(recordings.map(idOf).sort());
  });

  it("stand with the group of their rule", () => {
    for (const { alert, group } of proved) {
      expect(
        allRuleGroups.find(({ name }) => name === group)?.rules.some((rule) => isAlert(rule) && rule.alert === alert),
        alert,
      ).toBe(true);
    }
  });

  it.each(alerts.map((rule) => [rule.alert, rule] as const))(
    "%s fires for a person, and stays silent in a near miss",
    (name, rule) => {
      const cases = proved.filter((one) => one.alert === name);
      for (const { fires } of cases) {
        expect(fires.length).toBeGreaterThan(0);
        for (const { labels, summary, description } of fires) {
          expect(labels).toMatchObject({ severity: rule.severity, owner: rule.owner });
          expect(`${summary}${description}`).not.toContain("{{");
        }
      }
      // The dead man's switch is never silent.
      expect(cases.some((one) => one.nearMiss !== undefined)).toBe(rule.severity !== HEARTBEAT);
    },
  );

  it.each(recordings.map((rule) => [idOf(rule)] as const))("%s has a value", (id) => {
    const cases = ruleCases.flatMap((one) => one.recordings).filter((one) => one.record === id);
    expect(cases.some((one) => Object.keys(one.samples).length > 0)).toBe(true);
  });
});

describe.each(alerts.map((rule) => [rule.alert, rule] as const))("alert %s", (name, rule) => {
  it("compares, waits, and says who acts", () => {
    expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    for (const text of [rule.summary, rule.description, rule.owner]) {
      expect(text).not.toBe("");
    }
    expect(rule.summary.length).toBeLessThan(140);
    if (rule.severity === HEARTBEAT) {
      expect(rule.expr).toBe("vector(1)");
      return;
    }
    expect(rule.expr).toMatch(/[<>]|==|!=|^absent\(/);
    expect(rule.for.toSeconds()).toBeGreaterThanOrEqual(60);
    expect(SEVERITIES).toContain(rule.severity);
  });
});

describe("defineSlo", () => {
  const props = {
    name: "Shop",
    slo: "shop",
    service: "Shop",
    bad: "fail",
    objective: 0.99,
    sli: { total: "t", bad: "b" },
    owner: "shop",
  };

  it.each([0, 1, 99.9, Number.NaN])("rejects the objective %s", (objective) => {
    expect(() => defineSlo({ ...props, objective })).toThrow(
      `SLO "shop": the objective ${objective} is not a share above 0 and below 1`,
    );
  });

  it("compares both windows with the pace, in figures that a reader knows", () => {
    expect(defineSlo(props).alerts.map((rule) => [rule.alert, rule.severity, rule.expr])).toEqual([
      [
        "ShopBudgetBurnsFast",
        "page",
        '(slo:sli_error:ratio_rate1h{slo="shop"} > 0.144 and slo:sli_error:ratio_rate5m{slo="shop"} > 0.144) or ' +
          '(slo:sli_error:ratio_rate6h{slo="shop"} > 0.06 and slo:sli_error:ratio_rate30m{slo="shop"} > 0.06)',
      ],
      [
        "ShopBudgetBurnsSlowly",
        "ticket",
        '(slo:sli_error:ratio_rate1d{slo="shop"} > 0.03 and slo:sli_error:ratio_rate2h{slo="shop"} > 0.03) or ' +
          '(slo:sli_error:ratio_rate3d{slo="shop"} > 0.01 and slo:sli_error:ratio_rate6h{slo="shop"} > 0.01)',
      ],
    ]);
  });

  it("counts what is good as well as what is bad", () => {
    const [bad] = defineSlo({ ...props, sli: { total: "t", good: "g" } }).recordings;
    expect(bad?.expr).toBe("sum by (cluster) (rate(t[5m])) - sum by (cluster) (rate(g[5m]))");
  });
});

describe("renderPrometheusRules", () => {
  it("renders labels, annotations and durations as Prometheus reads them", () => {
    const text = renderPrometheusRules(
      [
        {
          name: "g",
          interval: Duration.seconds(60),
          rules: [
            { record: "a:b:c", expr: "sum(up)" },
            { record: "a:b:d", expr: "sum(up)", labels: { slo: "web" } },
            { ...alerts[0]!, alert: "Down", expr: "up == 0", for: Duration.minutes(90), severity: "ticket", owner: "web" },
          ],
        },
      ],
      { runbookBaseUrl: "https://example.com/" },
    );
    expect(parse(text)).toEqual({
      groups: [
        {
          name: "g",
          interval: "1m",
          rules: [
            { record: "a:b:c", expr: "sum(up)" },
            { record: "a:b:d", expr: "sum(up)", labels: { slo: "web" } },
            {
              alert: "Down",
              expr: "up == 0",
              for: "90m",
              labels: { severity: "ticket", owner: "web" },
              annotations: {
                summary: alerts[0]!.summary,
                description: alerts[0]!.description,
                runbook_url: "https://example.com/docs/runbooks/Down.md",
              },
            },
          ],
        },
      ],
    });
  });

  it("gives the same text every time", () => {
    expect(renderPrometheusRules(ruleGroups)).toBe(renderPrometheusRules(ruleGroups));
  });
});
