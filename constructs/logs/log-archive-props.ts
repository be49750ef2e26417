import type { AthenaQuery } from "../../queries/saved-query";
import type { AwsLocation } from "../core/aws-location";
import type { Duration } from "../core/duration";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ArchiveFolder } from "./archive-folder";
import type { ArchiveStorageProps } from "./archive-storage";
import type { ArchiveCompression } from "./archive-stream";
import type { ILogGroupRef } from "./log-group-ref";

/** What a `LogArchive` is made of. */
export interface LogArchiveProps extends ArchiveStorageProps {
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
   * How Parquet compresses. `snappy` is read faster and stores about twice the bytes, more than the gzip JSON that CloudWatch sends
   * (measured, bench/RESULTS.md). Changing it holds for new files.
   * @default "gzip"
   */
  readonly compression?: ArchiveCompression;
  /**
   * Parts of the archive by name, each with a Firehose stream of its own, which costs nothing: `subscribe(group, { folder })` puts a group
   * into one, and the table `log_records_by_folder` reads it alone. A folder named after a purpose (`control-plane`, `application`, `dataplane`,
   * `host`, `performance`) must take all groups of it, because the saved queries on that purpose alone read it alone. Queries on
   * `log_records` find everything as before. Removing a
   * folder leaves its files where they are.
   * @default - none: every query reads all groups of its hours
   */
  readonly folders?: Readonly<Record<string, ArchiveFolder>>;
  /**
   * How often S3 writes a list of all files with class, lock and legal hold into the bucket of the access logs: 0.0025 USD per million
   * files (us-east-1, recalled 2026-11).
   * @default - never
   */
  readonly inventory?: "daily" | "weekly";
  /**
   * Whether export tasks of CloudWatch Logs may write to `exports/`, to bring in what was written before the archive began
   * (docs/runbooks/BackfillFromCloudWatch.md). The key must then admit `logExportKeyService` too.
   * @default false
   */
  readonly acceptsExports?: boolean;
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
