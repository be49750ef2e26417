import { type Fault, oneOfFaults, wholeNumberFaults } from "./validation";

/** Pod Security levels from the one that allows everything to the one that allows least. */
export const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;

/** A level of Kubernetes' Pod Security Standards. */
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** What the pods of a namespace may be and take together. */
export interface NamespaceSettings {
  /**
   * What pods may ask of their node; a pod that asks for more is refused.
   * @default "restricted"
   */
  readonly podSecurity?: PodSecurityLevel;
  /** Cores that all pods may request together, 1 to 10,000. */
  readonly maxCpuCores: number;
  /** Memory that all pods may request, and be limited to, together, in GiB, 1 to 100,000. */
  readonly maxMemoryGibibytes: number;
  /**
   * Pods at a time, 1 to 10,000.
   * @default 100
   */
  readonly maxPods?: number;
  /**
   * Storage that all volume claims may ask for together, in GiB, 0 to 1,000,000.
   * @default 0
   */
  readonly maxStorageGibibytes?: number;
  /**
   * What a container requests that says nothing: a thousandth of a core each, 1 to 64,000.
   * @default 50
   */
  readonly defaultCpuMillicores?: number;
  /**
   * Memory that a container requests, and is limited to, that says nothing: MiB, 1 to 1,000,000.
   * @default 128
   */
  readonly defaultMemoryMebibytes?: number;
  /**
   * Namespaces whose pods may reach the pods of this one, beside its own.
   * @default - none
   */
  readonly allowedNamespaces?: readonly string[];
}

/** Names that Kubernetes or EKS owns. */
const OWNED = /^(default|kube-.*|amazon-.*|aws-.*)$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Everything that is wrong with the namespaces of a cluster. */
export function namespaceFaults(path: string, namespaces: Readonly<Record<string, NamespaceSettings>>): Fault[] {
  return Object.entries(namespaces).flatMap(([name, settings]) => {
    const at = `${path}.${name}`;
    return [
      ...nameFaults(path, name),
      ...oneOfFaults(`${at}.podSecurity`, settings.podSecurity, POD_SECURITY_LEVELS),
      ...wholeNumberFaults(`${at}.maxCpuCores`, settings.maxCpuCores, 1, 10_000, "cores"),
      ...wholeNumberFaults(`${at}.maxMemoryGibibytes`, settings.maxMemoryGibibytes, 1, 100_000, "GiB"),
      ...wholeNumberFaults(`${at}.maxPods`, settings.maxPods, 1, 10_000, "pods"),
      ...wholeNumberFaults(`${at}.maxStorageGibibytes`, settings.maxStorageGibibytes, 0, 1_000_000, "GiB"),
      ...wholeNumberFaults(`${at}.defaultCpuMillicores`, settings.defaultCpuMillicores, 1, 64_000, "thousandths of a core"),
      ...wholeNumberFaults(`${at}.defaultMemoryMebibytes`, settings.defaultMemoryMebibytes, 1, 1_000_000, "MiB"),
      ...(settings.allowedNamespaces ?? []).flatMap((allowed) => labelFaults(`${at}.allowedNamespaces`, allowed)),
      ...defaultFaults(at, settings),
    ];
  });
}

function nameFaults(path: string, name: string): Fault[] {
  if (OWNED.test(name)) {
    const fix = "choose a name of your own";
    return [{ path, problem: "names a namespace that Kubernetes or AWS owns", got: name, allowed: "any other name", fix }];
  }
  return labelFaults(path, name);
}

function labelFaults(path: string, name: string): Fault[] {
  if (LABEL.test(name)) {
    return [];
  }
  const allowed = "1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit";
  return [{ path, problem: "is not the name of a namespace", got: name, allowed, fix: "choose a simpler name" }];
}

/** A container that says nothing must fit into an empty namespace, or nothing starts there. */
function defaultFaults(path: string, settings: NamespaceSettings): Fault[] {
  const { maxMemoryGibibytes, maxCpuCores, defaultMemoryMebibytes = 128, defaultCpuMillicores = 50 } = settings;
  const problem = "is more than the whole namespace may take, so that no container without a request could start";
  const faults: Fault[] = [];
  if (defaultMemoryMebibytes > maxMemoryGibibytes * 1024) {
    const allowed = `at most ${maxMemoryGibibytes * 1024} MiB`;
    faults.push({
      path: `${path}.defaultMemoryMebibytes`,
      problem,
      got: defaultMemoryMebibytes,
      allowed,
      fix: "make it smaller",
    });
  }
  if (defaultCpuMillicores > maxCpuCores * 1000) {
    const allowed = `at most ${maxCpuCores * 1000}`;
    faults.push({ path: `${path}.defaultCpuMillicores`, problem, got: defaultCpuMillicores, allowed, fix: "make it smaller" });
  }
  return faults;
}
