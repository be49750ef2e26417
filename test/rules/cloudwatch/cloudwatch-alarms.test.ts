import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allRuleGroups } from "../../../rules";
import { type CloudwatchAlarmRule, isQuery } from "../../../rules/cloudwatch-alarms";
import { isAlert, runbookPage } from "../../../rules/rule";
import { CLOUDWATCH_CASES } from "./cases";
import { alarmStates } from "./evaluate-alarm";
import { alarmCaseFaults, PROVED_ALARMS } from "./prove-alarms";

const alerts = allRuleGroups.flatMap(({ rules }) => rules).filter(isAlert);
const sample = PROVED_ALARMS[0]!;

describe.each(PROVED_ALARMS.map((each) => [each.alarm, each] as const))("%s", (name, rule) => {
  const { twinOf, severity, reads, expression, above, of, atLeast } = rule;

  it("goes on and off when it should, and not in a near miss", () => {
    expect(alarmCaseFaults(rule)).toEqual([]);
  });

  it("is noticed when its threshold or its periods change", () => {
    const changes: Partial<CloudwatchAlarmRule>[] = [
      ...(above === 0 ? [1, -1] : [above * 1.1, above * 0.9]).map((other) => ({ above: other })),
      ...[of + 1, of - 1].filter((other) => other >= atLeast).map((other) => ({ of: other })),
      ...[atLeast + 1, atLeast - 1].filter((other) => other >= 1 && other <= of).map((other) => ({ atLeast: other })),
    ];
    expect(changes.filter((change) => alarmCaseFaults({ ...rule, ...change }).length === 0)).toEqual([]);
  });

  it("is as urgent as the alert whose twin it is, and stands on its page", () => {
    expect(alerts.find(({ alert }) => alert === twinOf)?.severity).toBe(severity);
    const page = readFileSync(join(__dirname, "../../..", runbookPage(twinOf)), "utf8");
    expect(page).toContain(`\`<prefix>-${name}\``);
    for (const source of Object.values(reads)) {
      expect(page).toContain(`\`${source.metricName}\``);
    }
  });

  it("reads metrics that AWS writes", () => {
    for (const source of Object.values(reads)) {
      expect(["AWS/EKS", "AWS/Prometheus", "AWS/Usage"]).toContain(source.namespace);
      expect(expression === undefined || !isQuery(source)).toBe(true);
    }
  });
});

describe("the cases", () => {
  it("are about alarms that there are", () => {
    expect(CLOUDWATCH_CASES.map(({ alarm }) => alarm).sort()).toEqual(PROVED_ALARMS.map(({ alarm }) => alarm).sort());
  });
});

describe("alarmStates", () => {
  it("takes M of N, and no value for none above", () => {
    const twoOfThree = {
      ...sample,
      reads: { a: Object.values(sample.reads)[0]! },
      expression: undefined,
      above: 1,
      of: 3,
      atLeast: 2,
    };
    expect(alarmStates(twoOfThree, { a: [2, 2, undefined, undefined, 2, 1, 2] })).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it("calculates as metric math does: from the left, products first, nothing from a division by zero", () => {
    const reads = { a: Object.values(sample.reads)[0]!, b: Object.values(sample.reads)[0]! };
    const states = (expression: string, above: number, a: number, b: number) =>
      alarmStates({ ...sample, reads, expression, above, of: 1, atLeast: 1 }, { a: [a], b: [b] })[0];
    expect(states("100 * a / b", 49, 1, 2)).toBe(true);
    expect(states("100 * a / b", 50, 1, 2)).toBe(false);
    expect(states("a - b * 2 + 1", 2.9, 8, 3)).toBe(true);
    expect(states("a - b * 2 + 1", 3, 8, 3)).toBe(false);
    expect(states("a / b", -1, 1, 0)).toBe(false);
  });
});
