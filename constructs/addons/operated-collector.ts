import type { KubernetesObject } from "../helm/kubernetes-object";
import type { CollectorConfig, CollectorResourceOptions } from "../tracing/collector-config";
import { collectorClusterRules } from "./collector-values";

/** A collector that the operator runs. */
export interface OperatedCollector extends CollectorResourceOptions {
  /** What it runs; brings its own image. */
  readonly config: CollectorConfig;
}

const WATCH = ["get", "list", "watch"];

/** What the target allocator finds targets by. @see cmd/otel-allocator/README.md of open-telemetry/opentelemetry-operator (read 2026-11) */
const ALLOCATOR_RULES = [
  { apiGroups: [""], resources: ["nodes", "services", "endpoints", "pods", "namespaces"], verbs: WATCH },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: WATCH },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: WATCH },
  {
    apiGroups: ["monitoring.coreos.com"],
    resources: ["servicemonitors", "podmonitors", "probes", "scrapeconfigs"],
    verbs: WATCH,
  },
];

/**
 * A collector with its service account and exactly the rights that its components need. The operator could hand out rights itself, but
 * then it holds all of them, and refuses collectors of people who don't
 * (open-telemetry/opentelemetry-operator#5525, read 2026-11).
 */
export function operatedCollectorObjects({ config, ...options }: OperatedCollector): readonly KubernetesObject[] {
  const { name, namespace, serviceAccount, targetAllocator = false } = options;
  return [
    serviceAccountObject(serviceAccount, namespace),
    ...rightsOf(`${namespace}-${name}-collector`, serviceAccount, namespace, collectorClusterRules(config.document)),
    ...(targetAllocator
      ? // The operator makes this service account itself, under this name.
        rightsOf(`${namespace}-${name}-targetallocator`, `${name}-targetallocator`, namespace, ALLOCATOR_RULES)
      : []),
    config.resource(options) as unknown as KubernetesObject,
  ];
}

function serviceAccountObject(name: string, namespace: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };
}

function rightsOf(
  name: string,
  serviceAccount: string,
  namespace: string,
  rules: readonly { readonly apiGroups: readonly string[] }[],
): KubernetesObject[] {
  return rules.length === 0
    ? []
    : [
        {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "ClusterRole",
          metadata: { name },
          rules: [...rules],
        } as KubernetesObject,
        {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "ClusterRoleBinding",
          metadata: { name },
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
          subjects: [{ kind: "ServiceAccount", name: serviceAccount, namespace }],
        },
      ];
}
