import { Lazy } from "cdktf";
import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { LogSubscription, type LogSubscriptionProps } from "../../../constructs/logs/log-subscription";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const role = { roleArn: "arn:aws:iam::111122223333:role/forward", roleName: "forward" };
const stream = { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs" };
const destination = { destinationArn: "arn:aws:logs:eu-central-1:999988887777:destination:archive" };

const synthesiseSubscription = (props: Partial<LogSubscriptionProps> = {}) =>
  synthesise((scope) => {
    new LogSubscription(scope, "Subscription", {
      logGroup: logGroup("/app/orders"),
      target: { stream, role },
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
      destination_arn: stream.streamArn,
      role_arn: role.roleArn,
    });
  });

  it("forwards what the pattern names", () => {
    const filter = onlyResourceOf(synthesiseSubscription({ filterPattern: "ERROR" }), "aws_cloudwatch_log_subscription_filter");
    expect(filter.filter_pattern).toBe("ERROR");
  });

  it("forwards to the destination of another account without a role, which that account has", () => {
    const filter = onlyResourceOf(synthesiseSubscription({ target: { destination } }), "aws_cloudwatch_log_subscription_filter");
    expect(filter.destination_arn).toBe(destination.destinationArn);
    expect(filter.role_arn).toBeUndefined();
  });

  it("rejects a name with a colon and a pattern that is too long, both at once", () => {
    const attempt = () => synthesiseSubscription({ filterName: "a:b", filterPattern: "x".repeat(1025) });
    expect(attempt).toThrow(/has 2 faults.*filterName is a name that CloudWatch Logs refuses; got "a:b"/s);
    expect(attempt).toThrow(/filterPattern is too long; got "1025 characters"; allowed: at most 1024 characters/);
  });

  it("rejects a stream of another region, of another account, and what is no stream", () => {
    const streamIn = (arn: string) => () => synthesiseSubscription({ target: { stream: { streamArn: arn }, role } });
    expect(streamIn("arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs")).toThrow(
      /target\.stream is in another region than the log group \(eu-central-1\)/,
    );
    expect(streamIn("arn:aws:firehose:eu-central-1:999988887777:deliverystream/logs")).toThrow(
      /target\.stream is in another account than the log group \(111122223333\).*LogDestination/,
    );
    expect(streamIn(destination.destinationArn)).toThrow(/target\.stream is not a Firehose stream; got "arn:aws:logs/);
  });

  it("rejects a destination of another region, and what is none", () => {
    const to = (destinationArn: string) => () => synthesiseSubscription({ target: { destination: { destinationArn } } });
    expect(to("arn:aws:logs:eu-west-1:999988887777:destination:archive")).toThrow(
      /target\.destination is in another region than the log group/,
    );
    expect(to(stream.streamArn)).toThrow(/target\.destination is not a destination of CloudWatch Logs/);
    expect(to(Lazy.stringValue({ produce: () => destination.destinationArn }))).not.toThrow();
  });

  it("rejects a group of the infrequent-access class", () => {
    expect(() =>
      synthesise((scope) => {
        const group = new RetainedLogGroup(scope, "Audit", {
          logGroupName: "/obs/audit",
          retention: Retention.days(30),
          key,
          logGroupClass: "infrequent-access",
        });
        new LogSubscription(scope, "Subscription", { logGroup: group, target: { stream, role }, filterName: "archive" });
      }),
    ).toThrow(/logGroup is a group of the infrequent-access class.*got "test\/Audit"/);
  });
});

describe("several subscriptions of a group", () => {
  const subscribe = (...filterNames: string[]) =>
    synthesise((scope) => {
      filterNames.forEach((filterName, index) => {
        new LogSubscription(scope, `Subscription${index}`, {
          logGroup: logGroup("/app/orders"),
          target: { stream, role },
          filterName,
        });
      });
    });

  it("are two at most", () => {
    expect(resourcesOf(subscribe("a", "b"), "aws_cloudwatch_log_subscription_filter")).toHaveLength(2);
    expect(() => subscribe("a", "b", "c")).toThrow(
      /logGroup has as many subscriptions as CloudWatch Logs admits; got \["a","b","c"\]; allowed: 2 a group/,
    );
  });

  it("have names of their own", () => {
    expect(() => subscribe("a", "a")).toThrow(/filterName is taken by another subscription of the group.*got "a"/);
  });
});
