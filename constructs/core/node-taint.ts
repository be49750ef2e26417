import type { Fault } from "./validation";

/** Keeps pods away from a node that do not tolerate it. */
export interface NodeTaint {
  /**
   * A Kubernetes qualified name of at most 63 characters with its prefix, such as `dedicated` or `example.com/gpu`. The prefixes
   * `kubernetes.io/`, `k8s.io/` and `eks.amazonaws.com/` are reserved.
   */
  readonly key: string;
  /**
   * Letters, digits, `-`, `_` and `.`, at most 63.
   * @default - none: pods tolerate the key alone
   */
  readonly value?: string;
  /** `NoSchedule` keeps new pods away, `PreferNoSchedule` only where there is room elsewhere, `NoExecute` also evicts those that run. */
  readonly effect: NodeTaintEffect;
}

/** What a taint does to pods that do not tolerate it, as Kubernetes spells it. */
export type NodeTaintEffect = (typeof NODE_TAINT_EFFECTS)[number];

const NODE_TAINT_EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

/** @see EKS CreateNodegroup: labelKey, labelValue, taintKey and taintValue, 63 characters each, prefix included (API model, read 2026-11) */
const MAX_CHARACTERS = 63;
/** @see aws_eks_node_group: taint, at most 50 (provider 5.100, read 2026-11) */
const MAX_TAINTS = 50;

/** Label values and the last part of keys: begin and end with a letter or digit. */
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Names that only Kubernetes and EKS put on things. */
const RESERVED_DOMAINS = ["kubernetes.io", "k8s.io", "eks.amazonaws.com"] as const;

/**
 * Faults of labels that EKS or the nodes' kubelet would refuse.
 *
 * Labels below a reserved domain (`node-role.kubernetes.io/...`) are faults too: EKS refuses some, and with the others nodes never
 * join, because a kubelet may not give them to itself.
 * @see github.com/eksctl-io/eksctl/issues/4007, github.com/aws/containers-roadmap/issues/2465 (read 2026-11)
 */
export function nodeLabelFaults(path: string, labels: Readonly<Record<string, string>> = {}): Fault[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyFaults(`${path}.${key}`, key, (domain, reserved) => domain === reserved || domain.endsWith(`.${reserved}`)),
    ...(value.length <= MAX_CHARACTERS && NAME.test(value) ? [] : [valueFault(`${path}.${key}`, value, "1 to 63")]),
  ]);
}

/**
 * Faults of taints that EKS would refuse.
 *
 * @see github.com/alphagov/govuk-infrastructure/pull/1264: taints with a reserved prefix (read 2026-11)
 */
export function nodeTaintFaults(path: string, taints: readonly NodeTaint[] = []): Fault[] {
  return [...taintCountFaults(path, taints), ...taints.flatMap((taint, index) => taintFaults(`${path}[${index}]`, taint))];
}

function taintCountFaults(path: string, taints: readonly NodeTaint[]): Fault[] {
  const faults: Fault[] = [];
  if (taints.length > MAX_TAINTS) {
    faults.push({
      path,
      problem: "are more than a node group takes",
      got: taints.length,
      allowed: `at most ${MAX_TAINTS}`,
      fix: "keep pods away with fewer taints",
    });
  }
  const identities = taints.map(({ key, effect }) => `${key}:${effect}`);
  const twice = identities.filter((identity, index) => identities.indexOf(identity) !== index);
  if (twice.length > 0) {
    faults.push({ path, problem: "name a key twice with the same effect", got: twice, fix: "keep one of them" });
  }
  return faults;
}

function taintFaults(path: string, { key, value = "", effect }: NodeTaint): Fault[] {
  const faults = keyFaults(`${path}.key`, key, (domain, reserved) => domain === reserved);
  if (value !== "" && (value.length > MAX_CHARACTERS || !NAME.test(value))) {
    faults.push(valueFault(`${path}.value`, value, "at most 63"));
  }
  if (!NODE_TAINT_EFFECTS.includes(effect)) {
    faults.push({
      path: `${path}.effect`,
      problem: "is not an effect that Kubernetes knows",
      got: effect,
      allowed: NODE_TAINT_EFFECTS.join(", "),
      fix: "choose one of these",
    });
  }
  return faults;
}

function keyFaults(path: string, key: string, isReserved: (domain: string, reserved: string) => boolean): Fault[] {
  const parts = key.split("/");
  const name = parts.pop()!;
  const domain = parts.join("/");
  if (key.length > MAX_CHARACTERS || !NAME.test(name) || (key.includes("/") && !DNS_NAME.test(domain))) {
    return [
      {
        path,
        problem: "is not a key that Kubernetes and EKS take",
        got: key,
        allowed: "at most 63 letters, digits, `-`, `_` and `.`, if wanted behind a DNS name and `/`: dedicated, example.com/team",
        fix: "begin and end the name with a letter or a digit, and write the prefix in lower case",
      },
    ];
  }
  if (RESERVED_DOMAINS.some((reserved) => isReserved(domain, reserved))) {
    return [
      {
        path,
        problem: "has a prefix that is reserved for Kubernetes and EKS",
        got: key,
        allowed: `prefixes other than ${RESERVED_DOMAINS.map((reserved) => `${reserved}/`).join(", ")}`,
        fix: "use a domain of your own, or none",
      },
    ];
  }
  return [];
}

function valueFault(path: string, value: string, characters: string): Fault {
  return {
    path,
    problem: "has a value that Kubernetes and EKS refuse",
    got: value,
    allowed: `${characters} letters, digits, \`-\`, \`_\` and \`.\`, with a letter or a digit at both ends`,
    fix: "write the value without other characters",
  };
}
