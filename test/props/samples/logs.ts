import { ATHENA_QUERIES } from "../../../queries/athena";
import { Construct } from "constructs";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { AccessLogBucket } from "../../../constructs/logs/access-log-bucket";
import { AccountSubscription } from "../../../constructs/logs/account-subscription";
import { ArchiveBucket } from "../../../constructs/logs/archive-bucket";
import { ArchiveStream } from "../../../constructs/logs/archive-stream";
import { ArchiveWorkgroup } from "../../../constructs/logs/archive-workgroup";
import { DeliveryRole } from "../../../constructs/logs/delivery-role";
import { type ArchiveAccountOptions, type ArchiveSubscriptionOptions, LogArchive } from "../../../constructs/logs/log-archive";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { LogArchiveGrants } from "../../../constructs/logs/log-archive-grants";
import { LogArchiveTable } from "../../../constructs/logs/log-archive-table";
import { LogDestination } from "../../../constructs/logs/log-destination";
import { LogQueries } from "../../../constructs/logs/log-queries";
import { LogSubscription } from "../../../constructs/logs/log-subscription";
import { expireRule, PrivateBucket } from "../../../constructs/logs/private-bucket";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import type { SubscriptionTarget } from "../../../constructs/logs/subscription-target";
import { key, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf, statement, type Variant } from "../sample";

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

