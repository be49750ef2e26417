import { Token } from "cdktf";
import { architectureOf } from "../core/instance-architecture";
import { type Fault, wholeNumberFaults } from "../core/validation";
import type { ManagedNodeGroupOptions } from "./managed-node-group-props";

/** What does not fit together about the number of nodes, their instance types and their disks. */
export function capacityFaults(options: ManagedNodeGroupOptions): Fault[] {
  return [...instanceTypeFaults(options), ...sizeFaults(options), ...diskFaults(options)];
}

function instanceTypeFaults({ instanceTypes, architecture }: ManagedNodeGroupOptions): Fault[] {
  if (instanceTypes.length < 1 || instanceTypes.length > 20) {
    return [
      {
        path: "instanceTypes",
        problem: "has a length that EKS refuses",
        got: instanceTypes.length,
        allowed: "1 to 20 types",
        fix: "name the types that the group may use",
      },
    ];
  }
  const others = instanceTypes.filter((type) => !Token.isUnresolved(type) && architectureOf(type) !== architecture);
  if (others.length === 0) {
    return [];
  }
  return [
    {
      path: "instanceTypes",
      problem: `has types that do not run images for ${architecture}`,
      got: others,
      allowed:
        architecture === "arm64" ? "Graviton types, such as m7g.large" : "types with Intel or AMD processors, such as m7i.large",
      fix: "correct the architecture, or make a second node group for the other one",
    },
  ];
}

function sizeFaults({ minSize, maxSize, desiredSize }: ManagedNodeGroupOptions): Fault[] {
  const faults = [
    ...wholeNumberFaults("minSize", minSize, 0, 450, "nodes"),
    ...wholeNumberFaults("maxSize", maxSize, 1, 450, "nodes"),
  ];
  if (maxSize < minSize) {
    faults.push({
      path: "maxSize",
      problem: `is less than minSize (${minSize})`,
      got: maxSize,
      allowed: `${minSize} or more`,
      fix: "raise maxSize or lower minSize",
    });
  }
  return faults.length > 0 ? faults : wholeNumberFaults("desiredSize", desiredSize, minSize, maxSize, "nodes");
}

function diskFaults({
  diskSizeGibibytes: size = 50,
  diskIops,
  diskThroughputMibps: throughput = 125,
}: ManagedNodeGroupOptions): Fault[] {
  const iops = diskIops ?? 3_000;
  const faults = [
    ...wholeNumberFaults("diskSizeGibibytes", size, 20, 16_384, "gibibytes"),
    ...wholeNumberFaults("diskIops", iops, 3_000, 80_000, "operations per second"),
    ...wholeNumberFaults("diskThroughputMibps", throughput, 125, 1_000, "MiB/s"),
  ];
  if (faults.length > 0) {
    return faults;
  }
  if (iops > size * 500) {
    faults.push({
      path: "diskIops",
      problem: `is more than 500 for each of the ${size} gibibytes`,
      got: iops,
      allowed: `3000 to ${size * 500}`,
      fix: "lower it, or raise diskSizeGibibytes",
    });
  }
  if (throughput > iops / 4) {
    faults.push({
      path: "diskThroughputMibps",
      problem: `is more than a quarter of the ${iops} operations per second`,
      got: throughput,
      allowed: `125 to ${Math.floor(iops / 4)}`,
      fix: `lower it, or raise diskIops to ${throughput * 4}`,
    });
  }
  return faults;
}
