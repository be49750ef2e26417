import type { Duration } from "../constructs/core/duration";

/** How urgent an alert is: `page` wakes somebody at three in the morning, `ticket` can wait until they are at work. */
export const SEVERITIES = ["page", "ticket"] as const;

/** One of the two urgencies that people tell apart when they are tired. */
export type Severity = (typeof SEVERITIES)[number];

/**
 * What the dead man's switch carries instead of a severity: it fires always, and nobody is told unless it stops. Routes send it to
 * the outside receiver and never to a person.
 */
export const HEARTBEAT = "none";

/** An alert: a condition that a person has to act on. Its runbook is the page `docs/runbooks/<alert>.md`, which a test demands. */
export interface AlertRule {
  /** Name in PascalCase, unique over all groups; also the name of its page under `docs/runbooks`. */
  readonly alert: string;
  /**
   * PromQL that yields one series for each thing that is wrong. Holds a comparison; keeps the label `cluster`, and aggregates away
   * the labels of the exporter that reports for others (`pod`, `instance` of kube-state-metrics), which would mislead the reader.
   */
  readonly expr: string;
  /** How long the condition must last before the alert fires, so that a restart is not an alarm. */
  readonly for: Duration;
  /** Who is told, and how loudly; routes in Alertmanager match this label. Symptoms page, causes make tickets. */
  readonly severity: Severity | typeof HEARTBEAT;
  /** Team that mends it; becomes the label `owner`. */
  readonly owner: string;
  /** One sentence that fits a notification's title. Go templates (`{{ $labels.instance }}`) are filled in by Prometheus. */
  readonly summary: string;
  /** What is seen and since when, for the body of the notification. Go templates as in `summary`. */
  readonly description: string;
}

/** A query whose result is stored under a name of its own, so that dashboards and alerts share one definition of it. */
export interface RecordingRule {
  /** Name as `level:metric:operation`, such as `instance:node_cpu_utilisation:ratio_rate5m`. */
  readonly record: string;
  /** PromQL that is evaluated and stored. */
  readonly expr: string;
  /**
   * Labels that are put on every series of the result; rules of one name differ in them.
   * @default - those of the result
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule of either kind. */
export type Rule = AlertRule | RecordingRule;

/**
 * Rules that are evaluated together, top to bottom. Amazon Managed Prometheus keeps no order between groups: an alert that reads a
 * recording rule belongs in the same group, after it.
 */
export interface RuleGroup {
  /** Lower-case letters, digits and hyphens; unique. */
  readonly name: string;
  /** Time between two evaluations; Amazon Managed Prometheus accepts 30 seconds and more. */
  readonly interval: Duration;
  /** In the order of evaluation. */
  readonly rules: readonly Rule[];
}

/** Tells the two kinds of rule apart. */
export function isAlert(rule: Rule): rule is AlertRule {
  return "alert" in rule;
}

/** Path of the page that says what to do about an alert, from the root of the repository. */
export function runbookPage(alert: string): string {
  return `docs/runbooks/${alert}.md`;
}
