import { Duration, wholeDaysFaults } from "../core/duration";
import { type Fault, wholeNumberFaults } from "../core/validation";
import type { LogArchiveProps } from "./log-archive-props";
import { type LogArchiveNames, logArchiveNameFaults } from "./log-archive-names";
import type { ILogGroupRef } from "./log-group-ref";

/** A hundred years: the longest default retention of Object Lock. */
const MOST_DAYS = 36_500;

/** Everything that is wrong with the props of a log archive. */
export function archiveFaults(props: LogArchiveProps, names: LogArchiveNames): Fault[] {
  return [
    ...onePerText(logArchiveNameFaults(names)),
    ...wholeDaysFaults("keep", props.keep, 1, MOST_DAYS),
    ...transitionFaults(props),
    ...lockFaults(props),
    ...wholeNumberFaults("bufferSizeMebibytes", props.bufferSizeMebibytes, 64, 128, "MiB"),
    ...wholeNumberFaults("bufferInterval", props.bufferInterval?.toSeconds(), 60, 900, "seconds"),
    ...wholeDaysFaults("keepResults", props.keepResults, 1, MOST_DAYS),
    ...wholeDaysFaults("keepAccessLogs", props.keepAccessLogs, 1, MOST_DAYS),
    ...wholeNumberFaults("scanLimitGibibytes", props.scanLimitGibibytes, 1, 1_048_576, "GiB"),
    ...savedQueryFaults(props),
  ];
}

/** What is wrong with archiving a group: the archive's errors must not feed the archive, or one failure makes the next. */
export function subscribeFaults(logGroup: ILogGroupRef, errorLogGroup: ILogGroupRef): Fault[] {
  if (logGroup.logGroupName !== errorLogGroup.logGroupName) {
    return [];
  }
  return [
    {
      path: "logGroup",
      problem: "is the group of the archive's own delivery errors, so a failed delivery would feed itself",
      fix: "archive other groups only",
    },
  ];
}

function transitionFaults({ keep = Duration.days(1827), transitionAfter }: LogArchiveProps): Fault[] {
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
  return wholeDaysFaults("transitionAfter", transitionAfter, 0, MOST_DAYS);
}

function lockFaults({ lock, disposable }: LogArchiveProps): Fault[] {
  if (lock !== "compliance" || !disposable) {
    return [];
  }
  return [
    {
      path: "lock",
      problem: "can't be combined with disposable: nobody can delete the files of a compliance lock before their time",
      got: lock,
      allowed: "governance or none in a disposable environment",
      fix: 'use lock "governance", or leave disposable out',
    },
  ];
}

/** @see Athena API, CreateNamedQuery: Name, QueryString (API version 2017-05-18, read 2026-11) */
function savedQueryFaults({ savedQueries = [] }: LogArchiveProps): Fault[] {
  const names = savedQueries.map(({ name }) => name);
  return names
    .filter((name, index) => name.length > 128 || names.indexOf(name) !== index)
    .map((name) => ({
      path: "savedQueries",
      problem: "has a name that is given twice or is too long",
      got: name,
      allowed: "names of at most 128 characters, each once",
      fix: "rename one of the queries",
    }));
}

/** Several names break the same rule for the same reason; the reader mends one prefix. */
function onePerText(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ problem }) => {
    const kind = problem.replace(/ for this kind of resource.*/, "");
    return !seen.has(kind) && seen.add(kind);
  });
}