const stream = { streamArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/obs-test" };
const role = { roleName: "logs", roleArn: "arn:aws:iam::111122223333:role/logs" };
const destination = { destinationArn: "arn:aws:logs:eu-central-1:999988887777:destination:archive" };
const targetVariants: Record<string, Variant<{ target: SubscriptionTarget }>> = {
  "target.stream.dependable": { make: dependency },
  "target.rolePolicies": { make: (scope) => [dependency(scope)] },
  "target.destination.dependable": { make: dependency, with: { target: { destination } } },
  filterPattern: { value: "ERROR" },
};
const accessLogBucketProps = {
  bucketName: "obs-test-access",
  location,
  sourceBucketNames: ["obs-test"],
  keep: Duration.days(30),
};
const deliveryRoleProps = (files: PrivateBucket) => ({
  roleName: "obs-test",
  location,
  bucket: files,
  tableNames,
  key,
  errorLogGroup: logGroup("/obs/errors"),
  errorStreamNames: ["S3Delivery"],
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
  public constructor(scope: Construct, id: string, options: ArchiveSubscriptionOptions) {
    super(scope, id);
    const archive = new LogArchive(this, "Archive", { ...archiveProps, folders: { application: {} } });
    archive.subscribe(logGroup("/obs/app"), options);
  }
}

/** An archive of all groups, with options of its own. */
class ArchiveOfAccount extends Construct {
  public constructor(scope: Construct, id: string, options: ArchiveAccountOptions) {
    super(scope, id);
    new LogArchive(this, "Archive", archiveProps).subscribeAccount(options);
  }
}

export const logs = {
  AccessLogBucket: sampleOf(AccessLogBucket)({
    least: () => accessLogBucketProps,
    variants: { inventoryOf: { value: ["obs-test"] } },
  }),
  AccountSubscription: sampleOf(AccountSubscription)({
    least: () => ({ target: { stream, role }, policyName: "archive", exclude: ["/obs/errors"] }),
    variants: targetVariants,
  }),
  ArchiveBucket: sampleOf(ArchiveBucket)({
    least: (scope) => ({
      bucketName: "obs-test",
      location,
      key,
      keepDays: 365,
      accessLogs: new AccessLogBucket(scope, "OtherBucket", accessLogBucketProps),
      disposable: false,
    }),
    variants: {
      transition: [
        { value: { days: 90, to: "glacier-instant-retrieval" } },
        { value: { days: 90, to: "intelligent-tiering" } },
        { value: { days: 90, to: "standard-infrequent-access" } },
      ],
      lock: [{ value: { mode: "governance", days: 365 } }, { value: { mode: "compliance", days: 365 } }],
    },
  }),
  ArchiveStream: sampleOf(ArchiveStream)({
    least: (scope) => ({
      streamName: "obs-test",
      role: new DeliveryRole(scope, "Delivery", deliveryRoleProps(bucket(scope))),
      bucket: bucket(scope, "Files"),
      table: table(scope),
      key,
      errorLogGroup: logGroup("/obs/errors"),
      bufferSizeMebibytes: 64,
      bufferIntervalSeconds: 60,
      compression: "gzip",
    }),
    variants: {
      "errorLogGroup.dependable": { make: dependency },
      folder: { value: "application" },
      byWorkload: { value: true, with: { folder: "application" } },
    },
  }),
  ArchiveWorkgroup: sampleOf(ArchiveWorkgroup)({
    least: workgroupProps,
    variants: {
      folders: {
        value: ["host"],
        with: { savedQueries: ATHENA_QUERIES, tableNames: { ...tableNames, folderTable: "by_folder" } },
      },
      "tableNames.folderTable": { value: "by_folder", with: { savedQueries: ATHENA_QUERIES, folders: ["host"] } },
    },
  }),
  DeliveryRole: sampleOf(DeliveryRole)({
    least: (scope) => deliveryRoleProps(bucket(scope)),
  }),
  LogArchive: sampleOf(LogArchive)({
    least: () => archiveProps,
    variants: {
      "errorLogGroup.dependable": { make: dependency },
      keep: { value: Duration.days(400) },
      transitionAfter: [{ value: Duration.days(0) }, { value: Duration.days(30) }],
      lock: [{ value: "governance" }, { value: "compliance", also: { confirmComplianceDays: 1827 } }],
      lockFor: { value: Duration.days(365), with: { lock: "governance" } },
      confirmComplianceDays: {
        value: 365,
        with: { lock: "compliance", lockFor: Duration.days(1827), confirmComplianceDays: 1827 },
        also: { lockFor: Duration.days(365) },
      },
      folders: { value: { host: {} } },
      "folders.*.byWorkload": { value: true, with: { folders: { host: {} } } },
      bufferSizeMebibytes: { value: 64 },
      bufferInterval: { value: Duration.minutes(1) },
      keepResults: { value: Duration.days(1) },
      keepAccessLogs: { value: Duration.days(30) },
      scanLimitGibibytes: { value: 1 },
      savedQueries: [
        { value: [], with: { savedQueries: undefined } },
        {
          value: [
            {
              name: "one",
              description: "One.",
              reads: ["host"],
              sql: ({ table }: { table: string }) => `SELECT 1 FROM ${table}`,
            },
          ],
        },
      ],
    },
    then: (archive: LogArchive) => archive.subscribe(logGroup("/obs/app")),
  }),
  "LogArchive.subscribe": sampleOf(ArchiveWithSubscription)({
    least: () => ({}),
    variants: { id: { value: "App" }, folder: { value: "application" } },
  }),
  "LogArchive.subscribeAccount": sampleOf(ArchiveOfAccount)({
    least: () => ({}),
    variants: { exclude: { value: ["/obs/noise"] } },
  }),
  LogArchiveGrants: sampleOf(LogArchiveGrants)({
    least: (scope) => ({
      location,
      bucket: bucket(scope, "GrantedBucket"),
      key,
      tableNames,
      workgroup: new ArchiveWorkgroup(scope, "SomeWorkgroup", workgroupProps(scope)),
    }),
    variants: { "tableNames.folderTable": { value: "records_by_folder" } },
    then: (grants: LogArchiveGrants) => grants.query(role),
  }),
  LogArchiveTable: sampleOf(LogArchiveTable)({
    least: () => ({ databaseName: "logs", tableName: "records", bucketName: "obs-test", keepDays: 30 }),
    variants: { folderTableName: { value: "records_by_folder" } },
  }),
  LogDestination: sampleOf(LogDestination)({
    least: () => ({ destinationName: "archive", roleName: "archive", location, stream, accounts: ["999988887777"] }),
    variants: {
      accounts: { value: ["666677778888"] },
      organizationId: { value: "o-exampleorgid" },
      forceUpdate: { value: true, with: { organizationId: "o-exampleorgid" } },
      "stream.dependable": { make: dependency },
    },
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
      target: { stream, role },
      filterName: "archive",
    }),
    variants: { "logGroup.dependable": { make: dependency }, ...targetVariants },
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
