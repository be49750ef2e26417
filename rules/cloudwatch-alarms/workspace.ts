import { Duration } from "../../constructs/core/duration";
import type { CloudwatchAlarmRule } from "./cloudwatch-alarm";

/** The default quota of a workspace. @see AMP Service Quotas, "Active series per workspace" (read 2026-11) */
const SERIES_QUOTA = 50_000_000;

/** What differs from workspace to workspace. */
export interface WorkspaceAlarmOptions {
  /**
   * The most active series that the workspace takes.
   * @default - its quota, 50 million
   */
  readonly maxActiveSeries?: number;
}

/**
 * Alarms on Amazon Managed Prometheus itself: rules that fail there can't tell of their own failure.
 *
 * @see AMP User Guide, "Use CloudWatch metrics to monitor resources": free; a missing value is a zero; rules carry their group as a
 * second dimension (read 2026-11)
 */
export function workspaceAlarms({ maxActiveSeries = SERIES_QUOTA }: WorkspaceAlarmOptions = {}): readonly CloudwatchAlarmRule[] {
  return [
    {
      alarm: "WorkspaceRulesFailing",
      twinOf: "PrometheusRulesFailing",
      reads: {
        failures: { select: "SUM", metricName: "RuleEvaluationFailures", namespace: "AWS/Prometheus", of: "workspace" },
      },
      above: 0,
      period: Duration.minutes(5),
      of: 3,
      atLeast: 3,
      severity: "page",
      summary: "The workspace can't evaluate some of its rules; their alerts can't fire.",
    },
    {
      alarm: "WorkspaceNotificationsFailing",
      twinOf: "AlertmanagerNotificationsFailing",
      reads: {
        failures: {
          namespace: "AWS/Prometheus",
          metricName: "AlertManagerNotificationsFailed",
          statistic: "Sum",
          of: "workspace",
        },
      },
      above: 0,
      period: Duration.minutes(5),
      of: 2,
      atLeast: 2,
      severity: "page",
      summary: "The workspace can't deliver alerts to its receivers.",
    },
    {
      alarm: "WorkspaceDiscardsSamples",
      twinOf: "PrometheusRemoteWriteFailing",
      reads: { samples: { select: "SUM", metricName: "DiscardedSamples", namespace: "AWS/Prometheus", of: "workspace" } },
      // One percent of 100,000 series that are scraped twice a minute.
      above: 10_000,
      period: Duration.minutes(5),
      of: 3,
      atLeast: 3,
      severity: "page",
      summary: "The workspace throws samples away: over a limit, too old, or malformed.",
    },
    {
      alarm: "WorkspaceSeriesNearLimit",
      twinOf: "PrometheusSeriesNearLimit",
      reads: {
        // The largest of the account: which dimension names the workspace here is not documented.
        series: {
          select: "MAX",
          metricName: "ResourceCount",
          namespace: "AWS/Usage",
          where: { Service: "Prometheus", Resource: "ActiveSeries" },
        },
      },
      above: 0.8 * maxActiveSeries,
      period: Duration.minutes(5),
      of: 6,
      atLeast: 6,
      severity: "ticket",
      summary: "A workspace of the account holds four fifths of the active series that this one takes.",
    },
  ];
}
