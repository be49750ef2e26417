import { klogTime } from "./control-plane-events";
import type { SourceEvent } from "./fact";
import type { Random } from "./random";

/** The nodes of the observed cluster. */
export const NODES: readonly string[] = [11, 12, 13, 14].map(
  (number) => `ip-10-40-${number % 3}-${number}.eu-central-1.compute.internal`,
);

const PROCESSES = ["node", "java", "redis-server"];
const KERNEL_LINES = [
  "eth0: renamed from veth1a2b3c4",
  'audit: type=1400 audit(1763718000.123:42): apparmor="STATUS"',
  "TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.",
  "java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=985",
];
const PODS = ["games/lobby-7d9f", "payments/ledger-0", "games/shipit-55c8"];

/** One line of a node's kernel, as Fluent Bit forwards it from the journal. */
export function kernelEvent(random: Random, node: string): SourceEvent {
  if (!random.percent(12)) {
    return {
      fact: { kind: "kernel", node },
      message: journalJson(random.pick(KERNEL_LINES), node, { ident: "kernel", priority: "6" }),
    };
  }
  const outOfMemory = {
    process: random.pick(PROCESSES),
    pid: random.int(1000, 99_999),
    residentKibibytes: random.int(60_000, 900_000),
    container: random.percent(70),
  };
  const line =
    `${outOfMemory.container ? "Memory cgroup out of memory" : "Out of memory"}: Killed process ${outOfMemory.pid} (${outOfMemory.process}) ` +
    `total-vm:${outOfMemory.residentKibibytes * 3}kB, anon-rss:${outOfMemory.residentKibibytes}kB, file-rss:1024kB, shmem-rss:0kB, UID:1000 pgtables:2048kB oom_score_adj:985`;
  return { fact: { kind: "kernel", node, outOfMemory }, message: journalJson(line, node, { ident: "kernel", priority: "3" }) };
}

/** One line of a node's kubelet, as Fluent Bit forwards it from the journal. */
export function kubeletEvent(random: Random, timestamp: number, node: string): SourceEvent {
  const [month, day, time] = klogTime(timestamp);
  const pod = random.pick(PODS);
  const written = (severity: string, text: string) =>
    journalJson(`${severity}${month}${day} ${time}    3012 ${text}`, node, {
      ident: "kubelet",
      unit: "kubelet.service",
      priority: "6",
    });
  if (random.percent(8)) {
    return {
      fact: { kind: "kubelet", node, evictedPod: pod },
      message: written("I", `eviction_manager.go:627] "Eviction manager: pod is evicted successfully" pod="${pod}"`),
    };
  }
  const line = random.pick([
    `pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" with CrashLoopBackOff" pod="${pod}"`,
    `eviction_manager.go:366] "Eviction manager: attempting to reclaim" resourceName="memory"`,
    `kuberuntime_manager.go:1108] "container start failed: ErrImagePull" pod="${pod}"`,
  ]);
  return { fact: { kind: "kubelet", node }, message: written(line.startsWith("pod_workers") ? "E" : "I", line) };
}

/** One event of Container Insights about a pod. */
export function performanceEvent(random: Random, timestamp: number): SourceEvent {
  const [namespace, pod] = random.pick(PODS).split("/") as [string, string];
  const memoryOfLimitPercent = random.int(5, 100);
  return {
    fact: { kind: "performance", namespace, pod, memoryOfLimitPercent },
    message: JSON.stringify({
      Type: "Pod",
      ClusterName: "obs-test",
      Namespace: namespace,
      PodName: pod,
      NodeName: random.pick(NODES),
      Timestamp: String(timestamp),
      Version: "0",
      pod_cpu_utilization: random.int(0, 400) / 100,
      pod_memory_utilization_over_pod_limit: memoryOfLimitPercent,
    }),
  };
}

function journalJson(message: string, node: string, more: Readonly<Record<string, string>>): string {
  return JSON.stringify({ priority: more.priority, message, unit: more.unit, ident: more.ident, host: node });
}
