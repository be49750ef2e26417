import type { ILogGroupRef } from "./log-group-ref";

/** Units of a metric. @see CloudWatch Logs API, MetricTransformation: unit (API version 2014-03-28, read 2026-11) */
export type LogMetricUnit =
  | "Seconds"
  | "Microseconds"
  | "Milliseconds"
  | "Bytes"
  | "Kilobytes"
  | "Megabytes"
  | "Gigabytes"
  | "Percent"
  | "Count"
  | "Bytes/Second"
  | "Count/Second"
  | "None";

/** What is measured in the events of a group. */
export interface LogMetricOptions {
  /**
   * Which events count, in the filter syntax of CloudWatch Logs, at most 1024 characters: `{ $.responseStatus.code = 403 }` for JSON,
   * `[..., status = 5*, bytes]` for columns, `"access denied"` for text. Checked here by the grammar of the user guide.
   */
  readonly pattern: string;
  /** Where the metric stands in CloudWatch: 1 to 255 letters, digits, spaces and `._/#-`; not below `AWS/`. */
  readonly metricNamespace: string;
  /** Name of the metric: 1 to 255 letters, digits, spaces and `._/#-`. Changing it begins a new metric. */
  readonly metricName: string;
  /**
   * What an event adds: a number, or the field that holds it (`$.latency` in a pattern of JSON, `$bytes` in one of columns).
   * @default 1
   */
  readonly metricValue?: number | string;
  /**
   * What is reported for a minute in which the group got events and none of them matched. It lets a graph touch zero, and makes the
   * metric cost its 0.30 USD in every month. Not together with `dimensions`.
   * @default - nothing is reported then
   */
  readonly defaultValue?: number;
  /**
   * Unit of the value. A change begins a new series.
   * @default "None"
   */
  readonly unit?: LogMetricUnit;
  /**
   * At most three dimensions by name, each with the field that holds its value (`{ Namespace: "$.objectRef.namespace" }`). Every
   * combination of values is a metric that costs 0.30 USD a month; CloudWatch may switch a filter off that makes 1,000 in an hour. Only
   * with patterns of JSON or columns.
   * @default - none
   */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** What a `LogMetric` is made of. */
export interface LogMetricProps extends LogMetricOptions {
  /** The group whose events are measured, of the standard class. */
  readonly logGroup: ILogGroupRef;
  /** Name of the filter, unique in the group: 1 to 512 characters without `:` and `*`. Changing it replaces the filter. */
  readonly filterName: string;
}
