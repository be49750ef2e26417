/** Which names a command may use. */
export interface Scope {
  /** The columns that a `stats` command has left; undefined while every field of the events is there. */
  readonly columns?: readonly string[];
  /** Names that the query has made. */
  readonly made: readonly string[];
}

/**
 * Fields with an at sign are made by CloudWatch. Those of Lambda and other services are left out: nothing of this project's groups has
 * them, and a misspelt name would pass.
 *
 * @see CloudWatch Logs User Guide, "Supported logs and discovered fields" (read 2026-11)
 */
const DISCOVERED = [
  "@timestamp",
  "@message",
  "@logStream",
  "@log",
  "@ingestionTime",
  "@ptr",
  "@entity",
  "@aws.account",
  "@aws.region",
];
/** Made by `pattern` and `anomaly`. */
const OF_PATTERNS = [
  "@pattern",
  "@ratio",
  "@sampleCount",
  "@severityLabel",
  "@patternId",
  "@regexString",
  "@logSamples",
  "@anomaly.patternId",
];

/** What a query begins with, or goes on with when it has made names. */
export function scopeOf(made: readonly string[] = [], columns?: readonly string[]): Scope {
  return { made, columns };
}

/** Why a name can't be used, as the end of a sentence; undefined when it can. */
export function nameFault(name: string, { made, columns }: Scope): string | undefined {
  if (columns !== undefined) {
    return columns.includes(name)
      ? undefined
      : `uses ${name}, which the stats command before it does not give (${columns.join(", ")})`;
  }
  if (made.includes(name) || !name.startsWith("@")) {
    return undefined;
  }
  return [...DISCOVERED, ...OF_PATTERNS].includes(name) ? undefined : `uses ${name}, which is no field that CloudWatch makes`;
}
