import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about Karpenter 1.14 and newer. */
export const karpenterAlerts: readonly AlertRule[] = [
  {
    alert: "KarpenterLaunchFailing",
    expr: "sum by (cluster, reason) (increase(karpenter_cloudprovider_instance_launch_failures_total[15m])) > 3",
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "Karpenter can't launch instances: {{ $labels.reason }}.",
    description: "{{ $value | humanize }} launches failed within 15 minutes because of {{ $labels.reason }}.",
  },
  {
    alert: "KarpenterPodsUnschedulable",
    expr: "max by (cluster) (karpenter_scheduler_unschedulable_pods_count) > 0",
    for: Duration.minutes(20),
    severity: "ticket",
    owner: OWNER,
    summary: "Karpenter finds no node for {{ $value }} pods.",
    description: "No NodePool could serve these pods for 20 minutes.",
  },
  {
    alert: "KarpenterNodePoolNearLimit",
    expr:
      "max by (cluster, nodepool, resource_type) (karpenter_nodepools_usage) " +
      "/ max by (cluster, nodepool, resource_type) (karpenter_nodepools_limit > 0) > 0.9",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "NodePool {{ $labels.nodepool }} has almost reached its limit of {{ $labels.resource_type }}.",
    description:
      "NodePool {{ $labels.nodepool }} uses {{ $value | humanizePercentage }} of its limit of {{ $labels.resource_type }}.",
  },
  {
    alert: "KarpenterOutOfStep",
    expr: "min by (cluster) (karpenter_cluster_state_synced) == 0",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Karpenter does not know the state of the cluster.",
    description: "Karpenter has not caught up with the API server for 10 minutes; until then it neither adds nor removes nodes.",
  },
];
