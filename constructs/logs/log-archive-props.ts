import type { AthenaQuery } from "../../queries/saved-query";
import type { AwsLocation } from "../core/aws-location";
import type { Duration } from "../core/duration";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ArchiveLock } from "./archive-bucket";
import type { ILogGroupRef } from "./log-group-ref";

/** What a `LogArchive` is made of. */
export interface LogArchiveProps {
  /**
   * Start of every physical name, such as `obs-production`: lower-case letters, digits and hyphens, short enough for bucket names
   * with account and region (63 characters). Changing it replaces everything, the archived data included.
   */
  readonly namePrefix: string;
  /** Account and region of the archive; the log groups must be in the same region. */
  readonly location: AwsLocation;
  /** The key that encrypts files, records under way and query results. Its policy must admit `logArchiveKeyServices`. */
  readonly key: IEncryptionKeyRef;
  /** The group that takes delivery errors, see `logArchiveErrorGroupName`. It can't be archived itself. */
  readonly errorLogGroup: ILogGroupRef;
  /**
   * How long events are kept: whole days, 1 to 36500. With a lock, lengthening it protects new files only.
   * @default Duration.days(1827) - five years
   */
  readonly keep?: Duration;
  /**
   * When files move to Glacier Instant Retrieval: whole days, from 0 to less than `keep`. It costs 0.004 instead of 0.023 USD per GB
   * and month, and a fee for every GB read (us-east-1, 2024-07); files are billed for 90 days there even when they expire earlier.
   * @default Duration.days(90) - never, when `keep` is not longer
   */
  readonly transitionAfter?: Duration;
  /**
   * Keeps files from being deleted before `keep` has passed: `governance` lets roles with `s3:BypassGovernanceRetention` do it,
   * `compliance` lets nobody, so that not even the account's owner can get rid of the bucket. Changing between a lock and none
   * replaces the bucket. S3 wants a checksum with every upload to a locked bucket: watch `DeliveryToS3.Success` after the first
   * deployment.
   * @default - no lock
   */
  readonly lock?: ArchiveLock;
  /**
   * Whether a destroy deletes the archive with all its data; not together with `lock: "compliance"`.
   * @default false - Terraform refuses to plan the deletion of the archive bucket
   */
  readonly disposable?: boolean;
  /**
   * How much is gathered before a file is written: 64 to 128 MiB, because files are Parquet. Larger files cost less to query.
   * @default 128
   * @see Firehose API, ExtendedS3DestinationConfiguration, BufferingHints (read 2026-11)
   */
  readonly bufferSizeMebibytes?: number;
  /**
   * How long is waited at most before a file is written, and so how old the newest archived event is: 60 to 900 seconds.
   * @default Duration.minutes(15)
   */
  readonly bufferInterval?: Duration;
  /**
   * When query results are deleted: whole days, 1 to 36500. A query can always be run again.
   * @default Duration.days(7)
   */
  readonly keepResults?: Duration;
  /**
   * When server access logs of the buckets are deleted: whole days, 1 to 36500.
   * @default Duration.days(365)
   */
  readonly keepAccessLogs?: Duration;
  /**
   * How much one query may read before Athena stops it, in GiB, 1 to 1048576; 5 USD per TB read (2026-11).
   * @default 100
   */
  readonly scanLimitGibibytes?: number;
  /**
   * Queries that stand ready in the console.
   * @default - all of `queries/athena`
   */
  readonly savedQueries?: readonly AthenaQuery[];
}
