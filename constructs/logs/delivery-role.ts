import type { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { PolicyStatement } from "../iam/policy-document";
import { ServiceRole } from "../iam/service-role";
import { tableStatement } from "./log-archive-statements";
import { ARCHIVE_DATA_PREFIX, ARCHIVE_ERROR_PREFIX } from "./log-archive-table";
import type { ILogGroupRef } from "./log-group-ref";
import type { PrivateBucket } from "./private-bucket";

/** What a `DeliveryRole` is made of. */
export interface DeliveryRoleProps {
  /** Name of the role. */
  readonly roleName: string;
  /** Account and region of the streams. */
  readonly location: AwsLocation;
  /** The bucket that takes the files. */
  readonly bucket: PrivateBucket;
  /** Names of database and table as literals. */
  readonly tableNames: { readonly database: string; readonly table: string };
  /** The key of the bucket. */
  readonly key: IEncryptionKeyRef;
  /** The log group that takes delivery errors. */
  readonly errorLogGroup: ILogGroupRef;
  /** Names of the log streams in it. */
  readonly errorStreamNames: readonly string[];
}

/** Defines the role that the Firehose streams of an archive act as: it reads the table's schema and writes files and errors. */
export class DeliveryRole extends ServiceRole {
  public constructor(scope: Construct, id: string, props: DeliveryRoleProps) {
    super(scope, id, {
      roleName: props.roleName,
      description: "Firehose: converts archived log records and writes them to the archive bucket",
      assumedBy: ["firehose.amazonaws.com"],
      assumeConditions: { StringEquals: { "sts:ExternalId": props.location.account } },
      statements: deliveryStatements(props),
    });
  }
}

/** @see Firehose Developer Guide, "Controlling access": grant Firehose access to an S3 destination, to Glue, to KMS (read 2026-11) */
function deliveryStatements(props: DeliveryRoleProps): PolicyStatement[] {
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
      resources: props.errorStreamNames.map((name) => `${errorLogGroup.logGroupArn}:log-stream:${name}`),
    },
  ];
}
