import { burst, type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const remote = (metric: string) =>
  `prometheus_remote_storage_${metric}{cluster="c", pod="prometheus-0", remote_name="amp", url="https://amp"}`;
const notifications = (metric: string, more = "") =>
  `alertmanager_notifications_${metric}total{cluster="c", pod="alertmanager-0", integration="sns"${more}}`;
const inPod = { pod: "prometheus-0" };
const toAmp = { ...inPod, remote_name: "amp" };

export const monitoring: GroupCases = {
  group: "monitoring",
  alerts: [
    {
      alert: "PrometheusRulesFailing",
      series: {
        'prometheus_rule_evaluation_failures_total{cluster="c", pod="prometheus-0", rule_group="nodes"}': "0x9 0+0.1x20 2x60",
      },
      from: 26,
      until: 36,
      fires: [
        {
          labels: { ...page, ...inPod, rule_group: "nodes" },
          summary: "Prometheus prometheus-0 can't evaluate nodes.",
          description: "Rules of nodes have been failing for 15 minutes; their alerts can't fire.",
        },
      ],
      nearMiss: { 'prometheus_rule_evaluation_failures_total{cluster="c", pod="prometheus-0", rule_group="nodes"}': "3x90" },
    },
    {
      alert: "AlertmanagerNotificationsFailing",
      // 1.05 % of the messages from minute 11 on.
      series: {
        [notifications("failed_", ', reason="other"')]: "0x9 0+105x30 3150x50",
        [notifications("")]: "0+10000x100",
      },
      from: 30,
      until: 41,
      fires: [
        {
          labels: { ...page, integration: "sns" },
          summary: "Alertmanager can't deliver 1.05% of its messages through sns.",
          description: "Messages through sns have been failing for 5 minutes; people are not told.",
        },
      ],
      nearMiss: { [notifications("failed_", ', reason="other"')]: "0+1x90", [notifications("")]: "0+100x90" },
    },
    {
      alert: "PrometheusNotConnectedToAlertmanager",
      series: { 'prometheus_notifications_alertmanagers_discovered{cluster="c", pod="prometheus-0"}': step(1, 0, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...page, ...inPod },
          summary: "Prometheus prometheus-0 knows no Alertmanager.",
          description: "prometheus-0 has had nowhere to send alerts for 10 minutes.",
        },
      ],
      nearMiss: { 'prometheus_notifications_alertmanagers_discovered{cluster="c", pod="prometheus-0"}': "1x90" },
    },
    {
      alert: "PrometheusRemoteWriteFailing",
      // 1.05 % of all from minute 11 on; all are those that failed and those that did not.
      series: { [remote("samples_failed_total")]: "0x9 0+105x30 3150x50", [remote("samples_total")]: "0+4895x9 48950+9895x90" },
      from: 30,
      until: 41,
      fires: [
        {
          labels: { ...page, ...toAmp },
          summary: "1.05% of the samples for amp are refused.",
          description:
            "prometheus-0 has been losing samples for 15 minutes; the workspace refuses them, and alerts there are blind.",
        },
      ],
      nearMiss: { [remote("samples_failed_total")]: "0+100x90", [remote("samples_total")]: "0+9900x90" },
    },
    {
      alert: "PrometheusRemoteWriteThrottled",
      series: { [remote("samples_retried_total")]: burst(6, 30) },
      from: 26,
      until: 45,
      fires: [
        {
          labels: { ...ticket, ...toAmp },
          summary: "amp takes samples only at the second attempt.",
          description: "prometheus-0 has been repeating sends for 15 minutes; the workspace is out of reach or at a limit.",
        },
      ],
      nearMiss: { [remote("samples_retried_total")]: "7x90" },
    },
    {
      alert: "PrometheusRemoteWriteBehind",
      series: {
        [remote("queue_highest_timestamp_seconds")]: "1000+60x90",
        [remote("queue_highest_sent_timestamp_seconds")]: "880+60x9 1475+60x29 3280+60x40",
      },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, ...toAmp },
          summary: "What amp shows is 2m 5s old.",
          description: "prometheus-0 has been more than 2 minutes behind for 15 minutes.",
        },
      ],
      nearMiss: {
        [remote("queue_highest_timestamp_seconds")]: "1000+60x90",
        [remote("queue_highest_sent_timestamp_seconds")]: "880+60x90",
      },
    },
    {
      alert: "PrometheusConfigReloadFailed",
      series: { 'prometheus_config_last_reload_successful{cluster="c", pod="prometheus-0"}': step(1, 0, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, ...inPod },
          summary: "Prometheus prometheus-0 refuses its new configuration.",
          description: "prometheus-0 has been running with an old configuration for 10 minutes.",
        },
      ],
      nearMiss: { 'prometheus_config_last_reload_successful{cluster="c", pod="prometheus-0"}': "1x90" },
    },
    {
      alert: "AlertmanagerConfigReloadFailed",
      series: { 'alertmanager_config_last_reload_successful{cluster="c", pod="alertmanager-0"}': step(1, 0, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, pod: "alertmanager-0" },
          summary: "Alertmanager alertmanager-0 refuses its new configuration.",
          description: "alertmanager-0 has been running with an old configuration for 10 minutes.",
        },
      ],
      nearMiss: { 'alertmanager_config_last_reload_successful{cluster="c", pod="alertmanager-0"}': "1x90" },
    },
    {
      alert: "PrometheusOperatorReconcileFailing",
      series: {
        'prometheus_operator_reconcile_errors_total{cluster="c", pod="operator", controller="prometheus"}': "0x9 0+0.05x20 1x60",
      },
      from: 26,
      until: 41,
      fires: [
        {
          labels: { ...ticket, controller: "prometheus" },
          summary: "The Prometheus operator can't apply changes of prometheus.",
          description: "Reconciling prometheus has been failing for 15 minutes; new monitors and rules have no effect.",
        },
      ],
      nearMiss: { 'prometheus_operator_reconcile_errors_total{cluster="c", pod="operator", controller="prometheus"}': "3x90" },
    },
  ],
  recordings: [],
};

export const deadMansSwitch: GroupCases = {
  group: "dead-mans-switch",
  alerts: [
    {
      alert: "Watchdog",
      series: { 'up{cluster="c"}': "1x10" },
      from: 0,
      fires: [
        {
          labels: { severity: "none", owner: "platform" },
          summary: "Alerting works.",
          description:
            "This alert fires always. When it stops, Prometheus, Alertmanager or the way between them and the receiver is broken.",
        },
      ],
    },
  ],
  recordings: [],
};
