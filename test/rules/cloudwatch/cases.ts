import type { DataPoints } from "./evaluate-alarm";

/** A course of data points in which an alarm goes on, and one that comes close. */
export interface CloudwatchAlarmCase {
  readonly alarm: string;
  readonly points: DataPoints;
  /** The first period that ends with the alarm on; the one before is silent. */
  readonly from: number;
  /** The first period that ends with the alarm off again. */
  readonly until: number;
  /** Must not make it go on, not in any period. */
  readonly nearMiss: DataPoints;
}

const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
/** `low` for ten periods, `high` for so many, then `low` again. */
const step = (low: number, high: number, periods: number): number[] => [
  ...many(10, low),
  ...many(periods, high),
  ...many(20, low),
];
/** One above and one at the threshold, in turns: never the same state for long. */
const inTurns = (above: number, at: number): number[] => many(20, [above, at]).flat();

/** The cases of every alarm; the workspace takes a million series. */
export const CLOUDWATCH_CASES: readonly CloudwatchAlarmCase[] = [
  {
    alarm: "ApiServerErrors",
    points: { errors: step(0, 21, 8), total: many(38, 1000) },
    // Three of five; two of the last five are still above until the fourth good one.
    from: 12,
    until: 20,
    nearMiss: {
      errors: [...step(0, 20, 8), ...many(5, undefined), 500, 500],
      total: [...many(43, 1000), 0, undefined],
    } as DataPoints,
  },
  {
    alarm: "ApiServerSlow",
    points: { seconds: step(0.2, 1.01, 20) },
    from: 19,
    until: 35,
    // Nine of fifteen; and exactly a second.
    nearMiss: { seconds: [...step(0.2, 3, 9), ...many(20, 1)] },
  },
  {
    alarm: "EtcdStorageAtEksLimit",
    points: { bytes: step(7e9, 7.7e9, 10) },
    from: 14,
    until: 20,
    nearMiss: { bytes: [...step(7.6e9, 7.7e9, 4), ...inTurns(7.7e9, 7.6e9)] },
  },
  {
    alarm: "EtcdStorageNearEksLimit",
    points: { bytes: step(6e9, 6.5e9, 10) },
    from: 12,
    until: 20,
    nearMiss: { bytes: [...step(6.4e9, 6.5e9, 2), ...inTurns(6.5e9, 6.4e9)] },
  },
  {
    alarm: "PodsUnschedulable",
    points: { pods: step(0, 1, 20) },
    from: 19,
    until: 35,
    nearMiss: { pods: step(0, 5, 9) },
  },
  {
    alarm: "WorkspaceRulesFailing",
    points: { failures: step(0, 1, 6) },
    from: 12,
    until: 16,
    // A missing value is a zero.
    nearMiss: { failures: [...step(0, 7, 2), 1, 1, undefined, 1, 1] },
  },
  {
    alarm: "WorkspaceNotificationsFailing",
    points: { failures: step(0, 1, 6) },
    from: 11,
    until: 16,
    nearMiss: { failures: [...step(0, 9, 1), ...inTurns(1, 0)] },
  },
  {
    alarm: "WorkspaceDiscardsSamples",
    points: { samples: step(0, 10_001, 6) },
    from: 12,
    until: 16,
    nearMiss: { samples: [...many(10, 10_000), ...step(0, 90_000, 2)] },
  },
  {
    alarm: "WorkspaceSeriesNearLimit",
    points: { series: step(500_000, 800_001, 12) },
    from: 15,
    until: 22,
    nearMiss: { series: [...many(20, 800_000), ...step(0, 990_000, 5)] },
  },
];
