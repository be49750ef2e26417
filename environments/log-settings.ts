import type { Duration } from "../constructs/core/duration";
import type { DataIdentifier } from "../constructs/core/log-data-identifiers";
import type { Retention } from "../constructs/core/retention";

/** How the files of an archive's hour lie. */
export const ARCHIVE_LAYOUTS = ["hours", "groups", "workloads"] as const;

/** One of the layouts. */
export type ArchiveLayout = (typeof ARCHIVE_LAYOUTS)[number];

/** Logs of an environment. */
export interface LogSettings {
  /**
   * How long applications', nodes' and agents' logs are kept in CloudWatch.
   * @default Retention.days(30)
   */
  readonly retention?: Retention;
  /**
   * Kubernetes user names whose reads of secrets and changes of rights are no news to the alarms on the audit log, such as that of a
   * deployment pipeline; `*` at the beginning or end stands for anything.
   * @default - none
   */
  readonly trustedUsers?: readonly string[];
  /**
   * Kinds of data that are masked in what applications log from now on, in CloudWatch and in the archive: nobody gets the original back
   * from there. 0.12 USD per GB that is searched (us-east-1, 2024-07).
   * @default - nothing is masked
   */
  readonly mask?: readonly DataIdentifier[];
  /**
   * Whether CloudWatch learns how the applications' logs look and makes a ticket of what looks otherwise. 0.10 USD a month for the alarm.
   * @default false
   */
  readonly detectAnomalies?: boolean;
  /**
   * The archive in S3.
   * @default - five years, no lock
   */
  readonly archive?: ArchiveSettings;
}

/** The archive of an environment. */
export interface ArchiveSettings {
  /**
   * How long archived logs are kept, in whole days, 1 to 36,500.
   * @default Duration.days(1827)
   */
  readonly keep?: Duration;
  /**
   * Age at which objects move to Glacier Instant Retrieval, which Athena still reads; less than `keep`.
   * @default Duration.days(90)
   */
  readonly transitionAfter?: Duration;
  /**
   * How the files of an hour lie: all groups together (`hours`), a folder and a Firehose stream for each purpose of a group (`groups`), and
   * one for each workload of the applications below that (`workloads`, 0.02 USD more per GB). A query on one group reads 10 to 100 times
   * fewer bytes with folders (bench/RESULTS.md). Changing it holds for new files; old ones are found by the table over everything.
   * @default "groups"
   */
  readonly layout?: ArchiveLayout;
  /**
   * Accounts whose log groups may be archived here too, by their twelve digits: their subscriptions name the output
   * `archive_destination_arn`. They lie in the hour itself, whatever the layout.
   * @default - none
   */
  readonly senderAccounts?: readonly string[];
  /**
   * S3 Object Lock for as long as `keep`. `governance` can be lifted by who may; `compliance` by nobody, root included.
   * @default - no lock
   */
  readonly lock?: "governance" | "compliance";
  /**
   * The days of a compliance lock once more, as a number: `lock: "compliance"` is refused without it, because it can't be undone.
   * @default - no compliance lock
   */
  readonly confirmComplianceDays?: number;
  /**
   * How often S3 lists all archived files with class, lock and legal hold: 0.0025 USD per million files (us-east-1, recalled 2026-11).
   * @default - never
   */
  readonly inventory?: "daily" | "weekly";
  /**
   * How much a day may go into the archive, in GiB as CloudWatch Logs sends it (compressed, about a sixth of the raw events), above 0;
   * somebody is told on the day on which it is more.
   * @default - no budget
   */
  readonly dailyBudgetGibibytes?: number;
}
