import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../constructs/core/duration";
import { ruleGroups } from "../../rules";
import { renderPrometheusRules } from "../../rules/render-prometheus";
import { type AlertRule, isAlert, type RecordingRule, runbookPage, SEVERITIES } from "../../rules/rule";

interface PromtoolTest {
  readonly alert_rule_test?: readonly { readonly alertname: string; readonly exp_alerts?: readonly unknown[] }[];
  readonly promql_expr_test?: readonly { readonly expr: string; readonly exp_samples?: readonly unknown[] }[];
}

const root = join(__dirname, "../..");
const rules = ruleGroups.flatMap((group) => group.rules);
const alerts: AlertRule[] = rules.filter(isAlert);
const recordings = rules.filter((rule): rule is RecordingRule => !isAlert(rule));
const promtoolTests = readdirSync(__dirname)
  .filter((file) => file.endsWith(".promtool.yaml"))
  .flatMap((file) => (parse(readFileSync(join(__dirname, file), "utf8")) as { tests: PromtoolTest[] }).tests);

describe("rules", () => {
  it("have unique group, alert and recording names", () => {
    for (const names of [
      ruleGroups.map((group) => group.name),
      alerts.map((rule) => rule.alert),
      recordings.map((rule) => rule.record),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("name recordings level:metric:operation", () => {
    for (const { record } of recordings) {
      expect(record).toMatch(/^[a-z0-9_]+:[a-z0-9_]+:[a-z0-9_]+$/);
    }
  });

  it("put a recording before the alerts of its group that read it, because AMP keeps no order between groups", () => {
    for (const { record } of recordings) {
      for (const group of ruleGroups) {
        const reader = group.rules.findIndex((rule) => isAlert(rule) && rule.expr.includes(record));
        const writer = group.rules.findIndex((rule) => !isAlert(rule) && rule.record === record);
        expect(reader === -1 || (writer !== -1 && writer < reader), `${record} in ${group.name}`).toBe(true);
      }
    }
  });
});

describe.each(recordings.map((rule) => [rule.record, rule] as const))("recording %s", (record) => {
  it("has a promtool case with a value", () => {
    const cases = promtoolTests.flatMap((test) => test.promql_expr_test ?? []).filter((test) => test.expr.includes(record));
    expect(cases.some((test) => (test.exp_samples ?? []).length > 0)).toBe(true);
  });
});

describe.each(alerts.map((rule) => [rule.alert, rule] as const))("alert %s", (name, rule) => {
  const cases = promtoolTests.flatMap((test) => test.alert_rule_test ?? []).filter((test) => test.alertname === name);

  it("has a promtool case that fires and one that stays silent", () => {
    expect(cases.some((test) => (test.exp_alerts ?? []).length > 0)).toBe(true);
    expect(cases.some((test) => (test.exp_alerts ?? []).length === 0)).toBe(true);
  });

  it("has a runbook with the four headings", () => {
    const page = join(root, runbookPage(name));
    expect(existsSync(page), `${runbookPage(name)} exists`).toBe(true);
    const headings = [...readFileSync(page, "utf8").matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation"]);
  });

  it("compares with a threshold, waits, and says who acts", () => {
    expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    expect(rule.expr).toMatch(/[<>]|==|!=/);
    expect(rule.for.toSeconds()).toBeGreaterThan(0);
    expect(SEVERITIES).toContain(rule.severity);
    for (const text of [rule.summary, rule.description, rule.owner]) {
      expect(text).not.toBe("");
    }
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
