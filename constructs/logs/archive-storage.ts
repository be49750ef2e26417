import { Duration, wholeDaysFaults } from "../core/duration";
import type { Fault } from "../core/validation";

/**
 * Who may delete an archived object before its time: with `governance` roles that hold `s3:BypassGovernanceRetention`, with
 * `compliance` nobody, the root user of the account included.
 */
export type ArchiveLock = "governance" | "compliance";

/**
 * A class that Athena reads without a restore job. Glacier Flexible Retrieval and Deep Archive are not among them: Athena passes over
 * their objects and says nothing, so a query would give too little and look right.
 *
 * @see Athena User Guide, "Considerations and limitations" on storage classes (read 2026-11)
 */
export type ArchiveStorageClass = "glacier-instant-retrieval" | "intelligent-tiering" | "standard-infrequent-access";

/** How long archived files are kept, where, and who may delete them: a part of `LogArchiveProps`. */
export interface ArchiveStorageProps {
  /**
   * How long events are kept: whole days, 1 to 36500. With a lock, lengthening it protects new files only.
   * @default Duration.days(1827) - five years
   */
  readonly keep?: Duration;
  /**
   * When files move to the class of `transitionTo`: whole days, from 0 (30 for `standard-infrequent-access`) to less than `keep`.
   * Files under 128 KiB stay in S3 Standard.
   * @default Duration.days(90) - never, when `keep` is not longer
   */
  readonly transitionAfter?: Duration;
  /**
   * Where files move. `glacier-instant-retrieval` costs 0.004 instead of 0.023 USD per GB and month and a fee for every GB read;
   * files are billed for 90 days there even when they expire earlier. `standard-infrequent-access` costs 0.0125 and 0.01 a GB read,
   * `intelligent-tiering` 0.0025 per 1000 files and month beside the class that S3 chooses (us-east-1, 2024-07).
   * @default "glacier-instant-retrieval"
   */
  readonly transitionTo?: ArchiveStorageClass;
  /**
   * Keeps files from being deleted before `lockFor` has passed: `governance` lets roles with `s3:BypassGovernanceRetention` do it,
   * `compliance` lets nobody, so that not even the account's owner can get rid of the bucket. Changing between a lock and none
   * replaces the bucket. S3 wants a checksum with every upload to a locked bucket: watch `DeliveryToS3.Success` after the first
   * deployment.
   * @default - no lock
   */
  readonly lock?: ArchiveLock;
  /**
   * How long the lock holds for each file: whole days, 1 to `keep`. Changing it holds for new files.
   * @default - as long as `keep`
   */
  readonly lockFor?: Duration;
  /**
   * The days of a compliance lock once more, as a number: `lock: "compliance"` is refused without it, because it can't be undone.
   * @default - no compliance lock
   */
  readonly confirmComplianceDays?: number;
  /**
   * Whether a destroy deletes the archive with all its data; not together with `lock: "compliance"`.
   * @default false - Terraform refuses to plan the deletion of the archive bucket
   */
  readonly disposable?: boolean;
}

/** A hundred years: the longest default retention of Object Lock. */
export const MOST_DAYS = 36_500;

/** Days for which files are kept. */
export function keepDays({ keep = Duration.days(1827) }: ArchiveStorageProps): number {
  return keep.toDays();
}

/** When files move, and where; undefined when they don't. */
export function transitionOf(
  props: ArchiveStorageProps,
): { readonly days: number; readonly to: ArchiveStorageClass } | undefined {
  const days = props.transitionAfter?.toDays() ?? (keepDays(props) > 90 ? 90 : undefined);
  return days === undefined ? undefined : { days, to: props.transitionTo ?? "glacier-instant-retrieval" };
}

/** Who may not delete files, and for how many days; undefined without a lock. */
export function lockOf(props: ArchiveStorageProps): { readonly mode: ArchiveLock; readonly days: number } | undefined {
  // As long as the files live: a longer lock would leave versions behind that nothing deletes in time.
  return props.lock && { mode: props.lock, days: props.lockFor?.toDays() ?? keepDays(props) };
}

