import type { NodePoolSettings } from "../core/node-pool-settings";
import type { ChartValues } from "../helm/chart-values";
import type { KubernetesObject } from "../helm/kubernetes-object";

/** What all node pools of a cluster have in common. */
export interface NodePoolContext {
  /** Name of the cluster; may be a token. */
  readonly clusterName: string;
  /** Name of the nodes' role; may be a token. */
  readonly nodeRoleName: string;
  /** Tags of every instance, volume and interface. */
  readonly tags: Readonly<Record<string, string>>;
}

const HOUR_PER_DAY = 24;

/**
 * The two objects of a pool: which nodes may be added (NodePool) and how they are made (EC2NodeClass).
 *
 * @see karpenter.sh documentation v1.14, "NodePools" and "NodeClasses" (read 2026-11)
 */
export function nodePoolObjects(name: string, settings: NodePoolSettings, context: NodePoolContext): readonly KubernetesObject[] {
  return [nodeClass(name, settings, context), nodePool(name, settings)];
}

function nodeClass(
  name: string,
  { diskSizeGibibytes = 50 }: NodePoolSettings,
  { clusterName, nodeRoleName, tags }: NodePoolContext,
): KubernetesObject {
  return {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name },
    spec: {
      role: nodeRoleName,
      // The newest image for the cluster's version; a node that runs another one drifts and is replaced within the budget.
      amiSelectorTerms: [{ alias: "al2023@latest" }],
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": clusterName } }],
      // EKS puts this tag on the security group of the cluster, which all nodes share.
      securityGroupSelectorTerms: [{ tags: { "aws:eks:cluster-name": clusterName } }],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeSize: `${diskSizeGibibytes}Gi`, volumeType: "gp3", encrypted: true, deleteOnTermination: true },
        },
      ],
      // Pods can't reach the node's role through the metadata service.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      tags: { ...tags },
    },
  };
}

function nodePool(name: string, settings: NodePoolSettings): KubernetesObject {
  const { maxCpuCores, expireAfterDays = 30 } = settings;
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
          requirements: requirements(settings),
          expireAfter: `${expireAfterDays * HOUR_PER_DAY}h`,
        },
      },
      limits: { cpu: String(maxCpuCores) },
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter: "5m",
        budgets: [{ nodes: "10%" }],
      },
    },
  };
}

function requirements(settings: NodePoolSettings): readonly ChartValues[] {
  const { architectures = ["arm64"], categories = ["c", "m", "r"], minGeneration = 5, capacity = ["on-demand"] } = settings;
  const among = (key: string, values: readonly string[]) => ({ key, operator: "In", values: [...values] });
  return [
    among("kubernetes.io/os", ["linux"]),
    among("kubernetes.io/arch", architectures),
    among("karpenter.sh/capacity-type", capacity),
    among("karpenter.k8s.aws/instance-category", categories),
    { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: [String(minGeneration - 1)] },
  ];
}
