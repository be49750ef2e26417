import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { identityPolicy } from "../../../constructs/iam/identity-policy";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { synthesise } from "../../support/synth";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };
const policyOf =
  (statement: Partial<PolicyStatement>, ...more: readonly PolicyStatement[]) =>
  () =>
    identityPolicy("stack/Role", [{ ...read, ...statement }, ...more]);

describe("identityPolicy", () => {
  it.each([
    "*",
    "arn:*",
    "arn:aws:*:*:*:*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::*/*",
    "arn:aws:logs:*:*:*",
    "arn:aws:logs:eu-central-1:111122223333:*",
  ])("takes %s with a reason only, and keeps the reason to itself", (resource) => {
    expect(policyOf({ resources: ["arn:aws:s3:::b/*", resource] })).toThrow(
      new RegExp(
        `IAM policy of "stack/Role" has 1 fault.*statements\\.Read\\.anyResourceReason is missing.*got \\["${resource.replaceAll("*", "\\*")}"\\]`,
        "s",
      ),
    );
    expect(policyOf({ resources: [resource], anyResourceReason: "  " })).toThrow(/anyResourceReason is missing/);
    const document = policyOf({ resources: [resource], anyResourceReason: "Listing has no resource." })();
    expect(JSON.parse(document).Statement).toEqual([
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: resource },
    ]);
  });

  it.each([
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:logs:eu-central-1:111122223333:log-group:*",
    "arn:aws:ec2:*:*:network-interface/*",
    `${Token.asString({ Ref: "bucket" })}/data/*`,
    Token.asString({ Ref: "workspace" }),
  ])("takes %s as it is, and refuses a reason", (resource) => {
    expect(policyOf({ resources: [resource] })).not.toThrow();
    expect(policyOf({ resources: [resource], anyResourceReason: "Because." })).toThrow(
      /anyResourceReason explains a star that the statement does not have; got "Because\."/,
    );
  });

  it.each(["*", "*:*", "s3:*", "s3:?*"])("never takes the action %s", (action) => {
    expect(policyOf({ actions: ["s3:GetObject", action] })).toThrow(/statements\.Read\.actions allow a whole service.*got \[/);
  });

  it("lets a Deny be as wide as it likes, without a reason", () => {
    expect(policyOf({ effect: "Deny", actions: ["s3:*"], resources: ["*"] })).not.toThrow();
    expect(policyOf({ effect: "Deny", resources: ["*"], anyResourceReason: "Safe." })).toThrow(/explains a star/);
  });

  it.each<[Partial<PolicyStatement>, RegExp]>([
    [{ actions: [] }, /statements\.Read\.actions are empty/],
    [{ resources: [] }, /statements\.Read\.resources are empty/],
    [{ resources: undefined }, /statements\.Read\.resources are empty/],
    [{ resources: ["my-bucket"] }, /statements\.Read\.resources are no ARNs; got \["my-bucket"\]/],
    [{ sid: "read files" }, /statements\.read files has a sid that IAM refuses; got "read files"/],
    [{ principals: "*" }, /statements\.Read\.principals says whom the policy of a role speaks of.*got "\*"/],
  ])("rejects %j", (statement, message) => {
    expect(policyOf(statement)).toThrow(message);
  });

  it("rejects a sid that is there twice", () => {
    expect(policyOf({}, read)).toThrow(/1 fault.*statements\.Read has the sid of another statement.*got "Read"/s);
  });

  it("lists all faults at once", () => {
    expect(policyOf({ sid: "a b", actions: ["s3:*"], resources: ["*"] })).toThrow(/has 3 faults/);
  });

  it("rejects more than 10,240 characters, and takes exactly so many", () => {
    const withLength = (length: number) => {
      const short = policyOf({ resources: ["arn:aws:s3:::b"] })();
      return policyOf({ resources: [`arn:aws:s3:::${"b".repeat(length - short.length + 1)}`] });
    };
    expect(withLength(10_240)()).toHaveLength(10_240);
    expect(withLength(10_241)).toThrow(
      /statements make inline policies that are too long for one role; got 10241; allowed: at most 10240/,
    );
  });
});

describe("inline policies of one role", () => {
  const bulky = (sid: string): PolicyStatement => ({ ...read, sid, resources: [`arn:aws:s3:::${"b".repeat(4_900)}`] });
  const synthesiseGrants = (...grants: readonly string[]) =>
    synthesise((scope) => {
      const assumedBy = ["firehose.amazonaws.com"];
      const role = new ServiceRole(scope, "Role", {
        roleName: "role",
        description: "test",
        assumedBy,
        statements: [bulky("Own")],
      });
      const other = new ServiceRole(scope, "Other", {
        roleName: "other",
        description: "test",
        assumedBy,
        statements: [bulky("Own")],
      });
      expect(other.roleName).not.toBe(role.roleName);
      grants.forEach((name) => {
        new IamRolePolicy(scope, name, { role: role.roleName, name, policy: identityPolicy(name, [bulky(name)]) });
      });
    });

  it("are added up over everything that grants, for each role by itself", () => {
    expect(() => synthesiseGrants("First")).not.toThrow();
    expect(() => synthesiseGrants("First", "Second")).toThrow(
      /role "test\/Role" has 1 fault.*statements and grants make inline policies that are too long.*got 150\d\d/s,
    );
  });
});
