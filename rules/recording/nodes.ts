import type { RecordingRule } from "../rule";

/** Share of its processors that a node uses, 0 to 1; the alert and the dashboards read this one definition. */
export const NODE_CPU_UTILISATION = "instance:node_cpu_utilisation:ratio_rate5m";

/** Share of its memory that a node can't give to a new process without paging, 0 to 1. */
export const NODE_MEMORY_UTILISATION = "instance:node_memory_utilisation:ratio";

/** Share of the time in which a disk had work to do, 0 to 1. */
export const NODE_DISK_IO_TIME = "instance_device:node_disk_io_time:ratio_rate5m";

/** What is stored about nodes, from the node exporter. */
export const nodeRecordings: readonly RecordingRule[] = [
  {
    record: NODE_CPU_UTILISATION,
    // Waiting for a disk or for the hypervisor is not work, so it counts as idle. The inner sum joins the modes of one core and the
    // average is over cores: the result is 1 only when every core is busy, however many there are.
    expr: '1 - avg by (cluster, instance) (sum without (mode) (rate(node_cpu_seconds_total{mode=~"idle|iowait|steal"}[5m])))',
  },
  {
    record: NODE_MEMORY_UTILISATION,
    expr: "1 - max by (cluster, instance) (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)",
  },
  {
    record: NODE_DISK_IO_TIME,
    // Device mapper and loop devices would count the work of the disk beneath them twice.
    expr: 'max by (cluster, instance, device) (rate(node_disk_io_time_seconds_total{device=~"nvme.+|xvd.+|sd.+"}[5m]))',
  },
];
