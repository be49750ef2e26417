import { Token } from "cdktf";
import type { Fault } from "../core/validation";
import type { ChartValue, ChartValues } from "./chart-values";

/** A Kubernetes object as its manifest has it. */
export interface KubernetesObject extends ChartValues {
  /** Group and version, such as `v1` or `karpenter.sh/v1`. */
  readonly apiVersion: string;
  /** Kind, such as `NodePool`. */
  readonly kind: string;
  /** Name, and what else identifies the object. */
  readonly metadata: KubernetesMetadata;
}

/** Metadata of an object. */
export interface KubernetesMetadata extends ChartValues {
  /** Name: a DNS subdomain of at most 253 characters. */
  readonly name: string;
  /**
   * Namespace.
   * @default - that of the release; none for kinds that have none
   */
  readonly namespace?: string;
  /**
   * Labels.
   * @default - none but Helm's own
   */
  readonly labels?: ChartValues;
}

/** @see Kubernetes, "Object Names and IDs": DNS subdomain names (RFC 1123), 253 characters; RBAC names may hold colons (read 2026-11) */
const NAME = /^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/;
const API_VERSION = /^([a-z0-9.-]+\/)?v\d+((alpha|beta)\d+)?$/;
const KIND = /^[A-Z][A-Za-z0-9]*$/;

/** Faults of objects that Kubernetes would refuse, or that must not travel through Terraform. */
export function kubernetesObjectFaults(objects: readonly KubernetesObject[], releaseNamespace: string): Fault[] {
  const faults = objects.flatMap((object, index) => objectFaults(object, `objects[${index}]`));
  if (objects.length === 0) {
    faults.push({ path: "objects", problem: "are none", got: 0, allowed: "at least one", fix: "leave the construct out" });
  }
  const seen = new Set<string>();
  for (const { apiVersion, kind, metadata } of objects) {
    const identity = `${apiVersion} ${kind} ${metadata?.namespace ?? releaseNamespace}/${metadata?.name}`;
    if (seen.has(identity)) {
      faults.push({ path: "objects", problem: "hold one object twice", got: identity, fix: "keep one of them" });
    }
    seen.add(identity);
  }
  return faults;
}

function objectFaults({ apiVersion, kind, metadata }: KubernetesObject, path: string): Fault[] {
  const faults = [
    ...formFaults(`${path}.apiVersion`, apiVersion, API_VERSION, "a version such as v1, or with a group such as karpenter.sh/v1"),
    ...formFaults(`${path}.kind`, kind, KIND, "a kind such as NodePool"),
    ...formFaults(`${path}.metadata.name`, metadata?.name, NAME, "1 to 253 lower-case letters, digits, hyphens and dots"),
  ];
  if (kind === "Secret") {
    const problem = "is a Secret, whose data would end in Terraform's state and in the release (the data is not printed)";
    faults.push({ path, problem, fix: "keep it in Secrets Manager and bring it in with the External Secrets operator" });
  }
  return faults;
}

function formFaults(path: string, value: ChartValue, form: RegExp, allowed: string): Fault[] {
  const text = typeof value === "string" ? value : "";
  if (form.test(text) || Token.isUnresolved(value)) {
    return [];
  }
  return [{ path, problem: "is not what Kubernetes takes", got: value ?? "nothing", allowed, fix: "write it in that form" }];
}
