import { describe, expect, it } from "vitest";
import { AccountSubscription, type AccountSubscriptionProps } from "../../../constructs/logs/account-subscription";
import { onlyResourceOf, stackWith, synthesise } from "../../support/synth";

const role = { roleArn: "arn:aws:iam::111122223333:role/forward", roleName: "forward" };
const stream = { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs" };
const destination = { destinationArn: "arn:aws:logs:eu-central-1:999988887777:destination:archive" };
const least: AccountSubscriptionProps = { target: { stream, role }, policyName: "archive", exclude: ["/firehose/errors"] };
const synthesisePolicy = (props: Partial<AccountSubscriptionProps> = {}) =>
  onlyResourceOf(
    synthesise((scope) => void new AccountSubscription(scope, "All", { ...least, ...props })),
    "aws_cloudwatch_log_account_policy",
  );

describe("AccountSubscription", () => {
  it("forwards every group but those that would loop", () => {
    const policy = synthesisePolicy({ exclude: ["/firehose/errors", "/b", "/b"] });
    expect(policy).toMatchObject({ policy_name: "archive", policy_type: "SUBSCRIPTION_FILTER_POLICY", scope: "ALL" });
    expect(policy.selection_criteria).toBe('LogGroupName NOT IN ["/b","/firehose/errors"]');
    expect(JSON.parse(policy.policy_document)).toEqual({
      DestinationArn: stream.streamArn,
      RoleArn: role.roleArn,
      FilterPattern: "",
    });
  });

  it("forwards to another account without a role, where nothing needs to be left out", () => {
    const policy = synthesisePolicy({ target: { destination }, exclude: [], filterPattern: "ERROR" });
    expect(JSON.parse(policy.policy_document)).toEqual({ DestinationArn: destination.destinationArn, FilterPattern: "ERROR" });
    expect(policy.selection_criteria).toBe("LogGroupName NOT IN []");
  });

  it("asks for the exclusions at the end, so that later groups count", () => {
    const names = ["/early"];
    const json = synthesise((scope) => {
      new AccountSubscription(scope, "All", { ...least, exclude: () => names });
      names.push("/late");
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_account_policy").selection_criteria).toContain('"/early","/late"');
  });

  it("rejects a policy without exclusions, given as a list or found at the end", () => {
    expect(() => synthesisePolicy({ exclude: [] })).toThrow(/exclude is empty, so the errors of the delivery/);
    const stack = stackWith((scope) => void new AccountSubscription(scope, "All", { ...least, exclude: () => [] }));
    expect(stack.node.findChild("All").node.validate().join()).toMatch(/exclude is empty/);
  });

  it("rejects names that CloudWatch Logs refuses, what is no stream, and a pattern that is too long", () => {
    const attempt = () =>
      synthesisePolicy({
        policyName: "aws/archive",
        target: { stream: { streamArn: "arn:aws:kinesis:eu-central-1:111122223333:stream/logs" }, role },
        filterPattern: "x".repeat(1025),
      });
    expect(attempt).toThrow(/has 3 faults/);
    expect(attempt).toThrow(/policyName is a name that CloudWatch Logs refuses; got "aws\/archive"/);
    expect(attempt).toThrow(/target\.stream is not a Firehose stream/);
    expect(attempt).toThrow(/filterPattern is too long/);
  });

  it("rejects more exclusions than one policy takes", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `/aws/lambda/a-function-with-a-name-${index}`);
    const stack = stackWith((scope) => void new AccountSubscription(scope, "All", { ...least, exclude: many }));
    expect(stack.node.findChild("All").node.validate().join()).toMatch(
      /exclude is too long for one policy; got "\d+ bytes"; allowed: at most 25600 bytes/,
    );
  });
});
