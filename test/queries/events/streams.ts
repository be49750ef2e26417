import { applicationEvent, type Workload, WORKLOADS } from "./application-events";
import { auditEvents } from "./audit-events";
import { authenticatorEvent, schedulerEvent } from "./control-plane-events";
import type { SourceEvent } from "./fact";
import { kernelEvent, kubeletEvent, NODES, performanceEvent } from "./node-events";
import type { Random } from "./random";

/** A log stream of the observed cluster. */
export interface LogStream {
  readonly logGroup: string;
  readonly logStream: string;
  /** Its share of all events, in relation to the other streams. */
  readonly weight: number;
  /** So many hours before the end it fell silent. @default - it never did */
  readonly silentForHours?: number;
  /** What happens at one moment: mostly one event. */
  make(random: Random, timestamp: number): readonly SourceEvent[];
}

/** Name of the observed cluster. */
export const CLUSTER = "obs-test";

/** The log groups by what they hold, as `LogGroupPurpose` has it. */
export const LOG_GROUPS = {
  "control-plane": [`/aws/eks/${CLUSTER}/cluster`],
  // The second one takes the application's keys at the top of the record, as a plain Fluent Bit with `Merge_Log On` does.
  application: [`/aws/containerinsights/${CLUSTER}/application`, "fluentbit-cloudwatch"],
  dataplane: [`/aws/containerinsights/${CLUSTER}/dataplane`],
  host: [`/aws/containerinsights/${CLUSTER}/host`],
  performance: [`/aws/containerinsights/${CLUSTER}/performance`],
} as const;

/** Every stream that writes. */
export const STREAMS: readonly LogStream[] = [
  ...["0a1b2c", "3d4e5f"].map((id) => controlPlane(`kube-apiserver-audit-${id}`, 22, auditEvents)),
  controlPlane("authenticator-0a1b2c", 1.2, one(authenticatorEvent)),
  controlPlane("kube-scheduler-0a1b2c", 0.8, one(schedulerEvent)),
  ...WORKLOADS.flatMap((workload, index) => [
    pod(workload, "nested", { suffix: "x1", node: NODES[index % NODES.length]!, weight: 4 }),
    pod(workload, "nested", {
      suffix: "x2",
      node: NODES[(index + 1) % NODES.length]!,
      weight: 2,
      silentForHours: index === 1 ? 70 : undefined,
    }),
  ]),
  pod(WORKLOADS[0]!, "merged", { suffix: "x3", node: NODES[2]!, weight: 8 }),
  ...NODES.map((node, index) =>
    nodeStream(
      "host",
      `${node}.host.dmesg`,
      1,
      index,
      one((random) => kernelEvent(random, node)),
    ),
  ),
  // The system's log repeats what the kernel says; who counts both counts twice.
  ...NODES.map((node, index) =>
    nodeStream(
      "host",
      `${node}.host.messages`,
      0.5,
      index,
      one((random) => ({ ...kernelEvent(random, node), fact: { kind: "kernel", node } })),
    ),
  ),
  ...NODES.map((node, index) =>
    nodeStream(
      "dataplane",
      `${node}-dataplane.systemd.kubelet.service`,
      2,
      index,
      one((random, at) => kubeletEvent(random, at, node)),
    ),
  ),
  ...NODES.map((node, index) => nodeStream("performance", node, 1.5, index, one(performanceEvent))),
];

function controlPlane(logStream: string, weight: number, make: LogStream["make"]): LogStream {
  return { logGroup: LOG_GROUPS["control-plane"][0], logStream, weight, make };
}

function pod(
  workload: Workload,
  shape: "nested" | "merged",
  {
    suffix,
    node,
    weight,
    silentForHours,
  }: { readonly suffix: string; readonly node: string; readonly weight: number; readonly silentForHours?: number },
): LogStream {
  const name = `${workload.workload}-${suffix}`;
  return {
    logGroup: LOG_GROUPS.application[shape === "nested" ? 0 : 1],
    logStream: `${node}-application.var.log.containers.${name}_${workload.namespace}_${workload.workload}-9f2c4e.log`,
    weight,
    silentForHours,
    make: one((random, at) => applicationEvent(random, at, { workload, pod: name, node, shape })),
  };
}

/** The last node left the cluster a day before the end. */
function nodeStream(
  group: "host" | "dataplane" | "performance",
  logStream: string,
  weight: number,
  index: number,
  make: LogStream["make"],
): LogStream {
  const silentForHours = index === NODES.length - 1 ? 30 : undefined;
  return { logGroup: LOG_GROUPS[group][0], logStream, weight, silentForHours, make };
}

function one(make: (random: Random, timestamp: number) => SourceEvent): LogStream["make"] {
  return (random, timestamp) => [make(random, timestamp)];
}
