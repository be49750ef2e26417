import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Construct } from "constructs";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { expireOldVersionsRule, PrivateBucket } from "./private-bucket";

/**
 * Who may delete an archived object before its time: with `governance` roles that hold `s3:BypassGovernanceRetention`, with
 * `compliance` nobody, the root user of the account included.
 */
export type ArchiveLock = "governance" | "compliance";

/** How long a deleted or replaced object can be brought back, in days. */
const UNDELETE_DAYS = 30;

/** What an `ArchiveBucket` is made of; `LogArchive` has checked the values. */
export interface ArchiveBucketProps {
  /** Name of the bucket, unique in the partition. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** The key that encrypts objects. */
  readonly key: IEncryptionKeyRef;
  /** Days after which objects expire. */
  readonly keepDays: number;
  /**
   * Days after which objects move to Glacier Instant Retrieval.
   * @default - they stay in S3 Standard
   */
  readonly transitionDays?: number;
  /**
   * Who may delete an object before `keepDays`. Changing between a lock and none replaces the bucket.
   * @default - everybody with `s3:DeleteObject`
   */
  readonly lock?: ArchiveLock;
  /** The bucket that takes the server access logs. */
  readonly accessLogs: PrivateBucket;
  /** Whether a destroy may delete the bucket with everything in it; if not, Terraform refuses to plan its deletion. */
  readonly disposable: boolean;
}

/**
 * Defines the bucket of a log archive: objects move to Glacier Instant Retrieval, the last class that Athena reads without a restore
 * job, and expire after their time.
 */
export class ArchiveBucket extends Construct {
  /** The bucket itself. */
  public readonly bucket: PrivateBucket;

  public constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "Bucket", {
      bucketName: props.bucketName,
      key: props.key,
      accessLogs: props.accessLogs,
      objectLock: props.lock !== undefined,
      lifecycleRules: archiveRules(props),
      disposable: props.disposable,
      preventDestroy: !props.disposable,
    });
    if (props.lock !== undefined) {
      new S3BucketObjectLockConfigurationA(this, "Lock", {
        bucket: this.bucket.resource.id,
        // The same number of days as the expiry: a longer lock would leave versions that nothing deletes in time.
        rule: { defaultRetention: { mode: props.lock.toUpperCase(), days: props.keepDays } },
        dependsOn: [this.bucket.versioning],
      });
    }
  }
}

function archiveRules({ keepDays, transitionDays }: ArchiveBucketProps): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "archive",
      status: "Enabled",
      filter: [{}],
      ...(transitionDays === undefined ? {} : { transition: [{ days: transitionDays, storageClass: "GLACIER_IR" }] }),
      expiration: [{ days: keepDays }],
    },
    // A lifecycle never deletes a locked version: it waits for the lock to end, so these days need not exceed the lock's.
    expireOldVersionsRule(UNDELETE_DAYS),
  ];
}
