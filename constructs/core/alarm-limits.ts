import { Duration } from "./duration";
import { type NameLimit, nameFaults } from "./physical-name";
import { type Fault, wholeNumberFaults } from "./validation";

/** @see CloudWatch API, PutMetricAlarm: AlarmName, 1 to 255 characters (API version 2010-08-01, read 2026-11) */
const ALARM_NAME: NameLimit = { kind: "CloudWatch alarm", maxCharacters: 255, pattern: /^[\w .:/-]+$/ };

/** @see CloudWatch API, PutMetricAlarm: AlarmDescription (read 2026-11) */
const MAX_DESCRIPTION = 1024;

/** How long an alarm looks back. */
export interface AlarmWindow {
  /** Length of one period. */
  readonly period: Duration;
  /** Periods that are looked at. */
  readonly evaluationPeriods: number;
  /** So many of them must be over the threshold. */
  readonly datapointsToAlarm: number;
}

/** What an alarm says to the person who is told: what happened, how urgent it is, and where it stands what to do. */
export function alarmDescription(summary: string, severity: string, runbookUrl: string | undefined): string {
  return `${summary} Severity: ${severity}.${runbookUrl === undefined ? "" : ` Runbook: ${runbookUrl}`}`;
}

/** Faults of an alarm's name. */
export function alarmNameFaults(path: string, name: string): Fault[] {
  return nameFaults(path, name, ALARM_NAME);
}

/** A fault when the description is longer than CloudWatch takes. */
export function alarmDescriptionFaults(path: string, description: string): Fault[] {
  if (description.length <= MAX_DESCRIPTION) {
    return [];
  }
  return [
    {
      path,
      problem: "makes a description that is too long",
      got: `${description.length} characters with severity and runbook`,
      allowed: `at most ${MAX_DESCRIPTION} characters`,
      fix: "shorten it, and write the rest into the runbook",
    },
  ];
}

/**
 * Faults of an alarm's window, for metrics that have one value a minute.
 *
 * @see CloudWatch API, PutMetricAlarm: Period, EvaluationPeriods, DatapointsToAlarm; together at most a day, or a week for periods of
 * an hour and more (read 2026-11)
 */
export function alarmWindowFaults({ period, evaluationPeriods, datapointsToAlarm }: AlarmWindow): Fault[] {
  const faults = [
    ...periodFaults(period),
    ...wholeNumberFaults("evaluationPeriods", evaluationPeriods, 1, 1440, "periods"),
    ...wholeNumberFaults("datapointsToAlarm", datapointsToAlarm, 1, evaluationPeriods, "periods, at most evaluationPeriods,"),
  ];
  const most = period.toSeconds() < Duration.hours(1).toSeconds() ? Duration.days(1) : Duration.days(7);
  if (faults.length === 0 && period.toSeconds() * evaluationPeriods > most.toSeconds()) {
    faults.push({
      path: "evaluationPeriods",
      problem: "makes a window that is too long",
      got: `${evaluationPeriods} periods of ${period.toString()}`,
      allowed: "1d in all, 7d when a period is 1h or longer",
      fix: "look at fewer or shorter periods",
    });
  }
  return faults;
}

function periodFaults(period: Duration): Fault[] {
  const seconds = period.toSeconds();
  if (seconds % 60 === 0 && seconds >= 60 && seconds <= Duration.days(1).toSeconds()) {
    return [];
  }
  return [
    {
      path: "period",
      problem: "is no period that an alarm on these metrics can have",
      got: period.toString(),
      allowed: "whole minutes from 1m to 1d",
      fix: "choose whole minutes, such as Duration.minutes(5)",
    },
  ];
}
