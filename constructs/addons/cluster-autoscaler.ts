import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS, CLUSTER_AUTOSCALER_TAGS, type KubernetesVersion } from "../core/versions";
import type { IClusterRef } from "../eks/cluster-ref";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { PodRole } from "../iam/pod-role";
import type { PolicyStatement } from "../iam/policy-document";

/** What a `ClusterAutoscaler` is made of. */
export interface ClusterAutoscalerProps {
  /** The cluster whose node groups grow and shrink. */
  readonly cluster: IClusterRef;
  /** Kubernetes version of the cluster: the autoscaler of the same minor version plans pods as its scheduler does. */
  readonly version: KubernetesVersion;
  /** Region of the cluster. */
  readonly region: string;
  /** Name of the role that the pods get, at most 64 characters. */
  readonly roleName: string;
  /**
   * Namespace of the release.
   * @default "kube-system"
   */
  readonly namespace?: string;
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
   * What must be there before the release, besides its role.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines cluster-autoscaler, which sets the size of the cluster's managed node groups: it finds them by the tags that EKS gives their Auto
 * Scaling groups. Not beside Karpenter or Auto Mode, and the node groups must leave `desiredSize` alone (`autoscaler` of
 * `ManagedNodeGroup`).
 */
export class ClusterAutoscaler extends Construct {
  /** The role of the pods: may change groups of this cluster alone. */
  public readonly role: PodRole;
  /** The release. */
  public readonly chart: HelmChart;

  /** @throws ValidationError when a name is too long or a value holds a secret */
  public constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    super(scope, id);
    const { cluster, namespace = "kube-system" } = props;
    this.role = new PodRole(this, "Role", {
      roleName: props.roleName,
      description: "Lets cluster-autoscaler set the size of the node groups of its cluster",
      clusterName: cluster.clusterName,
      namespace,
      serviceAccount: SERVICE_ACCOUNT,
      statements: autoscalerStatements(cluster.clusterName),
    });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.clusterAutoscaler,
      namespace,
      releaseName: RELEASE_NAME,
      values: mergeChartValues(autoscalerValues(props, namespace), props.values),
      dependsOn: [...this.role.dependables, ...(props.dependsOn ?? [])],
    });
  }
}

const RELEASE_NAME = "cluster-autoscaler";
const SERVICE_ACCOUNT = "cluster-autoscaler";

/** @see kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/README.md, "IAM Policy" (read 2026-11) */
function autoscalerStatements(clusterName: string): PolicyStatement[] {
  return [
    {
      sid: "Look",
      actions: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      resources: ["*"],
      anyResourceReason: "None of these descriptions can be narrowed to a resource.",
    },
    {
      sid: "SetSize",
      actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      resources: ["*"],
      anyResourceReason: "The names of the groups are made by EKS; the condition narrows them to this cluster's.",
      conditions: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
  ];
}

function autoscalerValues({ cluster, region, version, serviceMonitor = false }: ClusterAutoscalerProps, namespace: string) {
  return {
    cloudProvider: "aws",
    awsRegion: region,
    autoDiscovery: { clusterName: cluster.clusterName },
    image: { tag: CLUSTER_AUTOSCALER_TAGS[version] },
    rbac: { serviceAccount: { create: true, name: SERVICE_ACCOUNT } },
    replicaCount: 1,
    // The chart's own place and label for the monitor match no stack of ours.
    serviceMonitor: { enabled: serviceMonitor, namespace, selector: {} },
    extraArgs: {
      "balance-similar-node-groups": true,
      expander: "least-waste",
      "skip-nodes-with-system-pods": false,
      "skip-nodes-with-local-storage": false,
    },
    resources: { requests: { cpu: "100m", memory: "600Mi" }, limits: { memory: "1Gi" } },
  } satisfies ChartValues;
}
