import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { PolicyStatement } from "../iam/policy-document";
import { ServiceRole } from "../iam/service-role";
import type { IDeliveryStreamRef } from "./delivery-stream-ref";
import { tableStatement } from "./log-archive-statements";
import { ARCHIVE_DATA_PREFIX, ARCHIVE_ERROR_PREFIX, ARCHIVE_HOUR_FORMAT, type LogArchiveTable } from "./log-archive-table";
import type { ILogGroupRef } from "./log-group-ref";
import type { PrivateBucket } from "./private-bucket";

/** What an `ArchiveStream` is made of; `LogArchive` has checked the values. */
export interface ArchiveStreamProps {
  /** Name of the stream. Changing it replaces the stream; subscriptions pause until they point to the new one. */
  readonly streamName: string;
  /** Name of the role that the stream acts as. */
  readonly roleName: string;
  /** Account and region of the stream. */
  readonly location: AwsLocation;
  /** The bucket that takes the files. */
  readonly bucket: PrivateBucket;
  /** The table whose columns the files have. */
  readonly table: LogArchiveTable;
  /** Names of database and table as literals, for the ARNs of the role's policy. */
  readonly tableNames: { readonly database: string; readonly table: string };
  /** The key of the bucket; also encrypts records inside Firehose. */
  readonly key: IEncryptionKeyRef;
  /** The log group that takes delivery errors. It must never be archived itself. */
  readonly errorLogGroup: ILogGroupRef;
  /** How much is gathered before a file is written, in MiB. */
  readonly bufferSizeMebibytes: number;
  /** How long is waited at most before a file is written, in seconds. */
  readonly bufferIntervalSeconds: number;
}

/** Log stream of the delivery errors. */
const ERROR_STREAM_NAME = "S3Delivery";

/**
 * Defines the Firehose stream of a log archive: it unpacks the records of CloudWatch Logs, converts them to Parquet and writes one
 * folder an hour. Because it unpacks, nothing but CloudWatch Logs subscriptions may write to it.
 */
export class ArchiveStream extends Construct implements IDeliveryStreamRef {
  /** The stream itself. */
  public readonly resource: KinesisFirehoseDeliveryStream;
  /** The role that the stream acts as. */
  public readonly role: ServiceRole;
  /** ARN of the stream. */
  public readonly streamArn: string;
  /** Name of the stream, for the dimensions of its metrics. */
  public readonly streamName: string;
  /** The stream, for `dependsOn` of its writers. */
  public readonly dependable: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: ArchiveStreamProps) {
    super(scope, id);
    const { bucket, table, key, errorLogGroup } = props;
    // Firehose does not create its error stream when it was not made in the console, and drops the errors silently.
    const errorStream = new CloudwatchLogStream(this, "ErrorStream", {
      name: ERROR_STREAM_NAME,
      logGroupName: errorLogGroup.logGroupName,
      dependsOn: withinStack(this, [errorLogGroup.dependable]),
    });
    this.role = new ServiceRole(this, "Role", {
      roleName: props.roleName,
      description: "Firehose: converts archived log records and writes them to the archive bucket",
      assumedBy: ["firehose.amazonaws.com"],
      assumeConditions: { StringEquals: { "sts:ExternalId": props.location.account } },
      statements: deliveryStatements(props),
    });
    this.resource = new KinesisFirehoseDeliveryStream(this, "Resource", {
      name: props.streamName,
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.keyArn },
      extendedS3Configuration: {
        roleArn: this.role.roleArn,
        bucketArn: bucket.bucketArn,
        kmsKeyArn: key.keyArn,
        prefix: `${ARCHIVE_DATA_PREFIX}!{timestamp:${ARCHIVE_HOUR_FORMAT}}/`,
        errorOutputPrefix: `${ARCHIVE_ERROR_PREFIX}!{firehose:error-output-type}/!{timestamp:${ARCHIVE_HOUR_FORMAT}}/`,
        // The partition projection counts its hours in UTC.
        customTimeZone: "UTC",
        bufferingSize: props.bufferSizeMebibytes,
        bufferingInterval: props.bufferIntervalSeconds,
        // Parquet compresses by itself; Firehose refuses a second compression around it.
        compressionFormat: "UNCOMPRESSED",
        fileExtension: ".parquet",
        processingConfiguration: {
          enabled: true,
          processors: [{ type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] }],
        },
        dataFormatConversionConfiguration: {
          enabled: true,
          // The envelope's keys are in camel case (logGroup), Glue's columns in lower case.
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: { caseInsensitive: true } } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: "SNAPPY" } } },
          schemaConfiguration: { databaseName: table.databaseName, tableName: table.tableName, roleArn: this.role.roleArn },
        },
        cloudwatchLoggingOptions: { enabled: true, logGroupName: errorLogGroup.logGroupName, logStreamName: errorStream.name },
      },
      // Firehose tries the bucket, the key and the table as the role when the stream is created.
      dependsOn: [...this.role.policies, ...bucket.dependables, table.resource],
    });
    this.streamArn = this.resource.arn;
    this.streamName = this.resource.name;
    this.dependable = this.resource;
  }
}

/** @see Firehose Developer Guide, "Controlling access": grant Firehose access to an S3 destination, to Glue, to KMS (read 2026-11) */
function deliveryStatements(props: ArchiveStreamProps): PolicyStatement[] {
  const { bucket, key, location, errorLogGroup } = props;
  return [
    {
      sid: "FindBucket",
      actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      resources: [bucket.bucketArn],
    },
    {
      sid: "WriteFiles",
      actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      // The error folder too: when Firehose can't write there it tries for ever and delivers nothing else.
      resources: [`${bucket.bucketArn}/${ARCHIVE_DATA_PREFIX}*`, `${bucket.bucketArn}/${ARCHIVE_ERROR_PREFIX}*`],
    },
    {
      sid: "EncryptFiles",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [key.keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `s3.${location.region}.amazonaws.com` },
        // With a bucket key the context is the bucket; without one it is the object.
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket.bucketArn, `${bucket.bucketArn}/*`] },
      },
    },
    tableStatement("ReadSchema", location, props.tableNames, ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"]),
    {
      sid: "ReportErrors",
      actions: ["logs:PutLogEvents"],
      resources: [`${errorLogGroup.logGroupArn}:log-stream:${ERROR_STREAM_NAME}`],
    },
  ];
}

/** ARN of a stream by its name, for policies that stand before the stream does. */
export function deliveryStreamArn(location: AwsLocation, streamName: string): string {
  return arnIn(location, "firehose", `deliverystream/${streamName}`);
}
