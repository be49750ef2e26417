import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { LogArchive } from "../../../constructs/logs/log-archive";
import { logExportKeyService } from "../../../constructs/logs/log-archive-names";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const archiveIn = (scope: Construct, props: Partial<LogArchiveProps> = {}) =>
  new LogArchive(scope, "Archive", {
    namePrefix: "obs-test",
    location,
    key,
    errorLogGroup: logGroup("/obs/errors"),
    savedQueries: [],
    ...props,
  });
const statementsOf = (json: ReturnType<typeof synthesise>, bucket: string) => {
  const policy = resourcesOf(json, "aws_s3_bucket_policy").find((block) => block.bucket.includes(bucket))!.policy;
  return JSON.parse(policy).Statement as { Sid: string }[];
};

describe("an archive of a whole account", () => {
  it("leaves out its own error group, groups that are subscribed already, and those that it is told to", () => {
    const json = synthesise((scope) => {
      const archive = archiveIn(scope);
      archive.subscribeAccount({ exclude: ["/noise"] });
      archive.subscribe(logGroup("/obs/app"));
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_account_policy").selection_criteria).toBe(
      'LogGroupName NOT IN ["/noise","/obs/app","/obs/errors"]',
    );
  });

  it("waits for the stream and for the rights of the role", () => {
    const json = synthesise((scope) => void archiveIn(scope).subscribeAccount());
    const policy = onlyResourceOf(json, "aws_cloudwatch_log_account_policy");
    expect(policy.depends_on).toContainEqual(expect.stringMatching(/^aws_kinesis_firehose_delivery_stream\./));
    expect(policy.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.Archive_SubscriptionRole/));
  });
});

describe("an archive of several accounts", () => {
  it("has a destination in front of its stream", () => {
    const json = synthesise((scope) => void archiveIn(scope).acceptFrom({ accounts: ["999988887777"] }));
    const destination = onlyResourceOf(json, "aws_cloudwatch_log_destination");
    expect(destination.name).toBe("obs-test-log-archive");
    expect(destination.target_arn).toMatch(/aws_kinesis_firehose_delivery_stream\.Archive_Stream_\w+\.arn/);
  });
});

describe("the inventory of an archive", () => {
  const json = synthesise((scope) => void archiveIn(scope, { inventory: "daily", lock: "governance" }));

  it("lists every version with its lock, into the bucket of the access logs", () => {
    const inventory = onlyResourceOf(json, "aws_s3_bucket_inventory");
    expect(inventory).toMatchObject({ included_object_versions: "All", schedule: { frequency: "Daily" } });
    expect(inventory.optional_fields).toContain("ObjectLockLegalHoldStatus");
    expect(inventory.destination.bucket.bucket_arn).toContain("Archive_AccessLogs_Bucket");
  });

  it("may be written by S3 for this bucket only", () => {
    expect(statementsOf(json, "Archive_AccessLogs").find(({ Sid }) => Sid === "S3Inventory")).toMatchObject({
      Principal: { Service: "s3.amazonaws.com" },
      Action: "s3:PutObject",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": ["arn:aws:s3:::obs-test-log-archive-111122223333-eu-central-1"] },
      },
    });
    const without = synthesise((scope) => void archiveIn(scope));
    expect(statementsOf(without, "Archive_AccessLogs").map(({ Sid }) => Sid)).not.toContain("S3Inventory");
  });
});

describe("export tasks into an archive", () => {
  it("may write beside the table, when that is asked for", () => {
    const json = synthesise((scope) => void archiveIn(scope, { acceptsExports: true }));
    const statements = statementsOf(json, "Archive_Files");
    expect(statements.find(({ Sid }) => Sid === "WriteExports")).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Resource: expect.stringMatching(/\/exports\/\*$/),
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:log-group:*" } },
    });
    expect(statements.find(({ Sid }) => Sid === "FindBucketForExports")).toMatchObject({ Action: "s3:GetBucketAcl" });
    expect(JSON.stringify(synthesise((scope) => void archiveIn(scope)))).not.toContain("WriteExports");
  });

  it("use the key in the name of CloudWatch Logs for groups of this account", () => {
    expect(logExportKeyService(location)).toMatchObject({
      principal: "logs.eu-central-1.amazonaws.com",
      conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });
});
