import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nodePoolFaults, type NodePoolSettings } from "../core/node-pool-settings";
import { throwFaults } from "../core/validation";
import { CHARTS } from "../core/versions";
import type { IClusterRef } from "../eks/cluster-ref";
import type { IKarpenterNodesRef } from "../eks/karpenter-nodes-ref";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { RawObjects } from "../helm/raw-objects";
import { nodePoolObjects } from "./karpenter-node-pool";

/** What a `Karpenter` is made of. */
export interface KarpenterProps {
  /** The cluster that gets nodes. */
  readonly cluster: IClusterRef;
  /** The AWS side: queue, roles, service account (`KarpenterNodes`). */
  readonly nodes: IKarpenterNodesRef;
  /** The nodes that may be added, by the name of their pool; at least one. */
  readonly nodePools: Readonly<Record<string, NodePoolSettings>>;
  /**
   * Tags of every instance, volume and interface that Karpenter makes.
   * @default - Karpenter's own
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Whether a ServiceMonitor is created. Needs the custom resource definitions of the Prometheus operator.
   * @default false
   */
  readonly serviceMonitor?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the releases.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines Karpenter in the cluster: its custom resource definitions, its controller on nodes that it does not manage, and the pools of nodes
 * that it may add. They are three releases in this order, so that a destroy takes the pools first: the controller is still there to
 * give their nodes back, which no Terraform state knows.
 *
 * Costs what the nodes cost, bounded by `maxCpuCores` of each pool.
 */
export class Karpenter extends Construct {
  /** The custom resource definitions. */
  public readonly definitions: HelmChart;
  /** The controller. */
  public readonly chart: HelmChart;
  /** The pools of nodes. */
  public readonly nodePools: RawObjects;

  /** @throws ValidationError when there is no pool, or a value of one is out of range */
  public constructor(scope: Construct, id: string, props: KarpenterProps) {
    super(scope, id);
    const { cluster, nodes, nodePools, tags = {}, dependsOn = [] } = props;
    throwFaults(`Karpenter "${this.node.path}"`, nodePoolFaults("nodePools", nodePools));

    this.definitions = new HelmChart(this, "Definitions", {
      chart: CHARTS.karpenterCrd,
      namespace: nodes.namespace,
      releaseName: "karpenter-crd",
      dependsOn,
    });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.karpenter,
      namespace: nodes.namespace,
      releaseName: "karpenter",
      values: mergeChartValues(karpenterValues(props), props.values),
      dependsOn: [this.definitions.resource, ...(nodes.dependables ?? []), ...dependsOn],
    });
    const context = { clusterName: cluster.clusterName, nodeRoleName: nodes.nodeRoleName, tags };
    this.nodePools = new RawObjects(this, "NodePools", {
      releaseName: "karpenter-node-pools",
      namespace: nodes.namespace,
      objects: Object.entries(nodePools).flatMap(([name, settings]) => nodePoolObjects(name, settings, context)),
      dependsOn: [this.chart.resource],
    });
  }
}

function karpenterValues({ cluster, nodes, serviceMonitor = false }: KarpenterProps) {
  return {
    settings: {
      clusterName: cluster.clusterName,
      clusterEndpoint: cluster.clusterEndpoint,
      interruptionQueue: nodes.queueName,
    },
    serviceAccount: { create: true, name: nodes.serviceAccount, annotations: { ...nodes.serviceAccountAnnotations } },
    // CoreDNS may wait for the nodes that the controller is to make.
    dnsPolicy: "Default",
    serviceMonitor: { enabled: serviceMonitor },
    controller: { resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "1Gi" } } },
  } satisfies ChartValues;
}
