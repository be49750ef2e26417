import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { beforeAll, describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { LogArchive } from "../../../constructs/logs/log-archive";
import { logArchiveErrorGroupName, logArchiveKeyServices } from "../../../constructs/logs/log-archive-names";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { errorsByWorkload } from "../../../queries/athena/errors-by-workload";
import { inventoryOf, onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";

const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
const key = { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" };
const errorLogGroup = {
  logGroupName: logArchiveErrorGroupName("obs-test"),
  logGroupArn: `arn:aws:logs:eu-central-1:111122223333:log-group:${logArchiveErrorGroupName("obs-test")}`,
};
const analysts = { roleArn: "arn:aws:iam::111122223333:role/analysts", roleName: "analysts" };

/** The many queries of `queries/athena` take time, and have tests of their own. */
const savedQueries: LogArchiveProps["savedQueries"] = [errorsByWorkload];
const archiveIn = (scope: Construct, props: Partial<LogArchiveProps> = {}) =>
  new LogArchive(scope, "Archive", { namePrefix: "obs-test", location, key, errorLogGroup, savedQueries, ...props });
const synthesiseArchive = (props: Partial<LogArchiveProps> = {}) => synthesise((scope) => void archiveIn(scope, props));
const groupIn = (scope: Construct, logGroupClass?: "standard" | "infrequent-access") =>
  new RetainedLogGroup(scope, "Audit", { logGroupName: "/obs/audit", retention: Retention.days(30), key, logGroupClass });
const blockAt = (json: SynthesisedStack, type: string, part: string) =>
  Object.entries(json.resource![type]!).find(([id]) => id.startsWith(part))![1];

describe("LogArchive", () => {
  let json: SynthesisedStack;
  beforeAll(() => {
    json = synthesise((scope) => {
      const archive = archiveIn(scope, { lock: "governance" });
      archive.subscribe(groupIn(scope));
      archive.grants.query(analysts);
    });
  });

  it("consists of these resources", () => {
    expect(inventoryOf(json)).toEqual({
      aws_athena_named_query: 1,
      aws_athena_workgroup: 1,
      aws_cloudwatch_log_group: 1, // the archived group
      aws_cloudwatch_log_stream: 1, // delivery errors
      aws_cloudwatch_log_subscription_filter: 1,
      aws_glue_catalog_database: 1,
      aws_glue_catalog_table: 1,
      aws_iam_role: 2, // Firehose, CloudWatch Logs
      aws_iam_role_policy: 3, // those two and the analysts
      aws_kinesis_firehose_delivery_stream: 1,
      // archive, query results, server access logs:
      aws_s3_bucket: 3,
      aws_s3_bucket_lifecycle_configuration: 3,
      aws_s3_bucket_logging: 2, // the access log bucket doesn't log itself
      aws_s3_bucket_object_lock_configuration: 1,
      aws_s3_bucket_ownership_controls: 3,
      aws_s3_bucket_policy: 3,
      aws_s3_bucket_public_access_block: 3,
      aws_s3_bucket_server_side_encryption_configuration: 3,
      aws_s3_bucket_versioning: 3,
    });
  });

  it("is wired as recorded", () => {
    expect(json).toMatchStackSnapshot();
  });

  it("writes and projects the same hour folders, and escapes the template for Terraform", () => {
    const table = onlyResourceOf(json, "aws_glue_catalog_table");
    const s3 = onlyResourceOf(json, "aws_kinesis_firehose_delivery_stream").extended_s3_configuration;
    expect(s3.prefix).toBe("logs/!{timestamp:yyyy/MM/dd/HH}/");
    expect(table.parameters["projection.dt.format"]).toBe("yyyy/MM/dd/HH");
    expect(table.parameters["storage.location.template"]).toMatch(
      /^s3:\/\/\$\{aws_s3_bucket\.\w+\.bucket\}\/logs\/\$\$\{dt\}\/$/,
    );
    expect(table.partition_keys).toMatchObject([{ name: "dt", type: "string" }]);
    expect(table.parameters["projection.dt.range"]).toBe("NOW-1829DAYS,NOW+1DAYS");
  });

  it("puts failed records outside the table", () => {
    const s3 = onlyResourceOf(json, "aws_kinesis_firehose_delivery_stream").extended_s3_configuration;
    expect(s3.error_output_prefix).toBe("errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/");
    expect(onlyResourceOf(json, "aws_glue_catalog_table").storage_descriptor.location).toMatch(/\/logs\/$/);
  });

  it("unpacks before it converts, and leaves compression to Parquet", () => {
    expect(onlyResourceOf(json, "aws_kinesis_firehose_delivery_stream").extended_s3_configuration).toMatchObject({
      buffering_size: 128,
      buffering_interval: 900,
      compression_format: "UNCOMPRESSED",
      processing_configuration: { enabled: true, processors: [{ type: "Decompression" }] },
      data_format_conversion_configuration: {
        enabled: true,
        input_format_configuration: { deserializer: { open_x_json_ser_de: { case_insensitive: true } } },
        output_format_configuration: { serializer: { parquet_ser_de: { compression: "GZIP" } } },
      },
      cloudwatch_logging_options: { enabled: true, log_group_name: errorLogGroup.logGroupName },
    });
  });

  it("makes the stream wait for the policy of its role, and the subscription for its own and for the stream", () => {
    const stream = onlyResourceOf(json, "aws_kinesis_firehose_delivery_stream");
    const filter = onlyResourceOf(json, "aws_cloudwatch_log_subscription_filter");
    expect(stream.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.Archive_DeliveryRole_Policy/));
    expect(filter.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.Archive_SubscriptionRole_Policy/));
    expect(filter.depends_on).toContainEqual(expect.stringMatching(/^aws_kinesis_firehose_delivery_stream\./));
    expect(filter.depends_on).toContainEqual(expect.stringMatching(/^aws_cloudwatch_log_group\./));
  });

  it("lets CloudWatch Logs of this account and region forward to this stream only", () => {
    const role = blockAt(json, "aws_iam_role", "Archive_SubscriptionRole");
    const policy = blockAt(json, "aws_iam_role_policy", "Archive_SubscriptionRole");
    expect(JSON.parse(role.assume_role_policy).Statement[0].Condition).toEqual({
      StringLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*" },
    });
    expect(JSON.parse(policy.policy).Statement[0].Resource).toBe(
      "arn:aws:firehose:eu-central-1:111122223333:deliverystream/obs-test-log-archive",
    );
  });

  it("locks files for as long as it keeps them, and moves them no further than Glacier Instant Retrieval", () => {
    expect(onlyResourceOf(json, "aws_s3_bucket_object_lock_configuration").rule).toEqual({
      default_retention: { mode: "GOVERNANCE", days: 1827 },
    });
    const { rule } = blockAt(json, "aws_s3_bucket_lifecycle_configuration", "Archive_Files");
    expect(rule.find(({ id }: { id: string }) => id === "archive")).toMatchObject({
      filter: [{}],
      transition: [{ days: 90, storage_class: "GLACIER_IR" }],
      expiration: [{ days: 1827 }],
    });
  });

  it("drops unfinished uploads in the whole of every bucket", () => {
    for (const { rule } of resourcesOf(json, "aws_s3_bucket_lifecycle_configuration")) {
      expect(rule[0]).toMatchObject({
        status: "Enabled",
        filter: [{}],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      });
    }
  });

  it("refuses plain HTTP and old TLS on every bucket", () => {
    for (const { policy } of resourcesOf(json, "aws_s3_bucket_policy")) {
      const denials = JSON.parse(policy).Statement.filter(({ Effect }: { Effect: string }) => Effect === "Deny");
      expect(denials.map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([
        { Bool: { "aws:SecureTransport": "false" } },
        { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      ]);
    }
  });

  it("encrypts archive and results with the key, and access logs as their delivery demands", () => {
    const defaultOf = (part: string) =>
      blockAt(json, "aws_s3_bucket_server_side_encryption_configuration", part).rule[0].apply_server_side_encryption_by_default;
    expect(defaultOf("Archive_Files")).toEqual({ sse_algorithm: "aws:kms", kms_master_key_id: key.keyArn });
    expect(defaultOf("Archive_Workgroup")).toEqual({ sse_algorithm: "aws:kms", kms_master_key_id: key.keyArn });
    expect(defaultOf("Archive_AccessLogs")).toEqual({ sse_algorithm: "AES256" });
  });

  it("enforces encryption, engine and scan limit of queries", () => {
    expect(onlyResourceOf(json, "aws_athena_workgroup").configuration).toMatchObject({
      enforce_workgroup_configuration: true,
      publish_cloudwatch_metrics_enabled: true,
      bytes_scanned_cutoff_per_query: 107_374_182_400,
      engine_version: { selected_engine_version: "Athena engine version 3" },
      result_configuration: { encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: key.keyArn } },
    });
  });

  it("grants queries on this table, this workgroup and the key through S3 only", () => {
    const { role, policy } = blockAt(json, "aws_iam_role_policy", "Archive_Grants");
    const statements = JSON.parse(policy).Statement as { Sid: string; Action: string[]; Resource: unknown }[];
    expect(role).toBe("analysts");
    expect(statements.find(({ Sid }) => Sid === "ReadTable")!.Resource).toEqual([
      "arn:aws:glue:eu-central-1:111122223333:catalog",
      "arn:aws:glue:eu-central-1:111122223333:database/obs_test_logs",
      "arn:aws:glue:eu-central-1:111122223333:table/obs_test_logs/log_records",
    ]);
    expect(statements.flatMap(({ Resource }) => Resource)).not.toContain("*");
    expect(statements.flatMap(({ Action }) => Action)).not.toContain("s3:DeleteObject");
  });

  it("protects the archive bucket unless the environment is disposable", () => {
    expect(blockAt(json, "aws_s3_bucket", "Archive_Files")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    const disposable = synthesiseArchive({ disposable: true });
    expect(resourcesOf(disposable, "aws_s3_bucket").map(({ force_destroy }) => force_destroy)).toEqual([true, true, true]);
    expect(blockAt(disposable, "aws_s3_bucket", "Archive_Files").lifecycle).toBeUndefined();
    expect(onlyResourceOf(disposable, "aws_athena_workgroup").force_destroy).toBe(true);
  });

  it("leaves out the transition when files expire before it would pay", () => {
    const { rule } = blockAt(
      synthesiseArchive({ keep: Duration.days(30) }),
      "aws_s3_bucket_lifecycle_configuration",
      "Archive_Files",
    );
    expect(rule.find(({ id }: { id: string }) => id === "archive").transition).toBeUndefined();
  });

  it("lists every fault at once", () => {
    const attempt = () =>
      synthesiseArchive({
        namePrefix: "obs-a-very-long-name-of-an-environment",
        keep: Duration.days(10),
        transitionAfter: Duration.days(10),
        lock: "compliance",
        disposable: true,
        bufferSizeMebibytes: 32,
        bufferInterval: Duration.hours(1),
        keepResults: Duration.hours(36),
        scanLimitGibibytes: 0,
      });
    expect(attempt).toThrow(/has 8 faults/);
    expect(attempt).toThrow(/namePrefix makes a name that is too long.*S3 bucket/);
    expect(attempt).toThrow(/transitionAfter is not before the end of keep \(10d\).*got "10d"/);
    expect(attempt).toThrow(/lock can't be combined with disposable.*got "compliance"/);
    expect(attempt).toThrow(/bufferSizeMebibytes is out of range; got 32; allowed: a whole number of MiB from 64 to 128/);
    expect(attempt).toThrow(/bufferInterval is out of range; got 3600; allowed: a whole number of seconds from 60 to 900/);
    expect(attempt).toThrow(/keepResults is out of range; got "36h"/);
    expect(attempt).toThrow(/scanLimitGibibytes is out of range; got 0/);
  });

  it("rejects a prefix that S3 refuses", () => {
    expect(() => synthesiseArchive({ namePrefix: "Obs_Test" })).toThrow(
      /namePrefix makes a name that AWS refuses.*Obs_Test-log-archive/,
    );
  });

  it("rejects a saved query that is given twice", () => {
    const query = { name: "twice", description: "", reads: [], parameters: [], columns: [], cost: "", sql: () => "SELECT 1" };
    expect(() => synthesiseArchive({ savedQueries: [query, query] })).toThrow(
      /savedQueries has a name that is given twice.*got "twice"/,
    );
  });

  it("rejects its own error group", () => {
    expect(() => synthesise((scope) => void archiveIn(scope).subscribe(errorLogGroup))).toThrow(
      /logGroup is the group of the archive's own delivery errors/,
    );
  });

  it("rejects a group of the infrequent-access class", () => {
    expect(() => synthesise((scope) => void archiveIn(scope).subscribe(groupIn(scope, "infrequent-access")))).toThrow(
      /logGroup is a group of the infrequent-access class.*got "test\/Audit"/,
    );
  });

  it("names a subscription after a group that is no construct, and asks for an id when there is no name", () => {
    const subscribed = (logGroupName: string) =>
      synthesise((scope) => void archiveIn(scope).subscribe({ logGroupName, logGroupArn: "arn:aws:logs:::x" }));
    expect(Object.keys(subscribed("/app/orders").resource!.aws_cloudwatch_log_subscription_filter!)[0]).toMatch(
      /^Archive_SubscriptionAppOrders/,
    );
    expect(() => subscribed(Lazy.stringValue({ produce: () => "/app/orders" }))).toThrow(
      /id can't be taken from a log group without a name/,
    );
  });

  it("asks the key to admit CloudWatch Logs for the error group alone", () => {
    expect(logArchiveKeyServices(location, "obs-test")).toMatchObject([
      {
        principal: "logs.eu-central-1.amazonaws.com",
        conditions: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/kinesisfirehose/obs-test-log-archive*",
            ],
          },
        },
      },
    ]);
  });
});

describe("periods of a log archive", () => {
  it.each(["keep", "keepResults", "keepAccessLogs"] as const)("rejects half a day for %s", (prop) => {
    expect(() => synthesiseArchive({ [prop]: Duration.hours(12), transitionAfter: Duration.days(0) })).toThrow(
      new RegExp(`\\b${prop} is out of range; got "12h"; allowed: whole days from 1 to 36500`),
    );
  });
});
