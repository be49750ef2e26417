import type { PartitionKeys } from "./dynamic-partitioning";

/** What an expression of a Firehose prefix may speak of, beside the time. */
export interface PrefixValues {
  /** When the oldest record of the file arrived. */
  readonly arrival: Date;
  /** The value of `!{firehose:random-string}`: eleven letters and digits in AWS, one for each file. */
  readonly randomString: string;
  /**
   * The value of `!{firehose:error-output-type}`, such as `format-conversion-failed`.
   * @default - the prefix is not one for errors, where the expression is refused
   */
  readonly errorOutputType?: string;
  /**
   * The values of `!{partitionKeyFromQuery:...}`.
   * @default - none, so that such an expression is refused
   */
  readonly partitionKeys?: PartitionKeys;
}

/**
 * Evaluates a Firehose prefix for one file, in UTC. A prefix without a time gets `yyyy/MM/dd/HH/` at its end, as Firehose does.
 *
 * @throws Error when an expression is not one that Firehose knows, or a date pattern has a letter that is not supported here
 * @see Firehose Developer Guide, "Custom prefixes for Amazon S3 objects" (read 2026-11)
 */
export function evaluatePrefix(prefix: string, values: PrefixValues): string {
  const complete = prefix.includes("!{timestamp:") ? prefix : `${prefix}!{timestamp:yyyy/MM/dd/HH}/`;
  return complete.replace(/!\{([a-zA-Z]+):([^}]*)\}/g, (expression, namespace: string, value: string) =>
    evaluateExpression(expression, namespace, value, values),
  );
}

/** The key of a delivered file: prefix, stream, version, time to the second, an id, and the extension. */
export function deliveredKey(
  evaluatedPrefix: string,
  streamName: string,
  { arrival, fileId, fileExtension = "" }: { readonly arrival: Date; readonly fileId: string; readonly fileExtension?: string },
): string {
  return `${evaluatedPrefix}${streamName}-1-${formatUtc("yyyy-MM-dd-HH-mm-ss", arrival)}-${fileId}${fileExtension}`;
}

/**
 * Formats a time in UTC by a Java date pattern: the letters `y M d H m s`, quoted text, and everything that is no letter.
 *
 * @throws Error when the pattern has another letter
 */
export function formatUtc(pattern: string, time: Date): string {
  return pattern.replace(/'([^']*)'|([a-zA-Z])\2*/g, (field: string, quoted: string | undefined) => {
    if (quoted !== undefined) {
      return quoted === "" ? "'" : quoted;
    }
    const part = DATE_FIELDS[field];
    if (part === undefined) {
      throw new Error(
        `The date pattern "${pattern}" has "${field}", which is not supported here; supported: ${SUPPORTED_FIELDS}.`,
      );
    }
    return String(part(time)).padStart(field.length, "0");
  });
}

const DATE_FIELDS: Readonly<Record<string, (time: Date) => number>> = {
  yyyy: (time) => time.getUTCFullYear(),
  MM: (time) => time.getUTCMonth() + 1,
  dd: (time) => time.getUTCDate(),
  HH: (time) => time.getUTCHours(),
  mm: (time) => time.getUTCMinutes(),
  ss: (time) => time.getUTCSeconds(),
};

const SUPPORTED_FIELDS = Object.keys(DATE_FIELDS).join(", ");

function evaluateExpression(expression: string, namespace: string, value: string, values: PrefixValues): string {
  if (namespace === "timestamp") {
    return formatUtc(value, values.arrival);
  }
  if (namespace === "firehose" && value === "random-string") {
    return values.randomString;
  }
  if (namespace === "firehose" && value === "error-output-type" && values.errorOutputType !== undefined) {
    return values.errorOutputType;
  }
  const key = namespace === "partitionKeyFromQuery" ? values.partitionKeys?.[value] : undefined;
  if (key !== undefined) {
    return key;
  }
  throw new Error(
    `The prefix expression "${expression}" can't be evaluated: known are !{timestamp:...}, !{firehose:random-string}, !{partitionKeyFromQuery:...} where there is a query and, in an error prefix only, !{firehose:error-output-type}.`,
  );
}
