import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const REMOTE = "by (cluster, pod, remote_name)";

/** Alerts about Prometheus and Alertmanager in the cluster. */
export const monitoringAlerts: readonly AlertRule[] = [
  {
    alert: "PrometheusRulesFailing",
    expr: "sum by (cluster, pod, rule_group) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0",
    for: Duration.minutes(15),
    severity: "page",
    owner: OWNER,
    summary: "Prometheus {{ $labels.pod }} can't evaluate {{ $labels.rule_group }}.",
    description: "Rules of {{ $labels.rule_group }} have been failing for 15 minutes; their alerts can't fire.",
  },
  {
    alert: "AlertmanagerNotificationsFailing",
    expr:
      "sum by (cluster, integration) (rate(alertmanager_notifications_failed_total[15m])) " +
      "/ sum by (cluster, integration) (rate(alertmanager_notifications_total[15m])) > 0.01",
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Alertmanager can't deliver {{ $value | humanizePercentage }} of its messages through {{ $labels.integration }}.",
    description: "Messages through {{ $labels.integration }} have been failing for 5 minutes; people are not told.",
  },
  {
    alert: "PrometheusNotConnectedToAlertmanager",
    expr: "max by (cluster, pod) (prometheus_notifications_alertmanagers_discovered) < 1",
    for: Duration.minutes(10),
    severity: "page",
    owner: OWNER,
    summary: "Prometheus {{ $labels.pod }} knows no Alertmanager.",
    description: "{{ $labels.pod }} has had nowhere to send alerts for 10 minutes.",
  },
  {
    alert: "PrometheusRemoteWriteFailing",
    // What Amazon Managed Prometheus refuses for good: too many series, labels or old samples.
    expr:
      `sum ${REMOTE} (rate(prometheus_remote_storage_samples_failed_total[5m])) ` +
      `/ (sum ${REMOTE} (rate(prometheus_remote_storage_samples_failed_total[5m])) ` +
      `+ sum ${REMOTE} (rate(prometheus_remote_storage_samples_total[5m]))) > 0.01`,
    for: Duration.minutes(15),
    severity: "page",
    owner: OWNER,
    summary: "{{ $value | humanizePercentage }} of the samples for {{ $labels.remote_name }} are refused.",
    description:
      "{{ $labels.pod }} has been losing samples for 15 minutes; the workspace refuses them, and alerts there are blind.",
  },
  {
    alert: "PrometheusRemoteWriteThrottled",
    // AMP answers 429 above the ingestion rate of its quota; Prometheus sends again.
    expr: `sum ${REMOTE} (rate(prometheus_remote_storage_samples_retried_total[5m])) > 0`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $labels.remote_name }} takes samples only at the second attempt.",
    description: "{{ $labels.pod }} has been repeating sends for 15 minutes; the workspace is out of reach or at a limit.",
  },
  {
    alert: "PrometheusRemoteWriteBehind",
    expr:
      `max ${REMOTE} (prometheus_remote_storage_queue_highest_timestamp_seconds) ` +
      `- max ${REMOTE} (prometheus_remote_storage_queue_highest_sent_timestamp_seconds) > 120`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "What {{ $labels.remote_name }} shows is {{ $value | humanizeDuration }} old.",
    description: "{{ $labels.pod }} has been more than 2 minutes behind for 15 minutes.",
  },
  {
    alert: "PrometheusConfigReloadFailed",
    expr: "max by (cluster, pod) (prometheus_config_last_reload_successful) == 0",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Prometheus {{ $labels.pod }} refuses its new configuration.",
    description: "{{ $labels.pod }} has been running with an old configuration for 10 minutes.",
  },
  {
    alert: "AlertmanagerConfigReloadFailed",
    expr: "max by (cluster, pod) (alertmanager_config_last_reload_successful) == 0",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Alertmanager {{ $labels.pod }} refuses its new configuration.",
    description: "{{ $labels.pod }} has been running with an old configuration for 10 minutes.",
  },
  {
    alert: "PrometheusOperatorReconcileFailing",
    expr: "sum by (cluster, controller) (increase(prometheus_operator_reconcile_errors_total[10m])) > 0",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "The Prometheus operator can't apply changes of {{ $labels.controller }}.",
    description: "Reconciling {{ $labels.controller }} has been failing for 15 minutes; new monitors and rules have no effect.",
  },
];
