import { describe, expect, it } from "vitest";
import { LogDestination, type LogDestinationProps } from "../../../constructs/logs/log-destination";
import { location } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const least: LogDestinationProps = {
  destinationName: "archive",
  roleName: "archive-destination",
  location,
  stream: { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/logs" },
  accounts: ["999988887777"],
};
const synthesiseDestination = (props: Partial<LogDestinationProps> = {}) =>
  synthesise((scope) => void new LogDestination(scope, "Destination", { ...least, ...props }));
const accessOf = (props: Partial<LogDestinationProps>) =>
  JSON.parse(onlyResourceOf(synthesiseDestination(props), "aws_cloudwatch_log_destination_policy").access_policy).Statement;
const trustOf = (props: Partial<LogDestinationProps>) =>
  JSON.parse(onlyResourceOf(synthesiseDestination(props), "aws_iam_role").assume_role_policy).Statement[0].Condition;

describe("LogDestination", () => {
  it("admits the accounts that it names, for single groups and for a whole account", () => {
    expect(accessOf({})).toEqual([
      {
        Sid: "Accounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::999988887777:root"] },
        Action: ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"],
        Resource: "arn:aws:logs:eu-central-1:111122223333:destination:archive",
      },
    ]);
  });

  it("admits an organisation", () => {
    const [statement] = accessOf({ accounts: [], organizationId: "o-exampleorgid" });
    expect(statement).toMatchObject({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } },
    });
  });

  it("has a role that both sides act as", () => {
    expect(trustOf({})).toEqual({
      StringLike: {
        "aws:SourceArn": ["arn:aws:logs:eu-central-1:111122223333:*", "arn:aws:logs:eu-central-1:999988887777:*"],
      },
    });
    expect(trustOf({ organizationId: "o-exampleorgid" })).toEqual({
      StringLike: { "aws:SourceArn": ["arn:aws:logs:eu-central-1:*:*"] },
    });
  });

  it("waits for the rights of its role, because CloudWatch Logs sends a test record", () => {
    const destination = onlyResourceOf(synthesiseDestination(), "aws_cloudwatch_log_destination");
    expect(destination.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\./));
    expect(destination).toMatchObject({ name: "archive", target_arn: least.stream.streamArn });
  });

  it("lists every fault at once", () => {
    const attempt = () => synthesiseDestination({ destinationName: "a:b", accounts: ["123"], organizationId: "exampleorgid" });
    expect(attempt).toThrow(/has 3 faults/);
    expect(attempt).toThrow(/destinationName is a name that CloudWatch Logs refuses; got "a:b"/);
    expect(attempt).toThrow(/accounts has what is no account, or an account twice; got "123"/);
    expect(attempt).toThrow(/organizationId is no organisation; got "exampleorgid"/);
  });

  it("rejects a destination that nobody may send to", () => {
    expect(() => synthesiseDestination({ accounts: [] })).toThrow(/accounts names nobody who may send/);
  });

  it("rejects forceUpdate without an organisation", () => {
    expect(() => synthesiseDestination({ forceUpdate: true })).toThrow(/forceUpdate has no effect while accounts are named/);
  });

  it("rejects more accounts than a policy takes", () => {
    const accounts = Array.from({ length: 200 }, (_, index) => String(100_000_000_000 + index));
    expect(() => synthesiseDestination({ accounts })).toThrow(
      /accounts make a policy that is too long; got "\d+ bytes".*name the organisation instead/,
    );
  });
});
