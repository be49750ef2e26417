import type { RecordingRule } from "../rule";

/** Share of its processors that a node uses, 0 to 1; the alert and the dashboards read this one definition. */
export const NODE_CPU_UTILISATION = "instance:node_cpu_utilisation:ratio_rate5m";

/** What is stored about nodes, from the node exporter. */
export const nodeRecordings: readonly RecordingRule[] = [
  {
    record: NODE_CPU_UTILISATION,
    // Waiting for a disk or for the hypervisor is not work, so it counts as idle. The inner sum joins the modes of one core and the
    // average is over cores: the result is 1 only when every core is busy, however many there are.
    expr: '1 - avg by (cluster, instance) (sum without (mode) (rate(node_cpu_seconds_total{mode=~"idle|iowait|steal"}[5m])))',
  },
];
