import { describe, expect, it } from "vitest";
import { LogSubscription, type LogSubscriptionProps } from "../../../constructs/logs/log-subscription";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesiseSubscription = (props: Partial<LogSubscriptionProps> = {}) =>
  synthesise((scope) => {
    new LogSubscription(scope, "Subscription", {
      logGroup: { logGroupName: "/app/orders", logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/app/orders" },
      stream: { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs" },
      role: { roleArn: "arn:aws:iam::111122223333:role/forward", roleName: "forward" },
      filterName: "archive",
      ...props,
    });
  });

describe("LogSubscription", () => {
  it("forwards everything by default", () => {
    expect(onlyResourceOf(synthesiseSubscription(), "aws_cloudwatch_log_subscription_filter")).toMatchObject({
      name: "archive",
      log_group_name: "/app/orders",
      filter_pattern: "",
      destination_arn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs",
      role_arn: "arn:aws:iam::111122223333:role/forward",
    });
  });

  it("forwards what the pattern names", () => {
    const filter = onlyResourceOf(synthesiseSubscription({ filterPattern: "ERROR" }), "aws_cloudwatch_log_subscription_filter");
    expect(filter.filter_pattern).toBe("ERROR");
  });

  it("rejects a name with a colon and a pattern that is too long, both at once", () => {
    const attempt = () => synthesiseSubscription({ filterName: "a:b", filterPattern: "x".repeat(1025) });
    expect(attempt).toThrow(/has 2 faults.*filterName is a name that CloudWatch Logs refuses; got "a:b"/s);
    expect(attempt).toThrow(/filterPattern is too long; got "1025 characters"; allowed: at most 1024 characters/);
  });
});
