/** Values of a series, minute by minute, in promtool's notation: `1x4` is five times 1, `0+60x9` goes up to 540. */
export type SeriesValues = Readonly<Record<string, string>>;

/** What an alert looks like to the person who gets it. */
export interface ExpectedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

/** A course of events in which an alert fires, and one that comes close without firing. */
export interface AlertCase {
  readonly alert: string;
  /** Which of several ways to fire this is. @default - the only one */
  readonly when?: string;
  readonly series: SeriesValues;
  /** The first minute in which it fires; the one before is silent. */
  readonly from: number;
  /** The first minute in which it is silent again; the one before still fires. @default - not looked at */
  readonly until?: number;
  readonly fires: readonly ExpectedAlert[];
  /** What people read in the last minute, where the number in the text has changed. @default - the same as in the first */
  readonly last?: readonly ExpectedAlert[];
  /** Events that must not make it fire, not in any minute. @default - another case of the alert has some */
  readonly nearMiss?: SeriesValues;
  /** How many minutes of the near miss are looked at. @default 90 */
  readonly nearMissMinutes?: number;
}

/** A recording rule with its value. */
export interface RecordingCase {
  readonly record: string;
  readonly series: SeriesValues;
  readonly minute: number;
  /** Labels of a series of the result, in PromQL, with its value. */
  readonly samples: Readonly<Record<string, number>>;
  /** Decimals that are looked at. @default - the exact value */
  readonly decimals?: number;
}

/** The cases of one rule group. */
export interface GroupCases {
  readonly group: string;
  readonly alerts: readonly AlertCase[];
  readonly recordings: readonly RecordingCase[];
  /** Minutes between two samples and two evaluations. @default 1 */
  readonly stepMinutes?: number;
}

/** `low` for ten minutes, `high` from minute 10 for so many minutes, then `low` again. */
export function step(low: number | string, high: number | string, minutes: number): string {
  return `${low}x9 ${high}x${minutes - 1} ${low}x40`;
}

/** A counter that stands still for ten minutes, goes up by `perMinute` from minute 11 for so many minutes, and stands still again. */
export function burst(perMinute: number, minutes: number): string {
  const end = Number((perMinute * minutes).toPrecision(12));
  return `0x9 0+${perMinute}x${minutes} ${end}x60`;
}
