import { describe, expect, it } from "vitest";
import { POLICY_EXCEPTIONS } from "./exceptions";
import { policyReport, policyVerdict } from "./policy-report";

const check = (check_id: string, resource: string) => ({ check_id, check_name: "a check", resource });
const report = policyReport(
  JSON.stringify({
    summary: { resource_count: 2 },
    results: { passed_checks: [check("A", "x")], failed_checks: [check("A", "m.bucket"), check("B", "m.bucket")] },
  }),
);
const reason = "a reason";

describe("policyReport", () => {
  it("counts the checks that ran and lists the findings", () => {
    expect(report.checks).toBe(3);
    expect(report.resources).toBe(2);
    expect(report.findings).toContainEqual({ id: "B", name: "a check", resource: "m.bucket" });
  });

  it("refuses the answer of a scanner that read nothing", () => {
    expect(() => policyReport(JSON.stringify({ passed: 0, failed: 0, resource_count: 0 }))).toThrow("checkov read nothing");
  });
});

describe("policyVerdict", () => {
  it("names each finding without a reason", () => {
    const verdict = policyVerdict(report, [{ id: "A", resource: "m.bucket", reason }]);
    expect(verdict.unexplained.map(({ id }) => id)).toEqual(["B"]);
  });

  it("takes a pattern for the whole address only", () => {
    expect(policyVerdict(report, [{ id: "A", resource: /bucket/, reason }]).unexplained).toHaveLength(2);
    expect(policyVerdict(report, [{ id: "A", resource: /m\..*/, reason }]).unexplained).toHaveLength(1);
  });

  it("names an exception that nothing needs any more", () => {
    const stale = { id: "C", resource: "m.bucket", reason };
    expect(policyVerdict(report, [stale]).stale).toEqual([stale]);
  });
});

describe("POLICY_EXCEPTIONS", () => {
  it("gives each finding a reason that a reviewer can weigh", () => {
    for (const exception of POLICY_EXCEPTIONS) {
      expect(exception.reason.length, exception.id).toBeGreaterThan(40);
    }
  });
});
