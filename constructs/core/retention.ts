import type { Fault } from "./validation";

/**
 * The periods in days that CloudWatch Logs offers; 0 (never expire) is `Retention.forever()`.
 *
 * @see CloudWatch Logs API, PutRetentionPolicy (API version 2014-03-28, read 2026-11)
 */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A number of days that CloudWatch Logs offers as a retention. */
export type RetentionDays = (typeof RETENTION_DAYS)[number];

/** How long a CloudWatch log group keeps its events. Longer history belongs in the archive, which costs less. */
export class Retention {
  /**
   * A period that CloudWatch offers. The type admits these only; a value that was cast past the type is reported by
   * `retentionFaults`, together with every other fault of the environment.
   */
  public static days(days: RetentionDays): Retention {
    return new Retention(days);
  }

  /** Events never expire and are paid for every month: to be chosen on purpose, never a default. */
  public static forever(): Retention {
    return new Retention(0);
  }

  private constructor(
    /** Days as the API takes them; 0 means that events never expire. */
    public readonly inDays: number,
  ) {}

  public toString(): string {
    return this.inDays === 0 ? "forever" : `${this.inDays} days`;
  }

  public toJSON(): string {
    return this.toString();
  }
}

/** The period offered by CloudWatch that is nearest to a number of days; the longer one when two are equally near. */
export function nearestRetentionDays(days: number): RetentionDays {
  return RETENTION_DAYS.reduce((best, offered) => (Math.abs(offered - days) <= Math.abs(best - days) ? offered : best));
}

/** A fault when CloudWatch does not offer the period; says which offered one is nearest. */
export function retentionFaults(path: string, retention: Retention | undefined): Fault[] {
  const days = retention?.inDays;
  if (days === undefined || days === 0 || (RETENTION_DAYS as readonly number[]).includes(days)) {
    return [];
  }
  return [
    {
      path,
      problem: "is not a period that CloudWatch Logs offers",
      got: `${days} days`,
      allowed: `${RETENTION_DAYS.join(", ")} days, or Retention.forever()`,
      fix: `use Retention.days(${nearestRetentionDays(days)}), the nearest one`,
    },
  ];
}
