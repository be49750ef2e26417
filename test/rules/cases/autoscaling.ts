import { type GroupCases, step } from "../rule-case";
import { ticket } from "./labels";

const failed = 'cluster_autoscaler_failed_scale_ups_total{cluster="c", pod="ca", reason="cloudProviderError"}';
const activity = (name: string) => `cluster_autoscaler_last_activity{cluster="c", pod="ca", activity="${name}"}`;
const unschedulable = (type: string) => `cluster_autoscaler_unschedulable_pods_count{cluster="c", pod="ca", type="${type}"}`;

export const clusterAutoscaler: GroupCases = {
  group: "cluster-autoscaler",
  alerts: [
    {
      alert: "ClusterAutoscalerScaleUpFailing",
      series: { [failed]: "0x9 1x60" },
      from: 15,
      until: 25,
      fires: [
        {
          labels: { ...ticket, reason: "cloudProviderError" },
          summary: "The cluster autoscaler can't add nodes: cloudProviderError.",
          description: "An attempt to add nodes failed within the last 15 minutes because of cloudProviderError.",
        },
      ],
      nearMiss: { [failed]: "3x90" },
    },
    {
      alert: "ClusterAutoscalerUnsafe",
      series: { 'cluster_autoscaler_cluster_safe_to_autoscale{cluster="c", pod="ca"}': step(1, 0, 30) },
      from: 25,
      until: 40,
      fires: [
        {
          labels: ticket,
          summary: "The cluster autoscaler has stopped to scale.",
          description: "Too many nodes have been unready for 15 minutes, so the autoscaler neither adds nor removes any.",
        },
      ],
      nearMiss: { 'cluster_autoscaler_cluster_safe_to_autoscale{cluster="c", pod="ca"}': "1x90" },
    },
    {
      alert: "ClusterAutoscalerStalled",
      // The main loop stops after 10 minutes, the others go on.
      series: { [activity("main")]: "0+60x10 600x28 2400+60x40", [activity("scaleDown")]: "0+60x90" },
      from: 26,
      until: 40,
      fires: [
        {
          labels: ticket,
          summary: "The cluster autoscaler does nothing.",
          description: "The last round of the autoscaler was 16m 0s ago; it should be every 10 seconds.",
        },
      ],
      last: [
        {
          labels: ticket,
          summary: "The cluster autoscaler does nothing.",
          description: "The last round of the autoscaler was 29m 0s ago; it should be every 10 seconds.",
        },
      ],
      // Always 10 minutes ago, once there have been 10 minutes.
      nearMiss: { [activity("main")]: "0x10 60+60x80", [activity("scaleDown")]: "0x90" },
    },
    {
      alert: "ClusterAutoscalerPodsUnschedulable",
      series: { [unschedulable("unschedulable")]: step(0, 1, 30) },
      from: 30,
      until: 40,
      fires: [
        {
          labels: ticket,
          summary: "1 pods fit on no node, and no node is added for them.",
          description:
            "The autoscaler has seen pods without a place for 20 minutes; no node group fits them or all are at their maximum.",
        },
      ],
      nearMiss: { [unschedulable("unschedulable")]: "0x90", [unschedulable("scheduler_unprocessed")]: "3x90" },
    },
  ],
  recordings: [],
};

const launches =
  'karpenter_cloudprovider_instance_launch_failures_total{cluster="c", pod="k", reason="InsufficientCapacity", zone="a"}';
const pool = (metric: string, name = "default") =>
  `karpenter_nodepools_${metric}{cluster="c", pod="k", nodepool="${name}", resource_type="cpu"}`;

export const karpenter: GroupCases = {
  group: "karpenter",
  alerts: [
    {
      alert: "KarpenterLaunchFailing",
      series: { [launches]: "0x9 3.15x60" },
      from: 15,
      until: 25,
      fires: [
        {
          labels: { ...ticket, reason: "InsufficientCapacity" },
          summary: "Karpenter can't launch instances: InsufficientCapacity.",
          description: "3.15 launches failed within 15 minutes because of InsufficientCapacity.",
        },
      ],
      nearMiss: { [launches]: "0x19 3x70" },
    },
    {
      alert: "KarpenterPodsUnschedulable",
      series: { 'karpenter_scheduler_unschedulable_pods_count{cluster="c", pod="k", controller="provisioner"}': step(0, 1, 30) },
      from: 30,
      until: 40,
      fires: [
        {
          labels: ticket,
          summary: "Karpenter finds no node for 1 pods.",
          description: "No NodePool could serve these pods for 20 minutes.",
        },
      ],
      nearMiss: { 'karpenter_scheduler_unschedulable_pods_count{cluster="c", pod="k", controller="provisioner"}': "0x90" },
    },
    {
      alert: "KarpenterNodePoolNearLimit",
      series: { [pool("usage")]: step(90, 95, 30), [pool("limit")]: "100x90" },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, nodepool: "default", resource_type: "cpu" },
          summary: "NodePool default has almost reached its limit of cpu.",
          description: "NodePool default uses 95% of its limit of cpu.",
        },
      ],
      nearMiss: {
        [pool("usage")]: "90x90",
        [pool("limit")]: "100x90",
        [pool("usage", "none")]: "1x90",
        [pool("limit", "none")]: "0x90",
      },
    },
    {
      alert: "KarpenterNodePoolNearLimit",
      when: "a limit of one, as there is for accelerators",
      series: { [pool("usage")]: step(0, 1, 30), [pool("limit")]: "1x90" },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, nodepool: "default", resource_type: "cpu" },
          summary: "NodePool default has almost reached its limit of cpu.",
          description: "NodePool default uses 100% of its limit of cpu.",
        },
      ],
    },
    {
      alert: "KarpenterOutOfStep",
      series: { 'karpenter_cluster_state_synced{cluster="c", pod="k"}': step(1, 0, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: ticket,
          summary: "Karpenter does not know the state of the cluster.",
          description:
            "Karpenter has not caught up with the API server for 10 minutes; until then it neither adds nor removes nodes.",
        },
      ],
      nearMiss: { 'karpenter_cluster_state_synced{cluster="c", pod="k"}': "1x90" },
    },
  ],
  recordings: [],
};
