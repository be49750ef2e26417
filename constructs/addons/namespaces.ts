import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { namespaceFaults, type NamespaceSettings } from "../core/namespace-settings";
import { throwFaults } from "../core/validation";
import type { KubernetesObject } from "../helm/kubernetes-object";
import { RawObjects } from "../helm/raw-objects";

/** What a `Namespaces` is made of. */
export interface NamespacesProps {
  /** What each namespace may be and take, by its name. */
  readonly namespaces: Readonly<Record<string, NamespaceSettings>>;
  /**
   * Name of the release.
   * @default "namespaces"
   */
  readonly releaseName?: string;
  /**
   * Namespace that the release itself is recorded in.
   * @default "kube-system"
   */
  readonly namespace?: string;
  /**
   * What must be there before.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines namespaces for applications: each with a Pod Security level that is enforced, a quota, requests for containers that name none, and a
 * network that lets nothing in but what is said. Outgoing traffic stays free. A namespace that is taken off the list stays in the
 * cluster with what is in it; its quota, limits and network policies go.
 *
 * Network policies need a network that enforces them: the VPC CNI add-on of this project does (`enableNetworkPolicy`).
 */
export class Namespaces extends Construct {
  /** The release with the objects. */
  public readonly objects: RawObjects;

  /** @throws ValidationError when a name is owned by Kubernetes, a value is out of range, or defaults don't fit the quota */
  public constructor(scope: Construct, id: string, props: NamespacesProps) {
    super(scope, id);
    const { namespaces, releaseName = "namespaces", namespace = "kube-system", dependsOn } = props;
    throwFaults(`namespaces "${this.node.path}"`, namespaceFaults("namespaces", namespaces));

    this.objects = new RawObjects(this, "Objects", {
      releaseName,
      namespace,
      objects: Object.entries(namespaces).flatMap(([name, settings]) => namespaceObjects(name, settings)),
      dependsOn,
    });
  }
}

/** The objects of one namespace, the namespace first. */
export function namespaceObjects(name: string, settings: NamespaceSettings): readonly KubernetesObject[] {
  const { podSecurity = "restricted" } = settings;
  const level = Object.fromEntries(
    ["enforce", "warn", "audit"].map((mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity]),
  );
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      // Helm would delete the namespace, and everything that people put into it.
      metadata: { name, labels: level, annotations: { "helm.sh/resource-policy": "keep" } },
    },
    quota(name, settings),
    limitRange(name, settings),
    ingressPolicy(name, settings),
  ];
}

function quota(namespace: string, settings: NamespaceSettings): KubernetesObject {
  const { maxCpuCores, maxMemoryGibibytes, maxPods = 100, maxStorageGibibytes = 0 } = settings;
  const hard = {
    "requests.cpu": String(maxCpuCores),
    "requests.memory": `${maxMemoryGibibytes}Gi`,
    "limits.memory": `${maxMemoryGibibytes}Gi`,
    "requests.storage": `${maxStorageGibibytes}Gi`,
    pods: String(maxPods),
    // Each costs money, or opens the namespace to the outside.
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
  return { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "namespace", namespace }, spec: { hard } };
}

/** No limit for cores: it would slow containers down that others have time for. */
function limitRange(namespace: string, settings: NamespaceSettings): KubernetesObject {
  const { defaultCpuMillicores = 50, defaultMemoryMebibytes = 128 } = settings;
  const memory = `${defaultMemoryMebibytes}Mi`;
  const limits = [{ type: "Container", defaultRequest: { cpu: `${defaultCpuMillicores}m`, memory }, default: { memory } }];
  return { apiVersion: "v1", kind: "LimitRange", metadata: { name: "containers", namespace }, spec: { limits } };
}

function ingressPolicy(namespace: string, { allowedNamespaces = [] }: NamespaceSettings): KubernetesObject {
  const from = [namespace, ...allowedNamespaces].map((name) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  }));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "allowed-namespaces", namespace },
    spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from }] },
  };
}
