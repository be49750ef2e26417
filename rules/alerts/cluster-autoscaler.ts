import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about the cluster autoscaler. */
export const clusterAutoscalerAlerts: readonly AlertRule[] = [
  {
    alert: "ClusterAutoscalerScaleUpFailing",
    expr: "sum by (cluster, reason) (increase(cluster_autoscaler_failed_scale_ups_total[15m])) > 0",
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "The cluster autoscaler can't add nodes: {{ $labels.reason }}.",
    description: "An attempt to add nodes failed within the last 15 minutes because of {{ $labels.reason }}.",
  },
  {
    alert: "ClusterAutoscalerUnsafe",
    expr: "min by (cluster) (cluster_autoscaler_cluster_safe_to_autoscale) == 0",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "The cluster autoscaler has stopped to scale.",
    description: "Too many nodes have been unready for 15 minutes, so the autoscaler neither adds nor removes any.",
  },
  {
    alert: "ClusterAutoscalerStalled",
    expr: 'time() - max by (cluster) (cluster_autoscaler_last_activity{activity="main"}) > 600',
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "The cluster autoscaler does nothing.",
    description: "The last round of the autoscaler was {{ $value | humanizeDuration }} ago; it should be every 10 seconds.",
  },
  {
    alert: "ClusterAutoscalerPodsUnschedulable",
    expr: 'max by (cluster) (cluster_autoscaler_unschedulable_pods_count{type="unschedulable"}) > 0',
    for: Duration.minutes(20),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $value }} pods fit on no node, and no node is added for them.",
    description:
      "The autoscaler has seen pods without a place for 20 minutes; no node group fits them or all are at their maximum.",
  },
];
