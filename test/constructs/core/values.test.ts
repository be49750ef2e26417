import { describe, expect, it } from "vitest";
import { partitionOf } from "../../../constructs/core/aws-location";
import { Duration, wholeDaysFaults } from "../../../constructs/core/duration";
import { architectureOf } from "../../../constructs/core/instance-architecture";
import { literal } from "../../../constructs/core/literal";
import { NAME_LIMITS, nameFaults, physicalName } from "../../../constructs/core/physical-name";
import { nearestRetentionDays, Retention, retentionFaults } from "../../../constructs/core/retention";
import { wholeNumberFaults } from "../../../constructs/core/validation";

describe("literal", () => {
  it.each([
    ["${X}", "$${X}"],
    ["%{x}", "%%{x}"],
    ["${a}${b}", "$${a}$${b}"],
    ["a$b 100% {c}", "a$b 100% {c}"],
  ])("writes %s as %s", (text, written) => {
    expect(literal(text)).toBe(written);
  });
});

describe("Duration", () => {
  it.each([
    [Duration.seconds(90), "90s"],
    [Duration.minutes(5), "5m"],
    [Duration.minutes(120), "2h"],
    [Duration.hours(24), "1d"],
    [Duration.seconds(0), "0s"],
  ])("is written in the largest unit that fits: %s", (duration, text) => {
    expect(duration.toPrometheus()).toBe(text);
  });

  it("rejects parts of days and days out of range, and accepts the bounds", () => {
    expect(wholeDaysFaults("keep", Duration.hours(36), 1, 10)).toMatchObject([
      { path: "keep", got: "36h", allowed: "whole days from 1 to 10" },
    ]);
    expect(wholeDaysFaults("keep", Duration.days(11), 1, 10)).toHaveLength(1);
    expect([Duration.days(1), Duration.days(10), undefined].flatMap((value) => wholeDaysFaults("keep", value, 1, 10))).toEqual(
      [],
    );
  });
});

describe("Retention", () => {
  it.each([
    [0, 1],
    [45, 60],
    [366, 365],
    [1825, 1827],
    [9999, 3653],
  ])("the nearest offered period to %i days is %i", (days, nearest) => {
    expect(nearestRetentionDays(days)).toBe(nearest);
  });

  it("never expires only when asked on purpose", () => {
    expect(retentionFaults("retention", Retention.forever())).toEqual([]);
    expect(Retention.forever().inDays).toBe(0);
  });
});

describe("physical names", () => {
  it("joins parts and cuts nothing", () => {
    expect(physicalName("obs", "production", "archive")).toBe("obs-production-archive");
    expect(nameFaults("name", "x".repeat(64), NAME_LIMITS.bucket)).toMatchObject([
      {
        problem: "makes a name that is too long for this kind of resource (S3 bucket): 64 characters",
        allowed: "at most 63 characters",
      },
    ]);
  });

  it.each(Object.entries(NAME_LIMITS))("refuses a name with a space for %s", (_kind, limit) => {
    expect(nameFaults("name", "a b", limit)).toMatchObject([{ got: "a b" }]);
  });
});

describe("wholeNumberFaults", () => {
  it("accepts the bounds and nothing beyond or between", () => {
    expect([1, 3].flatMap((value) => wholeNumberFaults("n", value, 1, 3, "nodes"))).toEqual([]);
    expect([0, 4, 1.5].map((value) => wholeNumberFaults("n", value, 1, 3, "nodes").length)).toEqual([1, 1, 1]);
  });
});

describe("architectureOf", () => {
  it.each([
    ["m7g.large", "arm64"],
    ["c7gn.xlarge", "arm64"],
    ["t4g.medium", "arm64"],
    ["g5.xlarge", "x86_64"],
    ["m7i.large", "x86_64"],
    ["m7i-flex.large", "x86_64"],
  ])("%s runs %s", (type, architecture) => {
    expect(architectureOf(type)).toBe(architecture);
  });
});

describe("partitionOf", () => {
  it("knows China, GovCloud and the rest", () => {
    expect(["cn-north-1", "us-gov-east-1", "eu-west-1"].map(partitionOf)).toEqual(["aws-cn", "aws-us-gov", "aws"]);
  });
});