/** Everything that S3 would refuse, that Athena could not read, or that nobody could undo. */
export function storageFaults(props: ArchiveStorageProps): Fault[] {
  return [
    ...wholeDaysFaults("keep", props.keep, 1, MOST_DAYS),
    ...classFaults(props),
    ...transitionFaults(props),
    ...lockPeriodFaults(props),
    ...complianceFaults(props),
  ];
}

const READABLE: readonly string[] = [
  "glacier-instant-retrieval",
  "intelligent-tiering",
  "standard-infrequent-access",
] satisfies ArchiveStorageClass[];

function classFaults(props: ArchiveStorageProps): Fault[] {
  const { transitionTo } = props;
  if (transitionTo === undefined) {
    return [];
  }
  if (!READABLE.includes(transitionTo)) {
    return [
      {
        path: "transitionTo",
        problem: "is no class that Athena reads: it passes over objects in Glacier and Deep Archive and says nothing",
        got: transitionTo,
        allowed: READABLE.join(", "),
        fix: "use glacier-instant-retrieval, the cheapest class that can be queried",
      },
    ];
  }
  return transitionOf(props) === undefined
    ? [
        {
          path: "transitionTo",
          problem: "is never reached, because files expire before they would move",
          got: transitionTo,
          fix: "give transitionAfter too, or leave transitionTo out",
        },
      ]
    : [];
}

/** @see S3 User Guide, "Transitioning objects": 30 days before an infrequent-access class (read 2026-11) */
function transitionFaults({ keep = Duration.days(1827), transitionAfter, transitionTo }: ArchiveStorageProps): Fault[] {
  if (transitionAfter !== undefined && transitionAfter.toDays() >= keep.toDays()) {
    return [
      {
        path: "transitionAfter",
        problem: `is not before the end of keep (${keep.toString()}), so S3 would refuse the lifecycle`,
        got: transitionAfter.toString(),
        allowed: "whole days from 0 to less than keep",
        fix: "shorten it, or leave it out",
      },
    ];
  }
  const least = transitionTo === "standard-infrequent-access" ? 30 : 0;
  return wholeDaysFaults("transitionAfter", transitionAfter, least, MOST_DAYS);
}

function lockPeriodFaults(props: ArchiveStorageProps): Fault[] {
  const { lock, lockFor } = props;
  if (lockFor === undefined) {
    return [];
  }
  if (lock === undefined) {
    return [
      { path: "lockFor", problem: "has no lock to hold for", got: lockFor.toString(), fix: "give lock too, or leave it out" },
    ];
  }
  return lockFor.toDays() > keepDays(props)
    ? [
        {
          path: "lockFor",
          problem: `is longer than keep (${keepDays(props)}d): expired files would stay, hidden and paid for, until the lock ends`,
          got: lockFor.toString(),
          allowed: "whole days from 1 to keep",
          fix: "shorten it, or lengthen keep",
        },
      ]
    : wholeDaysFaults("lockFor", lockFor, 1, MOST_DAYS);
}

function complianceFaults(props: ArchiveStorageProps): Fault[] {
  const { lock, disposable = false, confirmComplianceDays: confirmed } = props;
  if (lock !== "compliance") {
    return confirmed === undefined
      ? []
      : [
          {
            path: "confirmComplianceDays",
            problem: "confirms a compliance lock that there is none of",
            got: confirmed,
            fix: 'leave it out, or give lock "compliance"',
          },
        ];
  }
  const { days } = lockOf(props)!;
  return [
    ...(disposable
      ? [
          {
            path: "lock",
            problem: "can't be combined with disposable: nobody can delete the files of a compliance lock before their time",
            got: lock,
            allowed: "governance or none in a disposable environment",
            fix: 'use lock "governance", or leave disposable out',
          },
        ]
      : []),
    ...(confirmed === days
      ? []
      : [
          {
            path: "confirmComplianceDays",
            problem: `does not confirm the compliance lock: for ${days} days nobody will be able to delete a file, shorten the lock or remove the bucket`,
            got: confirmed,
            allowed: `${days}`,
            fix: 'write the number of days once more, or use lock "governance"',
          },
        ]),
  ];
}
