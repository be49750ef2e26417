import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { CREDENTIAL_IDENTIFIERS, DATA_IDENTIFIERS } from "../../../constructs/core/log-data-identifiers";
import { LogDataProtection, type LogDataProtectionProps } from "../../../constructs/logs/log-data-protection";
import { dataProtectionDocument } from "../../../constructs/logs/log-data-protection-document";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesisePolicy = (props: Partial<LogDataProtectionProps> = {}) =>
  synthesise((scope) => {
    new LogDataProtection(scope, "Protection", {
      logGroup: logGroup("/obs/app"),
      location,
      identifiers: ["AwsSecretKey", "EmailAddress"],
      ...props,
    });
  });
const policyOf = (props: Partial<LogDataProtectionProps> = {}) =>
  onlyResourceOf(synthesisePolicy(props), "aws_cloudwatch_log_data_protection_policy");
const documentOf = (props: Partial<LogDataProtectionProps> = {}) => JSON.parse(policyOf(props).policy_document as string) as any;

describe("LogDataProtection", () => {
  it("finds and masks the same kinds of data", () => {
    const list = [
      "arn:aws:dataprotection::aws:data-identifier/AwsSecretKey",
      "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
    ];
    expect(policyOf().log_group_name).toBe("/obs/app");
    expect(documentOf()).toEqual({
      Name: "data-protection",
      Version: "2021-06-01",
      Statement: [
        { Sid: "Audit", DataIdentifier: list, Operation: { Audit: { FindingsDestination: {} } } },
        { Sid: "Mask", DataIdentifier: list, Operation: { Deidentify: { MaskConfig: {} } } },
      ],
    });
  });

  it("reports findings, and takes a name", () => {
    const document = documentOf({
      policyName: "payments",
      findings: { logGroupName: "/aws/vendedlogs/findings", deliveryStreamName: "findings", bucketName: "obs-findings" },
    });
    expect(document.Name).toBe("payments");
    expect(document.Statement[0].Operation.Audit.FindingsDestination).toEqual({
      CloudWatchLogs: { LogGroup: "/aws/vendedlogs/findings" },
      Firehose: { DeliveryStream: "findings" },
      S3: { Bucket: "obs-findings" },
    });
  });

  it("knows kinds of one's own, without what Terraform would take for a template", () => {
    const customIdentifiers = [{ name: "EmployeeId", regex: "EmployeeId-\\d{9}" }];
    const document = documentOf({ customIdentifiers });
    expect(document.Configuration).toEqual({ CustomDataIdentifier: [{ Name: "EmployeeId", Regex: "EmployeeId-\\d{9}" }] });
    for (const { DataIdentifier: list } of document.Statement) {
      expect(list).toHaveLength(3);
      expect(list[2]).toBe("EmployeeId");
    }
  });

  it("names identifiers in the partition of the group", () => {
    expect(documentOf({ location: { ...location, partition: "aws-cn" } }).Statement[0].DataIdentifier[0]).toBe(
      "arn:aws-cn:dataprotection::aws:data-identifier/AwsSecretKey",
    );
  });

  it("waits for its group, and for what findings are reported to", () => {
    const json = synthesise((scope) => {
      const group = (id: string) =>
        new RetainedLogGroup(scope, id, { logGroupName: `/obs/${id}`, retention: Retention.days(1), key });
      const findings = group("Findings");
      new LogDataProtection(scope, "Protection", {
        logGroup: group("App"),
        location,
        identifiers: CREDENTIAL_IDENTIFIERS,
        findings: { logGroupName: findings.logGroupName },
        findingsAfter: [findings.resource],
      });
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_data_protection_policy").depends_on).toHaveLength(2);
  });

  it.each<[Partial<LogDataProtectionProps>, string]>([
    [{ identifiers: [] }, "identifiers are none; allowed: one kind of data or more"],
    [{ identifiers: ["Email" as "Name"] }, 'identifiers[0] is not known; got "Email"; allowed: AwsSecretKey, '],
    [{ identifiers: ["Name", "Name"] }, 'identifiers name a kind twice; got "Name"'],
    [{ findings: {} }, "findings name no destination"],
    [
      { findings: { logGroupName: "/obs/app" } },
      'findings.logGroupName is the group that is masked, so its reports would be searched again; got "/obs/app"',
    ],
    [
      { customIdentifiers: [{ name: "a b", regex: "a" }] },
      'customIdentifiers[0].name is a name that CloudWatch Logs refuses, or has for a kind of its own; got "a b"',
    ],
    [
      { customIdentifiers: [{ name: "EmailAddress", regex: "a" }] },
      'customIdentifiers[0].name is a name that CloudWatch Logs refuses, or has for a kind of its own; got "EmailAddress"',
    ],
    [
      { customIdentifiers: [{ name: "A", regex: "(a)" }] },
      'customIdentifiers[0].regex is a regular expression that CloudWatch Logs refuses; got "(a)"',
    ],
    [
      { customIdentifiers: [{ name: "A", regex: "[a" }] },
      'customIdentifiers[0].regex is a regular expression that CloudWatch Logs refuses; got "[a"',
    ],
    [
      { customIdentifiers: [{ name: "A", regex: "a".repeat(201) }] },
      "customIdentifiers[0].regex is a regular expression that CloudWatch Logs refuses",
    ],
    [{ customIdentifiers: ["A", "A"].map((name) => ({ name, regex: "a" })) }, 'customIdentifiers name a kind twice; got "A"'],
    [
      { customIdentifiers: Array.from({ length: 11 }, (_, index) => ({ name: `A${index}`, regex: "a" })) },
      "customIdentifiers are too many; got 11; allowed: at most 10",
    ],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesisePolicy(props)).toThrow(problem);
  });

  it("accepts kinds of one's own alone", () => {
    expect(documentOf({ identifiers: [], customIdentifiers: [{ name: "A", regex: "a" }] }).Statement[1].DataIdentifier).toEqual([
      "A",
    ]);
  });

  it("rejects a group of the infrequent-access class", () => {
    expect(() =>
      synthesise((scope) => {
        const group = new RetainedLogGroup(scope, "Group", {
          logGroupName: "/obs/ia",
          retention: Retention.days(1),
          key,
          logGroupClass: "infrequent-access",
        });
        new LogDataProtection(scope, "Protection", { logGroup: group, location, identifiers: ["Name"] });
      }),
    ).toThrow("logGroup is a group of the infrequent-access class, which admits no data protection");
  });
});

describe("the longest policy", () => {
  it("stays below the 30,720 characters that CloudWatch Logs takes", () => {
    const customIdentifiers = Array.from({ length: 10 }, (_, index) => ({
      name: `${index}`.repeat(128),
      regex: "\\".repeat(200),
    }));
    const findings = { logGroupName: "g".repeat(512), deliveryStreamName: "s".repeat(64), bucketName: "b".repeat(63) };
    const longest = dataProtectionDocument(
      "n".repeat(256),
      { identifiers: DATA_IDENTIFIERS, customIdentifiers, findings },
      "aws-us-gov",
    );
    expect(longest.length).toBeLessThan(30_720);
  });

  it("lists each kind of data once", () => {
    expect(new Set(DATA_IDENTIFIERS).size).toBe(DATA_IDENTIFIERS.length);
    expect(DATA_IDENTIFIERS).toEqual(expect.arrayContaining([...CREDENTIAL_IDENTIFIERS]));
  });
});
