import { S3BucketInventory } from "@cdktf/provider-aws/lib/s3-bucket-inventory";
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { PolicyStatement } from "../iam/policy-document";
import { type AccessLogBucket, INVENTORY_PREFIX } from "./access-log-bucket";
import type { ArchiveLock, ArchiveStorageClass } from "./archive-storage";
import { expireOldVersionsRule, PrivateBucket } from "./private-bucket";

/** Folder that export tasks of CloudWatch Logs write to, with the slash at its end: outside the table, because they write text. */
export const ARCHIVE_EXPORT_PREFIX = "exports/";

/** How long a deleted or replaced object can be brought back, in days. */
const UNDELETE_DAYS = 30;

const CLASS_NAMES: Readonly<Record<ArchiveStorageClass, string>> = {
  "glacier-instant-retrieval": "GLACIER_IR",
  "intelligent-tiering": "INTELLIGENT_TIERING",
  "standard-infrequent-access": "STANDARD_IA",
};

/** What an `ArchiveBucket` is made of; `LogArchive` has checked the values. */
export interface ArchiveBucketProps {
  /** Name of the bucket, unique in the partition. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** Account and region of the bucket. */
  readonly location: AwsLocation;
  /** The key that encrypts objects. */
  readonly key: IEncryptionKeyRef;
  /** Days after which objects expire. */
  readonly keepDays: number;
  /**
   * When objects move to another class, and to which.
   * @default - they stay in S3 Standard
   */
  readonly transition?: { readonly days: number; readonly to: ArchiveStorageClass };
  /**
   * Who may delete an object before `days` have passed. Changing between a lock and none replaces the bucket.
   * @default - everybody with `s3:DeleteObject`
   */
  readonly lock?: { readonly mode: ArchiveLock; readonly days: number };
  /**
   * How often S3 lists all objects with their class, lock and legal hold, as Parquet in the bucket of the access logs.
   * @default - never
   */
  readonly inventory?: "daily" | "weekly";
  /**
   * Whether CloudWatch Logs may write export tasks below `exports/`.
   * @default false
   */
  readonly acceptsExports?: boolean;
  /** The bucket that takes the server access logs and the inventory. */
  readonly accessLogs: AccessLogBucket;
  /** Whether a destroy may delete the bucket with everything in it; if not, Terraform refuses to plan its deletion. */
  readonly disposable: boolean;
}

/**
 * Defines the bucket of a log archive: objects move to a class that Athena reads without a restore job, and expire after their
 * time.
 */
export class ArchiveBucket extends Construct {
  /** The bucket itself. */
  public readonly bucket: PrivateBucket;

  public constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(scope, id);
    const { location, acceptsExports = false } = props;
    this.bucket = new PrivateBucket(this, "Bucket", {
      bucketName: props.bucketName,
      key: props.key,
      accessLogs: props.accessLogs.bucket,
      objectLock: props.lock !== undefined,
      lifecycleRules: archiveRules(props),
      statements: (bucketArn) => (acceptsExports ? exportStatements(bucketArn, location) : []),
      disposable: props.disposable,
      preventDestroy: !props.disposable,
    });
    if (props.lock !== undefined) {
      new S3BucketObjectLockConfigurationA(this, "Lock", {
        bucket: this.bucket.resource.id,
        rule: { defaultRetention: { mode: props.lock.mode.toUpperCase(), days: props.lock.days } },
        dependsOn: [this.bucket.versioning],
      });
    }
    if (props.inventory !== undefined) {
      this.addInventory(props.inventory, props.accessLogs, location.account);
    }
  }

  private addInventory(frequency: "daily" | "weekly", target: AccessLogBucket, account: string): void {
    new S3BucketInventory(this, "Inventory", {
      bucket: this.bucket.resource.id,
      name: "archive",
      // A locked or held version that a delete marker covers is still there, and still paid for.
      includedObjectVersions: "All",
      schedule: { frequency: frequency === "daily" ? "Daily" : "Weekly" },
      optionalFields: [
        "EncryptionStatus",
        "LastModifiedDate",
        "ObjectLockLegalHoldStatus",
        "ObjectLockMode",
        "ObjectLockRetainUntilDate",
        "Size",
        "StorageClass",
      ],
      destination: {
        // Not into this bucket: a list of the archive is no part of it, and its lock would keep every day's list for years.
        bucket: { bucketArn: target.bucket.bucketArn, accountId: account, prefix: INVENTORY_PREFIX, format: "Parquet" },
      },
      dependsOn: [...target.bucket.dependables],
    });
  }
}

function archiveRules({ keepDays, transition }: ArchiveBucketProps): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "archive",
      status: "Enabled",
      filter: [{}],
      ...(transition === undefined ? {} : { transition: [{ days: transition.days, storageClass: CLASS_NAMES[transition.to] }] }),
      expiration: [{ days: keepDays }],
    },
    // A lifecycle never deletes a locked version: it waits for the lock to end, so these days need not exceed the lock's.
    expireOldVersionsRule(UNDELETE_DAYS),
  ];
}

/**
 * @see CloudWatch Logs User Guide, "Export log data to Amazon S3 using the AWS CLI", step 3: permissions on the bucket (2023-06,
 * archived copy)
 */
function exportStatements(bucketArn: string, { partition, region, account }: AwsLocation): PolicyStatement[] {
  const shared = {
    principals: { Service: `logs.${region}.amazonaws.com` },
    conditions: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:log-group:*` },
    },
  };
  return [
    { sid: "FindBucketForExports", ...shared, actions: ["s3:GetBucketAcl"], resources: [bucketArn] },
    { sid: "WriteExports", ...shared, actions: ["s3:PutObject"], resources: [`${bucketArn}/${ARCHIVE_EXPORT_PREFIX}*`] },
  ];
}
