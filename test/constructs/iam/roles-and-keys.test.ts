import { describe, expect, it } from "vitest";
import { accountKeyService, EncryptionKey, logsKeyService } from "../../../constructs/iam/encryption-key";
import { policyDocument } from "../../../constructs/iam/policy-document";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { location } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

describe("policyDocument", () => {
  it("writes one action and one resource as strings, and leaves out what was not given", () => {
    const document = policyDocument([{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }]);
    expect(JSON.parse(document)).toEqual({
      Version: "2012-10-17",
      Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
    });
  });
});

describe("EncryptionKey", () => {
  const synthesiseKey = (props: object = {}) =>
    synthesise((scope) => {
      new EncryptionKey(scope, "Key", {
        alias: "obs-test",
        description: "test",
        location,
        services: [logsKeyService(location, "/obs/"), accountKeyService(location, "Sns", "sns.amazonaws.com", true)],
        ...props,
      });
    });

  it("turns over every year and can be restored for 30 days", () => {
    expect(onlyResourceOf(synthesiseKey(), "aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    expect(onlyResourceOf(synthesiseKey(), "aws_kms_alias").name).toBe("alias/obs-test");
  });

  it("admits each service for what it uses the key for, and no other account", () => {
    const { Statement: statements } = JSON.parse(onlyResourceOf(synthesiseKey(), "aws_kms_key").policy as string);
    expect(statements.map((statement: { Principal: unknown }) => statement.Principal)).toEqual([
      { AWS: "arn:aws:iam::111122223333:root" },
      { Service: "logs.eu-central-1.amazonaws.com" },
      { Service: "sns.amazonaws.com" },
    ]);
    expect(statements[1].Condition).toEqual({
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:eu-central-1:111122223333:log-group:/obs/*"] },
    });
    expect(statements[1].Action).not.toContain("kms:CreateGrant");
    expect(statements[2].Condition).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
    expect(statements[2].Action).toContain("kms:CreateGrant");
  });

  it("rejects a window outside 7 to 30 days and an alias with a space, both at once", () => {
    expect(() => synthesiseKey({ alias: "a b", deletionWindowInDays: 3 })).toThrow(
      /has 2 faults:.*alias makes a name that AWS refuses.*deletionWindowInDays is out of range; got 3/s,
    );
  });
});

describe("ServiceRole", () => {
  const synthesiseRole = (roleName: string) =>
    synthesise((scope) => {
      new ServiceRole(scope, "Role", {
        roleName,
        description: "test",
        assumedBy: ["firehose.amazonaws.com"],
        assumeConditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }],
        managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"],
      });
    });

  it("can be assumed by its service only, under the conditions given", () => {
    const json = synthesiseRole("role");
    expect(JSON.parse(onlyResourceOf(json, "aws_iam_role").assume_role_policy as string).Statement).toEqual([
      {
        Sid: "Assume",
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
    expect(onlyResourceOf(json, "aws_iam_role_policy_attachment").policy_arn).toContain("AmazonEBSCSIDriverPolicy");
  });

  it("rejects a name that IAM would refuse", () => {
    expect(() => synthesiseRole("x".repeat(65))).toThrow(/roleName makes a name that is too long.*65 characters/);
    expect(() => synthesiseRole("a b")).toThrow(/roleName makes a name that AWS refuses.*got "a b"/s);
  });
});
