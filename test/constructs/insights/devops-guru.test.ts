import { describe, expect, it } from "vitest";
import { DevOpsGuru, devOpsGuruKeyService, type DevOpsGuruProps } from "../../../constructs/insights/devops-guru";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const synthesiseGuru = (props: DevOpsGuruProps) =>
  synthesise((scope) => {
    new DevOpsGuru(scope, "Guru", props);
  });
const tagged = { collect: "tagged", tagKey: "devops-guru-application", tagValues: ["production"] } as const;

describe("DevOpsGuru", () => {
  it("collects the whole account, without notifications by default", () => {
    const json = synthesiseGuru({ collect: "account" });
    expect(onlyResourceOf(json, "aws_devopsguru_resource_collection")).toMatchObject({
      type: "AWS_SERVICE",
      cloudformation: [{ stack_names: ["*"] }],
    });
    expect(resourcesOf(json, "aws_devopsguru_notification_channel")).toEqual([]);
  });

  it("collects what carries a tag", () => {
    expect(onlyResourceOf(synthesiseGuru(tagged), "aws_devopsguru_resource_collection")).toMatchObject({
      type: "AWS_TAGS",
      tags: [{ app_boundary_key: "devops-guru-application", tag_values: ["production"] }],
    });
  });

  it("notifies a topic of what somebody has to act on", () => {
    const channel = onlyResourceOf(synthesiseGuru({ collect: "account", topicArn }), "aws_devopsguru_notification_channel");
    expect(channel).toMatchObject({
      sns: [{ topic_arn: topicArn }],
      filters: [{ severities: ["HIGH", "MEDIUM"], message_types: ["NEW_INSIGHT", "SEVERITY_UPGRADED", "CLOSED_INSIGHT"] }],
    });
  });

  it("rejects a tag that DevOps Guru does not take, and no values, both at once", () => {
    expect(() => synthesiseGuru({ collect: "tagged", tagKey: "application", tagValues: [] })).toThrow(
      /2 faults.*tagKey is not a tag that DevOps Guru takes; got "application".*tagValues is not a list/s,
    );
  });

  it("rejects a tag when the whole account is collected", () => {
    expect(() => synthesiseGuru({ ...tagged, collect: "account" })).toThrow(/tagKey has no effect.*"devops-guru-application"/);
  });

  it.each(["severities", "messages"] as const)("rejects an empty or unknown filter of %s", (filter) => {
    expect(() => synthesiseGuru({ collect: "account", [filter]: [] })).toThrow(
      new RegExp(`${filter} is not a filter.*got \\[\\]`),
    );
    expect(() => synthesiseGuru({ collect: "account", [filter]: ["URGENT"] })).toThrow(/got \["URGENT"\]/);
  });

  it("names the regional principal for the key", () => {
    expect(devOpsGuruKeyService({ account: "111122223333", region: "eu-central-1", partition: "aws" })).toMatchObject({
      principal: "eu-central-1.devops-guru.amazonaws.com",
    });
  });
});
