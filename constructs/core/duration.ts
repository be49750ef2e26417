import type { Fault } from "./validation";

/** A length of time with its unit in the type, so that no prop needs a suffix such as `InSeconds`. */
export class Duration {
  public static seconds(amount: number): Duration {
    return new Duration(amount);
  }

  public static minutes(amount: number): Duration {
    return new Duration(amount * 60);
  }

  public static hours(amount: number): Duration {
    return new Duration(amount * 3_600);
  }

  public static days(amount: number): Duration {
    return new Duration(amount * 86_400);
  }

  private constructor(private readonly totalSeconds: number) {}

  /** The length in seconds; may be a fraction when the amount was. */
  public toSeconds(): number {
    return this.totalSeconds;
  }

  /** The length in days; may be a fraction. */
  public toDays(): number {
    return this.totalSeconds / 86_400;
  }

  /** As Prometheus writes durations: `90s`, `5m`, `2h`, `7d`, in the largest unit that gives a whole number. */
  public toPrometheus(): string {
    const units: [number, string][] = [
      [86_400, "d"],
      [3_600, "h"],
      [60, "m"],
    ];
    for (const [seconds, letter] of units) {
      if (this.totalSeconds >= seconds && this.totalSeconds % seconds === 0) {
        return `${this.totalSeconds / seconds}${letter}`;
      }
    }
    return `${this.totalSeconds}s`;
  }

  public toString(): string {
    return this.toPrometheus();
  }

  public toJSON(): string {
    return this.toPrometheus();
  }
}

/** A fault when a duration is not a whole number of days within the bounds (inclusive). */
export function wholeDaysFaults(path: string, value: Duration | undefined, minDays: number, maxDays: number): Fault[] {
  const days = value?.toDays();
  if (days === undefined || (Number.isInteger(days) && days >= minDays && days <= maxDays)) {
    return [];
  }
  return [
    {
      path,
      problem: "is out of range",
      got: value?.toString(),
      allowed: `whole days from ${minDays} to ${maxDays}`,
      fix: "write it as Duration.days(n) with n within the range",
    },
  ];
}
