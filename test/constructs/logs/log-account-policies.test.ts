import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { LogAccountPolicies, type LogAccountPoliciesProps } from "../../../constructs/logs/log-account-policies";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const synthesisePolicies = (props: Partial<LogAccountPoliciesProps> = {}) =>
  synthesise((scope) => {
    new LogAccountPolicies(scope, "Policies", { policyNamePrefix: "obs-test", location, ...props });
  });
const policyOf = (props: Partial<LogAccountPoliciesProps>) =>
  onlyResourceOf(synthesisePolicies(props), "aws_cloudwatch_log_account_policy");

describe("LogAccountPolicies", () => {
  it("masks in every group of the account", () => {
    const policy = policyOf({ dataProtection: { identifiers: ["AwsSecretKey"], findings: { bucketName: "obs-findings" } } });
    expect(policy).toMatchObject({ policy_name: "obs-test-data-protection", policy_type: "DATA_PROTECTION_POLICY" });
    expect(policy).not.toHaveProperty("selection_criteria");
    expect(JSON.parse(policy.policy_document as string)).toMatchObject({
      Name: "obs-test-data-protection",
      Statement: [{ Operation: { Audit: { FindingsDestination: { S3: { Bucket: "obs-findings" } } } } }, { Sid: "Mask" }],
    });
  });

  it("indexes fields in every group of the account", () => {
    expect(policyOf({ indexedFields: ["user.username", "objectRef.resource"] })).toMatchObject({
      policy_name: "obs-test-field-indexes",
      policy_type: "FIELD_INDEX_POLICY",
      policy_document: '{"Fields":["user.username","objectRef.resource"]}',
    });
  });

  it("makes one policy of each kind", () => {
    const json = synthesisePolicies({ dataProtection: { identifiers: ["Name"] }, indexedFields: ["level"] });
    expect(resourcesOf(json, "aws_cloudwatch_log_account_policy")).toHaveLength(2);
  });

  it("waits for what findings are reported to", () => {
    const json = synthesise((scope) => {
      const { resource, logGroupName } = new RetainedLogGroup(scope, "Findings", {
        logGroupName: "/aws/vendedlogs/findings",
        retention: Retention.days(1),
        key,
      });
      const dataProtection = { identifiers: ["Name"], findings: { logGroupName } } as const;
      new LogAccountPolicies(scope, "Policies", { policyNamePrefix: "obs", location, dataProtection, findingsAfter: [resource] });
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_account_policy").depends_on).toHaveLength(1);
  });

  it.each<[Partial<LogAccountPoliciesProps>, string]>([
    [{}, "dataProtection and indexedFields are both missing, so there is no policy"],
    [
      { policyNamePrefix: "aws/x", indexedFields: ["a"] },
      'policyNamePrefix has the wrong form; got "aws/x"; allowed: 1 to 200 letters',
    ],
    [{ dataProtection: { identifiers: [] } }, "dataProtection.identifiers are none"],
    [{ indexedFields: [] }, 'indexedFields are none; got "0 fields"; allowed: 1 to 20 fields'],
    [{ indexedFields: Array.from({ length: 21 }, (_, index) => `f${index}`) }, 'indexedFields are too many; got "21 fields"'],
    [{ indexedFields: ["a", "a"] }, 'indexedFields holds a name that is empty, too long or given twice; got "a"'],
    [{ indexedFields: ["x".repeat(101)] }, "indexedFields holds a name that is empty, too long or given twice"],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesisePolicies(props)).toThrow(problem);
  });
});
