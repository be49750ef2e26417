import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import {
  type ArchiveStorageClass,
  type ArchiveStorageProps,
  lockOf,
  storageFaults,
  transitionOf,
} from "../../../constructs/logs/archive-storage";
import { throwFaults } from "../../../constructs/core/validation";

const days = (amount: number) => Duration.days(amount);
const check = (props: ArchiveStorageProps) => () => throwFaults("archive", storageFaults(props));
const COMPLIANCE = { lock: "compliance", confirmComplianceDays: 1827 } as const;

describe("storage of an archive", () => {
  it("is five years without a lock, the last of them in Glacier Instant Retrieval", () => {
    expect(check({})).not.toThrow();
    expect(transitionOf({})).toEqual({ days: 90, to: "glacier-instant-retrieval" });
    expect(lockOf({})).toBeUndefined();
  });

  it.each(["glacier", "GLACIER", "deep-archive"])("refuses the class %s, which Athena passes over", (transitionTo) => {
    expect(check({ transitionTo: transitionTo as ArchiveStorageClass })).toThrow(
      new RegExp(`transitionTo is no class that Athena reads.*says nothing; got "${transitionTo}"`),
    );
  });

  it("refuses a class that files never reach", () => {
    expect(check({ keep: days(60), transitionTo: "intelligent-tiering" })).toThrow(/transitionTo is never reached/);
    expect(check({ keep: days(60), transitionTo: "intelligent-tiering", transitionAfter: days(0) })).not.toThrow();
  });

  it("refuses infrequent access before 30 days", () => {
    const to = (amount: number) => check({ transitionTo: "standard-infrequent-access", transitionAfter: days(amount) });
    expect(to(29)).toThrow(/transitionAfter is out of range; got "29d"; allowed: whole days from 30 to 36500/);
    expect(to(30)).not.toThrow();
  });

  it("refuses a transition at the end of the files' life", () => {
    expect(check({ keep: days(60), transitionAfter: days(60) })).toThrow(
      /transitionAfter is not before the end of keep \(60d\).*got "60d"/,
    );
  });

  it("refuses a lock that outlives the files, is no whole number of days, or is none", () => {
    expect(check({ keep: days(365), lock: "governance", lockFor: days(366) })).toThrow(
      /lockFor is longer than keep \(365d\).*got "366d"; allowed: whole days from 1 to keep/,
    );
    expect(check({ lock: "governance", lockFor: Duration.hours(36) })).toThrow(/lockFor is out of range; got "36h"/);
    expect(check({ lockFor: days(30) })).toThrow(/lockFor has no lock to hold for; got "30d"/);
  });

  it("locks as long as it keeps, or shorter", () => {
    expect(lockOf({ lock: "governance" })).toEqual({ mode: "governance", days: 1827 });
    expect(lockOf({ lock: "governance", lockFor: days(365) })).toEqual({ mode: "governance", days: 365 });
  });

  it("asks for a compliance lock twice", () => {
    expect(check(COMPLIANCE)).not.toThrow();
    expect(check({ lock: "compliance" })).toThrow(
      /confirmComplianceDays does not confirm the compliance lock: for 1827 days nobody will be able.*allowed: 1827/,
    );
    expect(check({ ...COMPLIANCE, keep: days(3653) })).toThrow(
      /confirmComplianceDays does not confirm the compliance lock: for 3653 days.*got 1827; allowed: 3653/,
    );
    expect(check({ ...COMPLIANCE, keep: days(3653), lockFor: days(1827) })).not.toThrow();
  });

  it("refuses a confirmation without a compliance lock", () => {
    expect(check({ lock: "governance", confirmComplianceDays: 1827 })).toThrow(
      /confirmComplianceDays confirms a compliance lock that there is none of; got 1827/,
    );
  });

  it("refuses a compliance lock in a disposable environment", () => {
    expect(check({ ...COMPLIANCE, disposable: true })).toThrow(/lock can't be combined with disposable.*got "compliance"/);
  });
});
