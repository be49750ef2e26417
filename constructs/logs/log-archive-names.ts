import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults, physicalName } from "../core/physical-name";
import type { Fault } from "../core/validation";
import { type KeyService, logsKeyService } from "../iam/encryption-key";

/** Names of everything that a log archive is made of. */
export interface LogArchiveNames {
  /** The archive bucket. */
  readonly archiveBucket: string;
  /** The bucket for query results. */
  readonly resultsBucket: string;
  /** The bucket for the server access logs of the two others. */
  readonly accessLogBucket: string;
  /** The Firehose stream; those of folders add `-<folder>`. */
  readonly stream: string;
  /** The role that Firehose acts as. */
  readonly deliveryRole: string;
  /** The role that CloudWatch Logs acts as. */
  readonly subscriptionRole: string;
  /** The role that CloudWatch Logs acts as for the events of other accounts. */
  readonly destinationRole: string;
  /** The place that other accounts send to. */
  readonly destination: string;
  /** The subscription filter in every log group, and the policy that subscribes a whole account. */
  readonly subscriptionFilter: string;
  /** The Glue database. */
  readonly database: string;
  /** The Glue table. */
  readonly table: string;
  /** The Glue table that reads one folder. */
  readonly folderTable: string;
  /** The Athena workgroup. */
  readonly workgroup: string;
}

/**
 * The names of a log archive: `obs-production` makes the stream `obs-production-log-archive` and, because the names of buckets are
 * shared by all accounts, the bucket `obs-production-log-archive-111122223333-eu-central-1`.
 */
export function logArchiveNames(namePrefix: string, { account, region }: AwsLocation): LogArchiveNames {
  const archive = physicalName(namePrefix, "log-archive");
  return {
    archiveBucket: physicalName(archive, account, region),
    resultsBucket: physicalName(namePrefix, "log-results", account, region),
    accessLogBucket: physicalName(namePrefix, "log-access", account, region),
    stream: archive,
    deliveryRole: physicalName(archive, "delivery"),
    subscriptionRole: physicalName(archive, "subscription"),
    destinationRole: physicalName(archive, "destination"),
    destination: archive,
    subscriptionFilter: archive,
    // Athena wants quotes around a name with a hyphen.
    database: `${namePrefix.replaceAll("-", "_")}_logs`,
    table: "log_records",
    folderTable: "log_records_by_folder",
    workgroup: physicalName(namePrefix, "logs"),
  };
}

/** Name of the Firehose stream of a folder. */
export function folderStreamName({ stream }: Pick<LogArchiveNames, "stream">, folder: string): string {
  return physicalName(stream, folder);
}

/** Name of the log group that takes the delivery errors of an archive: where AWS's own console puts it. */
export function logArchiveErrorGroupName(namePrefix: string): string {
  return `/aws/kinesisfirehose/${physicalName(namePrefix, "log-archive")}`;
}

/**
 * The services that the policy of an archive's key must admit: CloudWatch Logs alone, for the group of delivery errors.
 *
 * Firehose reads and writes as the role of the archive, Athena and S3 as their caller, all through IAM; the grant that Firehose
 * takes to encrypt records inside the stream is made by whoever deploys (`kms:CreateGrant`); the bucket of the server access logs
 * doesn't use the key.
 */
export function logArchiveKeyServices(location: AwsLocation, namePrefix: string): readonly KeyService[] {
  return [{ ...logsKeyService(location, logArchiveErrorGroupName(namePrefix)), sid: "CloudWatchLogsOfTheArchive" }];
}

/**
 * CloudWatch Logs for export tasks into an archive with `acceptsExports`: it encrypts the files in its own name.
 *
 * @see CloudWatch Logs User Guide, "Export log data to Amazon S3 using the AWS CLI": buckets with SSE-KMS (2023-06, archived copy)
 */
export function logExportKeyService({ account, region, partition }: AwsLocation): KeyService {
  return {
    sid: "CloudWatchLogsExports",
    principal: `logs.${region}.amazonaws.com`,
    conditions: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:log-group:*` },
    },
  };
}

/** A fault for every name that AWS would refuse. */
export function logArchiveNameFaults(names: LogArchiveNames): Fault[] {
  return [
    ...nameFaults("namePrefix", names.archiveBucket, NAME_LIMITS.bucket),
    ...nameFaults("namePrefix", names.resultsBucket, NAME_LIMITS.bucket),
    ...nameFaults("namePrefix", names.accessLogBucket, NAME_LIMITS.bucket),
    ...nameFaults("namePrefix", names.stream, NAME_LIMITS.deliveryStream),
    ...nameFaults("namePrefix", names.subscriptionRole, NAME_LIMITS.iamRole),
    ...nameFaults("namePrefix", names.database, NAME_LIMITS.glueName),
    ...nameFaults("namePrefix", names.workgroup, NAME_LIMITS.workgroup),
  ];
}
