import { Construct } from "constructs";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { AccessLogBucket } from "../../../constructs/logs/access-log-bucket";
import { ArchiveBucket } from "../../../constructs/logs/archive-bucket";
import { ArchiveStream } from "../../../constructs/logs/archive-stream";
import { ArchiveWorkgroup } from "../../../constructs/logs/archive-workgroup";
import { LogArchive } from "../../../constructs/logs/log-archive";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { LogArchiveGrants } from "../../../constructs/logs/log-archive-grants";
import { LogArchiveTable } from "../../../constructs/logs/log-archive-table";
import { LogQueries } from "../../../constructs/logs/log-queries";
import { LogSubscription } from "../../../constructs/logs/log-subscription";
import { expireRule, PrivateBucket } from "../../../constructs/logs/private-bucket";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf, statement } from "../sample";

const bucket = (scope: Construct, id = "OtherBucket") => new PrivateBucket(scope, id, { bucketName: "obs-test-other" });
const table = (scope: Construct) =>
  new LogArchiveTable(scope, "SomeTable", { databaseName: "logs", tableName: "records", bucketName: "obs-test", keepDays: 30 });
const tableNames = { database: "logs", table: "records" };
const workgroupProps = (scope: Construct) => ({
  workgroupName: "logs",
  resultsBucketName: "obs-test-results",
  account: location.account,
  key,
  accessLogs: bucket(scope),
  keepResultsDays: 7,
  scanLimitBytes: 10 ** 9,
  table: table(scope),
  tableNames,
  savedQueries: [],
  disposable: false,
});

/** Without the many queries of `queries/athena`, which take time. */
const archiveProps: LogArchiveProps = {
  namePrefix: "obs-test",
  location,
  key,
  errorLogGroup: logGroup("/obs/errors"),
  savedQueries: [],
};

/** An archive with a subscription of its own options. */
class ArchiveWithSubscription extends Construct {
  public constructor(scope: Construct, id: string, options: { readonly id?: string }) {
    super(scope, id);
    new LogArchive(this, "Archive", archiveProps).subscribe(logGroup("/obs/app"), options);
  }
}

export const logs = {
  AccessLogBucket: sampleOf(AccessLogBucket)({
    least: () => ({ bucketName: "obs-test-access", location, sourceBucketNames: ["obs-test"], keep: Duration.days(30) }),
  }),
  ArchiveBucket: sampleOf(ArchiveBucket)({
    least: (scope) => ({ bucketName: "obs-test", key, keepDays: 365, accessLogs: bucket(scope), disposable: false }),
    variants: { transitionDays: { value: 90 } },
  }),
  ArchiveStream: sampleOf(ArchiveStream)({
    least: (scope) => ({
      streamName: "obs-test",
      roleName: "obs-test",
      location,
      bucket: bucket(scope),
      table: table(scope),
      tableNames,
      key,
      errorLogGroup: logGroup("/obs/errors"),
      bufferSizeMebibytes: 64,
      bufferIntervalSeconds: 60,
    }),
    variants: { "errorLogGroup.dependable": { make: dependency } },
  }),
  ArchiveWorkgroup: sampleOf(ArchiveWorkgroup)({ least: workgroupProps }),
  LogArchive: sampleOf(LogArchive)({
    least: () => archiveProps,
    variants: {
      "errorLogGroup.dependable": { make: dependency },
      keep: { value: Duration.days(400) },
      transitionAfter: [{ value: Duration.days(0) }, { value: Duration.days(30) }],
      bufferSizeMebibytes: { value: 64 },
      bufferInterval: { value: Duration.minutes(1) },
      keepResults: { value: Duration.days(1) },
      keepAccessLogs: { value: Duration.days(30) },
      scanLimitGibibytes: { value: 1 },
      savedQueries: [
        { value: [], with: { savedQueries: undefined } },
        { value: [{ name: "one", description: "One.", sql: ({ table }: { table: string }) => `SELECT 1 FROM ${table}` }] },
      ],
    },
    then: (archive: LogArchive) => archive.subscribe(logGroup("/obs/app")),
  }),
  "LogArchive.subscribe": sampleOf(ArchiveWithSubscription)({ least: () => ({}), variants: { id: { value: "App" } } }),
  LogArchiveGrants: sampleOf(LogArchiveGrants)({
    least: (scope) => ({
      location,
      bucket: bucket(scope, "GrantedBucket"),
      key,
      tableNames,
      workgroup: new ArchiveWorkgroup(scope, "SomeWorkgroup", workgroupProps(scope)),
    }),
  }),
  LogArchiveTable: sampleOf(LogArchiveTable)({
    least: () => ({ databaseName: "logs", tableName: "records", bucketName: "obs-test", keepDays: 30 }),
  }),
  LogQueries: sampleOf(LogQueries)({
    least: () => ({ folder: "obs-test", logGroups: { "control-plane": [logGroup("/aws/eks/test/cluster")] } }),
    variants: {
      queries: [
        { value: [] },
        { value: [{ name: "one", description: "One.", reads: "control-plane", query: "fields @message" }] },
      ],
    },
  }),
  LogSubscription: sampleOf(LogSubscription)({
    least: () => ({
      logGroup: logGroup("/obs/app"),
      stream: { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/obs-test" },
      role: { roleName: "logs", roleArn: "arn:aws:iam::111122223333:role/logs" },
      filterName: "archive",
    }),
    variants: {
      "logGroup.dependable": { make: dependency },
      "stream.dependable": { make: dependency },
      rolePolicies: { make: (scope) => [dependency(scope)] },
      filterPattern: { value: "ERROR" },
    },
  }),
  PrivateBucket: sampleOf(PrivateBucket)({
    least: () => ({ bucketName: "obs-test" }),
    variants: {
      key: { value: key },
      lifecycleRules: { value: [expireRule(7)] },
      statements: { value: () => [statement] },
      accessLogs: { make: (scope) => bucket(scope) },
    },
  }),
  RetainedLogGroup: sampleOf(RetainedLogGroup)({
    least: () => ({ logGroupName: "/obs/test", retention: Retention.days(30), key }),
  }),
};
