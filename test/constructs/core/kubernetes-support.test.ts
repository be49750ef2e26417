import { describe, expect, it } from "vitest";
import { supportFaults, supportOf, supportWarning } from "../../../constructs/core/kubernetes-support";
import { KUBERNETES_SUPPORT, KUBERNETES_VERSIONS } from "../../../constructs/core/kubernetes-versions";

/** A moment of a day in UTC; the start of the day unless told. */
function at(day: string, time = "00:00:00.000"): Date {
  return new Date(`${day}T${time}Z`);
}

describe("support windows", () => {
  it.each(KUBERNETES_VERSIONS)("of %s are real days: standard support, then twelve months of extended support", (version) => {
    const { standardUntil, extendedUntil, source } = KUBERNETES_SUPPORT[version];
    for (const day of [standardUntil, extendedUntil]) {
      expect(at(day).toISOString().slice(0, 10)).toBe(day);
    }
    const twelveMonthsLater = at(standardUntil);
    twelveMonthsLater.setUTCFullYear(twelveMonthsLater.getUTCFullYear() + 1);
    expect(at(extendedUntil)).toEqual(twelveMonthsLater);
    expect(source).toMatch(/20\d\d-\d\d/);
  });

  it("end in the order of the versions", () => {
    const ends = KUBERNETES_VERSIONS.map((version) => KUBERNETES_SUPPORT[version].standardUntil);
    expect(ends).toEqual([...new Set(ends)].sort());
  });
});

describe("supportOf", () => {
  it.each([
    ["2026-11-01", "standard", 31, "2026-12-02"],
    ["2026-12-01", "standard", 1, "2026-12-02"],
    ["2026-12-02", "extended", 365, "2027-12-02"],
    ["2027-12-01", "extended", 1, "2027-12-02"],
    ["2027-12-02", "ended", 0, "2027-12-02"],
    ["2030-01-01", "ended", 0, "2027-12-02"],
  ])("on %s: 1.34 is in phase %s, %i days left, until %s", (day, phase, daysLeft, until) => {
    expect(supportOf("1.34", at(day))).toEqual({ phase, daysLeft, until });
    expect(supportOf("1.34", at(day, "23:59:59.999"))).toEqual({ phase, daysLeft, until });
  });
});

describe("supportWarning", () => {
  it.each(["standard", "extended"] as const)("under policy %s begins 90 days before standard support ends", (policy) => {
    expect(supportWarning("1.34", at("2026-09-02", "23:59:59.999"), policy)).toBeUndefined();
    expect(supportWarning("1.34", at("2026-09-03"), policy)).toMatch(
      /^Standard support of Kubernetes 1\.34 ends on 2026-12-02, in 90 days: /,
    );
    expect(supportWarning("1.34", at("2026-12-01"), policy)).toContain("in 1 day: ");
  });

  it("names before the end what follows under the policy", () => {
    expect(supportWarning("1.34", at("2026-11-01"), "standard")).toContain("EKS then upgrades the cluster by itself");
    expect(supportWarning("1.34", at("2026-11-01"), "extended")).toContain(
      "extended support then costs 0.60 instead of 0.10 USD an hour until 2027-12-02",
    );
  });

  it("after the end says under policy standard that the next apply would ask for a downgrade", () => {
    expect(supportWarning("1.34", at("2026-12-02"), "standard")).toMatch(
      /ended on 2026-12-02\. Under upgrade policy "standard" EKS upgrades the cluster by itself, and the next apply then asks for a downgrade/,
    );
  });

  it("after the end says under policy extended what it costs, and how long", () => {
    expect(supportWarning("1.34", at("2026-12-02"), "extended")).toMatch(
      /is in extended support until 2027-12-02, 365 days from now: the control plane costs 0\.60 instead of 0\.10 USD an hour/,
    );
  });

  it("leaves a version without support to the fault", () => {
    expect(supportWarning("1.34", at("2027-12-02"), "standard")).toBeUndefined();
    expect(supportWarning("1.34", at("2027-12-02"), "extended")).toBeUndefined();
  });
});

describe("supportFaults", () => {
  it("begin on the day on which extended support ends", () => {
    expect(supportFaults("1.34", at("2027-12-01", "23:59:59.999"))).toEqual([]);
    expect(supportFaults("1.34", at("2027-12-02"))).toMatchObject([
      {
        path: "version",
        problem: "is a Kubernetes version whose extended support ended on 2027-12-02",
        got: "1.34",
        allowed: "1.35, 1.36",
      },
    ]);
  });

  it("name the path of the caller, and say so when no known version is supported any more", () => {
    expect(supportFaults("1.33", at("2040-01-01"), "cluster.version")).toMatchObject([
      { path: "cluster.version", allowed: "none that this project knows" },
    ]);
  });
});
