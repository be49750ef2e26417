import { Duration } from "../../constructs/core/duration";
import { NODE_CPU_UTILISATION, NODE_DISK_IO_TIME, NODE_MEMORY_UTILISATION } from "../recording/nodes";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** File systems that hold data on EKS nodes: Amazon Linux 2023 has xfs, Bottlerocket both. */
const DATA = 'fstype=~"ext4|xfs"';
const FILE_SYSTEM_FREE = `min by (cluster, instance, mountpoint) (node_filesystem_avail_bytes{${DATA}} / node_filesystem_size_bytes{${DATA}})`;

/** Alerts about the machines that carry the cluster. */
export const nodeAlerts: readonly AlertRule[] = [
  {
    alert: "InstanceDown",
    expr: "up == 0",
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Prometheus can't scrape {{ $labels.instance }} of job {{ $labels.job }}.",
    description:
      "{{ $labels.instance }} of job {{ $labels.job }} has not answered for 5 minutes; its metrics and alerts are blind.",
  },
  {
    alert: "NodeCPUUsage",
    expr: `100 * ${NODE_CPU_UTILISATION} > 90`,
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Node {{ $labels.instance }} has almost no processor time left.",
    description: 'Node {{ $labels.instance }} uses {{ $value | printf "%.0f" }} % of all its cores for 5 minutes.',
  },
  {
    alert: "ManyNodesNotReady",
    expr: 'avg by (cluster) (kube_node_status_condition{condition="Ready", status="true"}) < 0.75',
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Only {{ $value | humanizePercentage }} of the nodes are ready.",
    description: "More than a quarter of the cluster's nodes have not been ready for 5 minutes; pods have nowhere to go.",
  },
  {
    alert: "NodeNotReady",
    // A node that was cordoned is being worked on.
    expr:
      'max by (cluster, node) (kube_node_status_condition{condition="Ready", status="true"}) == 0 ' +
      "and on (cluster, node) max by (cluster, node) (kube_node_spec_unschedulable) == 0",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Node {{ $labels.node }} is not ready.",
    description: "Node {{ $labels.node }} has not been ready for 15 minutes, and nobody has cordoned it.",
  },
  {
    alert: "NodeReadinessFlapping",
    expr: 'max by (cluster, node) (changes(kube_node_status_condition{condition="Ready", status="true"}[30m])) > 4',
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "Node {{ $labels.node }} goes in and out of readiness.",
    description: "Node {{ $labels.node }} has changed its readiness {{ $value }} times within 30 minutes.",
  },
  {
    alert: "NodeUnderPressure",
    expr:
      "max by (cluster, node, condition) " +
      '(kube_node_status_condition{condition=~"DiskPressure|MemoryPressure|PIDPressure", status="true"}) == 1',
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Node {{ $labels.node }} reports {{ $labels.condition }}.",
    description: "Node {{ $labels.node }} has reported {{ $labels.condition }} for 10 minutes; the kubelet evicts pods.",
  },
  {
    alert: "NodeFilesystemAlmostFull",
    // Nothing can fill a read-only file system.
    expr: `${FILE_SYSTEM_FREE} < 0.1 unless on (cluster, instance, mountpoint) node_filesystem_readonly{${DATA}} == 1`,
    for: Duration.minutes(15),
    severity: "page",
    owner: OWNER,
    summary: "{{ $labels.mountpoint }} of node {{ $labels.instance }} is almost full.",
    description: "Only {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} on {{ $labels.instance }} is free.",
  },
  {
    alert: "NodeFilesystemFillingUp",
    expr:
      `${FILE_SYSTEM_FREE} < 0.4 and on (cluster, instance, mountpoint) ` +
      `predict_linear(node_filesystem_avail_bytes{${DATA}}[6h], 86400) < 0`,
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $labels.mountpoint }} of node {{ $labels.instance }} will be full within a day.",
    description:
      "{{ $value | humanizePercentage }} of {{ $labels.mountpoint }} on {{ $labels.instance }} is free, and the last 6 hours " +
      "point to none within 24 hours.",
  },
  {
    alert: "NodeMemoryHigh",
    expr: `${NODE_MEMORY_UTILISATION} > 0.9`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Node {{ $labels.instance }} has little memory left.",
    description: "Node {{ $labels.instance }} has used {{ $value | humanizePercentage }} of its memory for 15 minutes.",
  },
  {
    alert: "NodeDiskSaturated",
    expr: `${NODE_DISK_IO_TIME} > 0.95`,
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "Disk {{ $labels.device }} of node {{ $labels.instance }} never rests.",
    description:
      "Disk {{ $labels.device }} of {{ $labels.instance }} has been busy for {{ $value | humanizePercentage }} of the last 30 " +
      "minutes; what waits for it is slow.",
  },
  {
    alert: "NodeConntrackNearLimit",
    expr: "max by (cluster, instance) (node_nf_conntrack_entries / node_nf_conntrack_entries_limit) > 0.75",
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "Node {{ $labels.instance }} tracks almost as many connections as it can.",
    description:
      "{{ $value | humanizePercentage }} of the connection table of {{ $labels.instance }} is used; when it is full, packets are dropped.",
  },
];
