/** How large a cluster is, as far as it decides the number of series. */
export interface ClusterSize {
  /** Nodes of all kinds. */
  readonly nodes: number;
  /**
   * Pods on each node; with the VPC CNI an m7g.large has room for 29, an m7g.xlarge for 58.
   * @default 20
   */
  readonly podsPerNode?: number;
  /**
   * Containers in each pod, sidecars included.
   * @default 1.3
   */
  readonly containersPerPod?: number;
  /**
   * Pods of each workload: a Deployment with its two last ReplicaSets, a Service, a ConfigMap and a Secret.
   * @default 3
   */
  readonly podsPerWorkload?: number;
}

/** What there is so many of in a cluster. `target` is what a job scrapes. */
export const SUBJECTS = ["target", "node", "pod", "container", "workload"] as const;

/** What there is so many of in a cluster. */
export type Subject = (typeof SUBJECTS)[number];

/** The number of everything but targets, which differ from job to job. */
export function subjectCounts(size: ClusterSize): Readonly<Record<Exclude<Subject, "target">, number>> {
  const { nodes, podsPerNode = 20, containersPerPod = 1.3, podsPerWorkload = 3 } = size;
  const pod = nodes * podsPerNode;
  return { node: nodes, pod, container: pod * containersPerPod, workload: pod / podsPerWorkload };
}
