import type { Duration } from "../../constructs/core/duration";
import type { Severity } from "../rule";

/** What a metric of AWS is about: the dimension that names it. */
export const ALARM_SUBJECTS = { cluster: "ClusterName", workspace: "Workspace" } as const;

/** What a metric of AWS is about. */
export type AlarmSubject = keyof typeof ALARM_SUBJECTS;

/** One metric of one cluster or workspace. */
export interface MetricSource {
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: "Sum" | "Average" | "Maximum" | "Minimum";
  readonly of: AlarmSubject;
}

/** All metrics of a name together, whatever other dimensions they have; at most three hours back. */
export interface QuerySource {
  readonly select: "SUM" | "MAX";
  readonly metricName: string;
  readonly namespace: string;
  /**
   * Dimensions with these values.
   * @default - any
   */
  readonly where?: Readonly<Record<string, string>>;
  /**
   * Of one cluster or workspace.
   * @default - of all in the account and region
   */
  readonly of?: AlarmSubject;
}

/** What an alarm of CloudWatch reads. */
export type AlarmSource = MetricSource | QuerySource;

/** An alarm of CloudWatch that says what an alert says, from metrics that AWS writes by itself: it works while no Prometheus does. */
export interface CloudwatchAlarmRule {
  /** Name in PascalCase, unique over all alarms. */
  readonly alarm: string;
  /** The alert that says the same from Prometheus: its severity is the alarm's, and its page under `docs/runbooks` the runbook. */
  readonly twinOf: string;
  /** What is read, by the name that the expression gives it: a small letter first. */
  readonly reads: Readonly<Record<string, AlarmSource>>;
  /**
   * What is made of it, with `+ - * /`.
   * @default - the one thing that is read
   */
  readonly expression?: string;
  /** The alarm is above this value, not at it. */
  readonly above: number;
  /** Length of a period: whole minutes. */
  readonly period: Duration;
  /** So many periods are looked at. */
  readonly of: number;
  /** So many of them must be above. */
  readonly atLeast: number;
  /** Who is told, and how loudly. */
  readonly severity: Severity;
  /** What happened, as one sentence with a full stop. */
  readonly summary: string;
}

/** Tells the two kinds of source apart. */
export function isQuery(source: AlarmSource): source is QuerySource {
  return "select" in source;
}
