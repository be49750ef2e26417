import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import {
  KinesisFirehoseDeliveryStream,
  type KinesisFirehoseDeliveryStreamExtendedS3Configuration,
} from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { WORKLOAD_KEY, WORKLOAD_QUERY } from "./archive-folder";
import type { DeliveryRole } from "./delivery-role";
import type { IDeliveryStreamRef } from "./delivery-stream-ref";
import { ARCHIVE_DATA_PREFIX, ARCHIVE_ERROR_PREFIX, ARCHIVE_HOUR_FORMAT, type LogArchiveTable } from "./log-archive-table";
import type { ILogGroupRef } from "./log-group-ref";
import type { PrivateBucket } from "./private-bucket";

/** What an `ArchiveStream` is made of; `LogArchive` has checked the values. */
export interface ArchiveStreamProps {
  /** Name of the stream. Changing it replaces the stream; subscriptions pause until they point to the new one. */
  readonly streamName: string;
  /** The role that the stream acts as, which streams of one archive share. */
  readonly role: DeliveryRole;
  /** The bucket that takes the files. */
  readonly bucket: PrivateBucket;
  /** The table whose columns the files have. */
  readonly table: LogArchiveTable;
  /** The key of the bucket; also encrypts records inside Firehose. */
  readonly key: IEncryptionKeyRef;
  /** The log group that takes delivery errors. It must never be archived itself. */
  readonly errorLogGroup: ILogGroupRef;
  /** How much is gathered before a file is written, in MiB. */
  readonly bufferSizeMebibytes: number;
  /** How long is waited at most before a file is written, in seconds. */
  readonly bufferIntervalSeconds: number;
  /** How Parquet compresses its pages. */
  readonly compression: ArchiveCompression;
  /**
   * Folder within each hour.
   * @default - files lie in the hour itself
   */
  readonly folder?: string;
  /**
   * Whether there is a folder for each workload below that. Changing it replaces the stream.
   * @default false
   */
  readonly byWorkload?: boolean;
}

/**
 * How Parquet compresses. Measured with `npm run bench` (bench/RESULTS.md): Snappy, Firehose's own default, stores about twice the bytes of
 * gzip, more than the gzip JSON that CloudWatch sends.
 */
export type ArchiveCompression = "gzip" | "snappy";

/**
 * Defines a Firehose stream of a log archive: it unpacks the records of CloudWatch Logs, converts them to Parquet and writes one
 * folder an hour. Because it unpacks, nothing but CloudWatch Logs subscriptions may write to it.
 */
export class ArchiveStream extends Construct implements IDeliveryStreamRef {
  /** The stream itself. */
  public readonly resource: KinesisFirehoseDeliveryStream;
  /** ARN of the stream. */
  public readonly streamArn: string;
  /** Name of the stream, for the dimensions of its metrics. */
  public readonly streamName: string;
  /** The stream, for `dependsOn` of its writers. */
  public readonly dependable: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: ArchiveStreamProps) {
    super(scope, id);
    const { bucket, table, key, errorLogGroup, role } = props;
    // Firehose does not create its error stream when it was not made in the console, and drops the errors silently.
    const errorStream = new CloudwatchLogStream(this, "ErrorStream", {
      name: errorStreamName(props.folder),
      logGroupName: errorLogGroup.logGroupName,
      dependsOn: withinStack(this, [errorLogGroup.dependable]),
    });
    this.resource = new KinesisFirehoseDeliveryStream(this, "Resource", {
      name: props.streamName,
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.keyArn },
      extendedS3Configuration: {
        roleArn: role.roleArn,
        bucketArn: bucket.bucketArn,
        kmsKeyArn: key.keyArn,
        errorOutputPrefix: `${ARCHIVE_ERROR_PREFIX}!{firehose:error-output-type}/!{timestamp:${ARCHIVE_HOUR_FORMAT}}/`,
        // The partition projection counts its hours in UTC.
        customTimeZone: "UTC",
        bufferingSize: props.bufferSizeMebibytes,
        bufferingInterval: props.bufferIntervalSeconds,
        // Parquet compresses by itself; Firehose refuses a second compression around it.
        compressionFormat: "UNCOMPRESSED",
        fileExtension: ".parquet",
        ...foldersOf(props),
        dataFormatConversionConfiguration: {
          enabled: true,
          // The envelope's keys are in camel case (logGroup), Glue's columns in lower case.
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: { caseInsensitive: true } } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: props.compression.toUpperCase() } } },
          schemaConfiguration: { databaseName: table.databaseName, tableName: table.tableName, roleArn: role.roleArn },
        },
        cloudwatchLoggingOptions: { enabled: true, logGroupName: errorLogGroup.logGroupName, logStreamName: errorStream.name },
      },
      // Firehose tries the bucket, the key and the table as the role when the stream is created.
      dependsOn: [...role.policies, ...bucket.dependables, table.resource],
    });
    this.streamArn = this.resource.arn;
    this.streamName = this.resource.name;
    this.dependable = this.resource;
  }
}

const DECOMPRESSION = {
  type: "Decompression",
  parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }],
};

/** Where files go, and how the records are prepared for it. */
function foldersOf({
  folder,
  byWorkload = false,
}: ArchiveStreamProps): Pick<
  KinesisFirehoseDeliveryStreamExtendedS3Configuration,
  "prefix" | "processingConfiguration" | "dynamicPartitioningConfiguration"
> {
  const hour = `${ARCHIVE_DATA_PREFIX}!{timestamp:${ARCHIVE_HOUR_FORMAT}}/`;
  // Below the hour, so that a query on everything still finds one place for each hour: Athena reads what lies deeper too.
  const prefix = folder === undefined ? hour : `${hour}${folder}/`;
  if (!byWorkload) {
    return { prefix, processingConfiguration: { enabled: true, processors: [DECOMPRESSION] } };
  }
  return {
    prefix: `${prefix}!{partitionKeyFromQuery:${WORKLOAD_KEY}}/`,
    dynamicPartitioningConfiguration: { enabled: true },
    processingConfiguration: {
      enabled: true,
      processors: [
        DECOMPRESSION,
        {
          type: "MetadataExtraction",
          parameters: [
            { parameterName: "JsonParsingEngine", parameterValue: "JQ-1.6" },
            { parameterName: "MetadataExtractionQuery", parameterValue: `{${WORKLOAD_KEY}:${WORKLOAD_QUERY}}` },
          ],
        },
      ],
    },
  };
}

/** Name of the log stream that takes the errors of a stream: each has its own, because two writers of one would mix. */
export function errorStreamName(folder?: string): string {
  return folder === undefined ? "S3Delivery" : `S3Delivery-${folder}`;
}

/** ARN of a stream by its name, for policies that stand before the stream does. */
export function deliveryStreamArn(location: AwsLocation, streamName: string): string {
  return arnIn(location, "firehose", `deliverystream/${streamName}`);
}
