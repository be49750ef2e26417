import type { ServiceClasses } from "../emulator/pages";
import type { StackState } from "../terraform/stack-states";

/** How the resource types of a deployment are answered. */
export interface TypeClasses {
  /** Answered by moto. */
  readonly emulated: readonly string[];
  /** Answered by a stand-in: stored and returned, after a check against AWS's own API model. */
  readonly standIn: readonly string[];
  /** Synthesised, yet in no state: a defect. */
  readonly plannedOnly: readonly string[];
}

// Services of which moto knows nothing, by the beginning of their Terraform types.
const SERVICE_OF_TYPE: readonly (readonly [prefix: string, service: string])[] = [
  ["aws_ce_", "ce"],
  ["aws_chatbot_", "chatbot"],
  ["aws_devopsguru_", "devops-guru"],
  ["aws_grafana_", "grafana"],
  ["aws_oam_", "oam"],
  ["aws_xray_", "xray"],
];

/** Sorts the types of all stacks into the three classes. */
export function typeClasses(states: readonly StackState[], classes: ServiceClasses): TypeClasses {
  const applied = new Set(states.flatMap(({ resources }) => Object.keys(resources)));
  const synthesised = new Set(states.flatMap(({ synthesisedTypes }) => synthesisedTypes));
  const listed = new Set(classes["stand-in"].terraformTypes);
  const services = new Set(classes["stand-in"].services);
  const isStandIn = (type: string) =>
    listed.has(type) || SERVICE_OF_TYPE.some(([prefix, service]) => type.startsWith(prefix) && services.has(service));
  const sorted = [...applied].sort();
  return {
    emulated: sorted.filter((type) => !isStandIn(type)),
    standIn: sorted.filter(isStandIn),
    plannedOnly: [...synthesised].filter((type) => !applied.has(type)).sort(),
  };
}

/** What `kubernetes: "none"` left out, by Terraform type, over all stacks: their output `not_deployed`. */
export function notDeployed(states: readonly StackState[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outputs } of states) {
    for (const [type, count] of Object.entries((outputs["not_deployed"] ?? {}) as Record<string, unknown>)) {
      counts[type] = (counts[type] ?? 0) + Number(count);
    }
  }
  return counts;
}
