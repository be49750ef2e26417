import { describe, expect, it } from "vitest";
import type { EnvironmentPlan, PlannedResource } from "./environment-plan";
import { glueTemplates, lostResources, partitionTemplateFaults, placeholderFaults, strangeAccounts } from "./plan-faults";

const planOf = (...resources: PlannedResource[]): EnvironmentPlan => ({
  environment: "fake",
  file: "",
  resources,
  otherActions: [],
  synthesised: {},
  dropped: {},
  leftOut: [],
});
const policy = (text: string) => planOf({ address: "aws_iam_policy.P", type: "aws_iam_policy", values: { policy: text } });
const table = (template: string) =>
  planOf({
    address: "aws_glue_catalog_table.T",
    type: "aws_glue_catalog_table",
    values: { parameters: { "storage.location.template": template }, partition_keys: [{ name: "day" }, { name: "group" }] },
  });

describe("placeholderFaults", () => {
  it("lets pass what AWS fills in", () => {
    expect(placeholderFaults(policy("arn:aws:iam::*:user/${aws:username}"))).toEqual([]);
    expect(placeholderFaults(table("s3://b/${group}/${day}/"))).toEqual([]);
  });

  it.each(["$${aws:username}", "${TfToken[TOKEN.1]}", "${aws_s3_bucket.b.arn}", "open ${end"])("finds %s", (text) => {
    expect(placeholderFaults(policy(text))).toHaveLength(1);
  });

  it("knows the fields of flow logs, and nothing else there", () => {
    const flowLog = (log_format: string) => planOf({ address: "aws_flow_log.F", type: "aws_flow_log", values: { log_format } });
    expect(placeholderFaults(flowLog("${version} ${pkt-srcaddr}"))).toEqual([]);
    expect(placeholderFaults(flowLog("${version} ${pkt-source}"))).toHaveLength(1);
  });

  it("finds a doubled escape in a partition template", () => {
    expect(placeholderFaults(table("s3://b/$${day}/"))[0]).toMatch(/aws_glue_catalog_table\.T .* unresolved placeholder/);
  });
});

describe("partitionTemplateFaults", () => {
  it("accepts a template with exactly the partition columns", () => {
    expect(glueTemplates(table("s3://b/${group}/${day}/"))).toHaveLength(1);
    expect(partitionTemplateFaults(table("s3://b/${group}/${day}/"))).toEqual([]);
  });

  it.each(["s3://b/${day}/", "s3://b/${group}/${day}/${hour}", "b/${group}/${day}"])("finds %s", (template) => {
    expect(partitionTemplateFaults(table(template))).toHaveLength(1);
  });
});

describe("lostResources", () => {
  it("compares the plan with the synthesised blocks", () => {
    const plan = policy("{}");
    expect(lostResources({ ...plan, synthesised: { aws_iam_policy: 1 } })).toEqual([]);
    expect(lostResources({ ...plan, synthesised: { aws_iam_policy: 2 } })).toEqual(["aws_iam_policy: 2 blocks, 1 planned"]);
  });
});

describe("strangeAccounts", () => {
  it("finds an ARN of another account", () => {
    expect(strangeAccounts(policy("arn:aws:iam::111122223333:role/a"), ["111122223333"])).toEqual([]);
    expect(strangeAccounts(policy("arn:aws:iam::111122223333:role/a"), ["444455556666"])).toHaveLength(1);
  });
});
