import { burst, type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const condition = (node: string, name: string, status = "true") =>
  `kube_node_status_condition{cluster="c", node="${node}", condition="${name}", status="${status}"}`;
const filesystem = (metric: string, mountpoint: string, fstype: string, instance = "node-1") =>
  `node_filesystem_${metric}{cluster="c", instance="${instance}", mountpoint="${mountpoint}", fstype="${fstype}"}`;
const idle = (cpu: number, mode: string, instance = "node-1") =>
  `node_cpu_seconds_total{cluster="c", instance="${instance}", cpu="${cpu}", mode="${mode}"}`;
const disk = (device: string) => `node_disk_io_time_seconds_total{cluster="c", instance="node-1", device="${device}"}`;
/** Ten nodes, of which so many are not ready between minutes 10 and 29. */
const tenNodes = (down: number) =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [condition(`node-${index}`, "Ready"), index < down ? step(1, 0, 20) : "1x90"]),
  );

export const nodes: GroupCases = {
  group: "nodes",
  alerts: [
    {
      alert: "InstanceDown",
      series: { 'up{cluster="c", job="node-exporter", instance="node-1"}': step(1, 0, 20) },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...page, job: "node-exporter", instance: "node-1" },
          summary: "Prometheus can't scrape node-1 of job node-exporter.",
          description: "node-1 of job node-exporter has not answered for 5 minutes; its metrics and alerts are blind.",
        },
      ],
      nearMiss: { 'up{cluster="c", job="node-exporter", instance="node-1"}': step(1, 0, 5) },
    },
    {
      alert: "NodeCPUUsage",
      // Idle for 3 of 60 seconds, and one second of work for the rest.
      series: {
        [idle(0, "idle")]: "0+60x10 603+3x30",
        [idle(0, "user")]: "0+0x10 57+57x30",
        [idle(1, "idle")]: "0+60x10 603+3x30",
        [idle(1, "user")]: "0+0x10 57+57x30",
      },
      from: 20,
      fires: [
        {
          labels: { ...page, instance: "node-1" },
          summary: "Node node-1 has almost no processor time left.",
          description: "Node node-1 uses 95 % of all its cores for 5 minutes.",
        },
      ],
      nearMiss: {
        // Exactly 90 %; one core of two; all the time waiting for a disk.
        [idle(0, "idle", "at-90")]: "0+6x90",
        [idle(0, "idle", "half")]: "0+0x90",
        [idle(1, "idle", "half")]: "0+60x90",
        [idle(0, "idle", "waiting")]: "0+3x90",
        [idle(0, "iowait", "waiting")]: "0+57x90",
        [idle(0, "idle", "stolen")]: "0+3x90",
        [idle(0, "steal", "stolen")]: "0+57x90",
      },
    },
    {
      alert: "ManyNodesNotReady",
      // 3 of 10 are gone; what other conditions say does not count.
      series: { ...tenNodes(3), [condition("node-0", "Ready", "false")]: "1x90", [condition("node-0", "DiskPressure")]: "1x90" },
      from: 15,
      until: 30,
      fires: [
        {
          labels: page,
          summary: "Only 70% of the nodes are ready.",
          description: "More than a quarter of the cluster's nodes have not been ready for 5 minutes; pods have nowhere to go.",
        },
      ],
      nearMiss: {
        [condition("a", "Ready")]: "0x90",
        [condition("b", "Ready")]: "1x90",
        [condition("c", "Ready")]: "1x90",
        [condition("d", "Ready")]: "1x90",
        [condition("d", "Ready", "false")]: "0x90",
        [condition("d", "DiskPressure")]: "0x90",
      },
    },
    {
      alert: "NodeNotReady",
      series: {
        [condition("node-1", "Ready")]: step(1, 0, 30),
        [condition("node-1", "Ready", "unknown")]: step(0, 1, 30),
        [condition("node-1", "MemoryPressure")]: "1x90",
        'kube_node_spec_unschedulable{cluster="c", node="node-1"}': "0x90",
      },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, node: "node-1" },
          summary: "Node node-1 is not ready.",
          description: "Node node-1 has not been ready for 15 minutes, and nobody has cordoned it.",
        },
      ],
      nearMiss: {
        [condition("cordoned", "Ready")]: step(1, 0, 50),
        'kube_node_spec_unschedulable{cluster="c", node="cordoned"}': "1x90",
        [condition("fine", "Ready")]: "1x90",
        'kube_node_spec_unschedulable{cluster="c", node="fine"}': "0x90",
      },
    },
    {
      alert: "NodeReadinessFlapping",
      // Five changes between minutes 10 and 18; the first has left the window of 30 minutes at minute 40.
      series: {
        [condition("node-1", "Ready")]: "1x9 0x1 1x1 0x1 1x1 0x60",
        [condition("node-1", "Ready", "false")]: "0x90",
        [condition("node-1", "DiskPressure")]: "0 1 0 1 0 1 0 1 0 1 0x80",
      },
      from: 23,
      until: 40,
      fires: [
        {
          labels: { ...ticket, node: "node-1" },
          summary: "Node node-1 goes in and out of readiness.",
          description: "Node node-1 has changed its readiness 5 times within 30 minutes.",
        },
      ],
      nearMiss: { [condition("node-1", "Ready")]: "1x9 0x1 1x1 0x1 1x70" },
    },
    {
      alert: "NodeUnderPressure",
      series: { [condition("node-1", "DiskPressure")]: step(0, 1, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, node: "node-1", condition: "DiskPressure" },
          summary: "Node node-1 reports DiskPressure.",
          description: "Node node-1 has reported DiskPressure for 10 minutes; the kubelet evicts pods.",
        },
      ],
      nearMiss: {
        [condition("node-1", "Ready")]: "1x90",
        [condition("node-1", "MemoryPressure", "false")]: "1x90",
        [condition("node-1", "MemoryPressure")]: "0x90",
      },
    },
    {
      alert: "NodeFilesystemAlmostFull",
      series: {
        [filesystem("avail_bytes", "/", "xfs")]: step(10, 9.5, 30),
        [filesystem("size_bytes", "/", "xfs")]: "100x90",
        [filesystem("readonly", "/", "xfs")]: "0x90",
      },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...page, instance: "node-1", mountpoint: "/" },
          summary: "/ of node node-1 is almost full.",
          description: "Only 9.5% of / on node-1 is free.",
        },
      ],
      nearMiss: {
        // Read-only; in memory; exactly a tenth.
        [filesystem("avail_bytes", "/", "ext4")]: "0x90",
        [filesystem("size_bytes", "/", "ext4")]: "100x90",
        [filesystem("readonly", "/", "ext4")]: "1x90",
        [filesystem("avail_bytes", "/run", "tmpfs")]: "0x90",
        [filesystem("size_bytes", "/run", "tmpfs")]: "100x90",
        [filesystem("readonly", "/run", "tmpfs")]: "0x90",
        [filesystem("avail_bytes", "/var", "xfs")]: "10x90",
        [filesystem("size_bytes", "/var", "xfs")]: "100x90",
        [filesystem("readonly", "/var", "xfs")]: "0x90",
      },
    },
    {
      alert: "NodeFilesystemFillingUp",
      when: "just below two fifths, and full within 19 hours",
      series: { [filesystem("avail_bytes", "/", "xfs")]: "39.9-0.035x110", [filesystem("size_bytes", "/", "xfs")]: "100x110" },
      from: 61,
      fires: [
        {
          labels: { ...ticket, instance: "node-1", mountpoint: "/" },
          summary: "/ of node node-1 will be full within a day.",
          description: "37.77% of / on node-1 is free, and the last 6 hours point to none within 24 hours.",
        },
      ],
      nearMiss: {
        // Just above two fifths; full a little later than in a day; in memory.
        [filesystem("avail_bytes", "/", "xfs")]: "43.9-0.035x110",
        [filesystem("size_bytes", "/", "xfs")]: "100x110",
        [filesystem("avail_bytes", "/var", "xfs")]: "7.9-0.005x130",
        [filesystem("size_bytes", "/var", "xfs")]: "100x130",
        [filesystem("avail_bytes", "/run", "tmpfs")]: "39-0.04x130",
        [filesystem("size_bytes", "/run", "tmpfs")]: "100x130",
      },
      nearMissMinutes: 130,
    },
    {
      alert: "NodeFilesystemFillingUp",
      when: "six hours without a change, and then a fall that has to show in the slope first",
      series: {
        [filesystem("avail_bytes", "/", "xfs")]: "39x359 39-0.04x480",
        [filesystem("size_bytes", "/", "xfs")]: "100x900",
      },
      from: 617,
      fires: [
        {
          labels: { ...ticket, instance: "node-1", mountpoint: "/" },
          summary: "/ of node node-1 will be full within a day.",
          description: "28.72% of / on node-1 is free, and the last 6 hours point to none within 24 hours.",
        },
      ],
    },
    {
      alert: "NodeMemoryHigh",
      series: {
        'node_memory_MemAvailable_bytes{cluster="c", instance="node-1"}': step(10, 8, 30),
        'node_memory_MemTotal_bytes{cluster="c", instance="node-1"}': "100x90",
      },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, instance: "node-1" },
          summary: "Node node-1 has little memory left.",
          description: "Node node-1 has used 92% of its memory for 15 minutes.",
        },
      ],
      nearMiss: {
        'node_memory_MemAvailable_bytes{cluster="c", instance="node-1"}': "10x90",
        'node_memory_MemTotal_bytes{cluster="c", instance="node-1"}': "100x90",
      },
    },
    {
      alert: "NodeDiskSaturated",
      series: { [disk("nvme0n1")]: "0x9 0+57.6x50 2880x40" },
      from: 45,
      until: 61,
      fires: [
        {
          labels: { ...ticket, instance: "node-1", device: "nvme0n1" },
          summary: "Disk nvme0n1 of node node-1 never rests.",
          description: "Disk nvme0n1 of node-1 has been busy for 96% of the last 30 minutes; what waits for it is slow.",
        },
      ],
      nearMiss: { [disk("nvme0n1")]: "0+56.9x90", [disk("dm-0")]: "0+60x90" },
    },
    {
      alert: "NodeConntrackNearLimit",
      series: {
        'node_nf_conntrack_entries{cluster="c", instance="node-1"}': step(75, 80, 20),
        'node_nf_conntrack_entries_limit{cluster="c", instance="node-1"}': "100x90",
      },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...ticket, instance: "node-1" },
          summary: "Node node-1 tracks almost as many connections as it can.",
          description: "80% of the connection table of node-1 is used; when it is full, packets are dropped.",
        },
      ],
      nearMiss: {
        'node_nf_conntrack_entries{cluster="c", instance="node-1"}': "75x90",
        'node_nf_conntrack_entries_limit{cluster="c", instance="node-1"}': "100x90",
      },
    },
  ],
  recordings: [
    {
      record: "instance:node_cpu_utilisation:ratio_rate5m",
      // Two cores: one idle all the time, the other from minute 11 on never; work counts for neither.
      series: {
        [idle(0, "idle")]: "0+60x30",
        [idle(1, "idle")]: "0+60x10 600x20",
        [idle(1, "user")]: "0+0x10 60+60x20",
      },
      minute: 12,
      samples: { '{cluster="c", instance="node-1"}': 0.2 },
      decimals: 4,
    },
    {
      record: "instance:node_memory_utilisation:ratio",
      series: {
        'node_memory_MemAvailable_bytes{cluster="c", instance="node-1", pod="a"}': "25x10",
        'node_memory_MemTotal_bytes{cluster="c", instance="node-1", pod="a"}': "100x10",
      },
      minute: 5,
      samples: { '{cluster="c", instance="node-1"}': 0.75 },
    },
    {
      record: "instance_device:node_disk_io_time:ratio_rate5m",
      series: { [disk("nvme0n1")]: burst(60, 20), [disk("xvda")]: "0x40", [disk("sdb")]: "0x40", [disk("dm-0")]: "0+60x40" },
      minute: 13,
      samples: {
        '{cluster="c", instance="node-1", device="nvme0n1"}': 0.6,
        '{cluster="c", instance="node-1", device="xvda"}': 0,
        '{cluster="c", instance="node-1", device="sdb"}': 0,
      },
      decimals: 4,
    },
  ],
};
