import { describe, expect, it } from "vitest";
import { Retention, RETENTION_DAYS } from "../../../constructs/core/retention";
import { RetainedLogGroup, type RetainedLogGroupProps } from "../../../constructs/logs/retained-log-group";
import { onlyResourceOf, synthesise } from "../../support/synth";

const key = { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" };
const synthesiseGroup = (props: Partial<RetainedLogGroupProps> = {}) =>
  synthesise((scope) => {
    new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/test", retention: Retention.days(30), key, ...props });
  });

describe("RetainedLogGroup", () => {
  it("encrypts with the given key and expires events", () => {
    expect(onlyResourceOf(synthesiseGroup(), "aws_cloudwatch_log_group")).toMatchObject({
      name: "/obs/test",
      retention_in_days: 30,
      kms_key_id: key.keyArn,
      log_group_class: "STANDARD",
      skip_destroy: false,
    });
  });

  it.each(RETENTION_DAYS)("accepts a retention of %i days", (days) => {
    const group = onlyResourceOf(synthesiseGroup({ retention: Retention.days(days) }), "aws_cloudwatch_log_group");
    expect(group.retention_in_days).toBe(days);
  });

  it("writes 0 for a group that never expires", () => {
    expect(
      onlyResourceOf(synthesiseGroup({ retention: Retention.forever() }), "aws_cloudwatch_log_group").retention_in_days,
    ).toBe(0);
  });

  it("rejects a retention that CloudWatch does not offer, and names the nearest", () => {
    expect(() => synthesiseGroup({ retention: Retention.days(1825 as 1827) })).toThrow(
      /retention is not a period that CloudWatch Logs offers; got "1825 days".*use Retention\.days\(1827\)/s,
    );
  });

  it("rejects a name with a space, and creates nothing", () => {
    const attempt = () => synthesiseGroup({ logGroupName: "my group" });
    expect(attempt).toThrow(/logGroupName is a name that CloudWatch Logs refuses; got "my group"/);
  });
});
