import type { Construct } from "constructs";
import { controlPlaneLogGroupName, EksCluster } from "../constructs/eks/eks-cluster";
import type { KarpenterNodes } from "../constructs/eks/karpenter-nodes";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import type { INetworkRef } from "../constructs/network/network-ref";
import { addCompute } from "./cluster-compute";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `ClusterStack` is made of. */
export interface ClusterStackProps extends EnvironmentStackProps {
  /** The VPC that the cluster lives in. */
  readonly network: INetworkRef;
  /**
   * The day on which the Kubernetes version's support is judged.
   * @default - it is not judged
   */
  readonly today?: Date;
}

/** Defines the EKS cluster of an environment: keys, control-plane log group, cluster, add-ons, nodes, access. */
export class ClusterStack extends EnvironmentStack {
  /** The cluster. */
  public readonly cluster: EksCluster;
  /** The group that the control plane writes to. */
  public readonly controlPlaneLogGroup: RetainedLogGroup;
  /** The AWS side of Karpenter; undefined where another autoscaler, or none, has its place. */
  public readonly karpenter: KarpenterNodes | undefined;

  public constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    const { namePrefix, location, cluster } = this.environment;
    const { network } = props;
    const logGroupName = controlPlaneLogGroupName(cluster.name);

    const key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-cluster`,
      description: `Kubernetes secrets and control-plane logs of ${cluster.name}`,
      location,
      services: [logsKeyService(location, logGroupName)],
    });
    this.controlPlaneLogGroup = new RetainedLogGroup(this, "ControlPlaneLogGroup", {
      logGroupName,
      retention: cluster.logRetention,
      key,
      keepOnDestroy: cluster.keepLogsOnDestroy,
    });
    this.cluster = new EksCluster(this, "Cluster", {
      clusterName: cluster.name,
      location,
      version: cluster.version,
      subnetIds: network.intraSubnetIds.length > 0 ? network.intraSubnetIds : network.privateSubnetIds,
      key,
      controlPlaneLogGroup: this.controlPlaneLogGroup,
      logTypes: cluster.logTypes,
      publicAccessCidrs: cluster.endpoint.access === "public" ? cluster.endpoint.allowedCidrs : [],
      privateAccessCidrs: cluster.privateAccessCidrs,
      upgradePolicy: cluster.upgradePolicy,
      deletionProtection: this.environment.deletionProtection,
      today: props.today,
    });
    const { nodeRoleNames, karpenter } = addCompute(this, { environment: this.environment, cluster: this.cluster, network });
    this.karpenter = karpenter;
    this.admit(cluster.adminRoleArns, "Admin", "AmazonEKSClusterAdminPolicy");
    this.admit(cluster.viewerRoleArns, "Viewer", "AmazonEKSViewPolicy");

    this.tell("update_kubeconfig", "Run this to reach the cluster with kubectl", this.cluster.updateKubeconfigCommand);
    this.tell("cluster_name", "Name of the cluster", this.cluster.clusterName);
    this.tell("cluster_endpoint", "URL of the Kubernetes API", this.cluster.clusterEndpoint);
    this.tell("control_plane_log_group", "Log group of the control plane", this.controlPlaneLogGroup.logGroupName);
    this.tell("node_role_names", "Roles of the nodes, by node group", nodeRoleNames);
    if (karpenter) {
      this.tell("karpenter_interruption_queue", "Value settings.interruptionQueue of Karpenter's chart", karpenter.queueName);
    }
  }

  private admit(
    roleArns: readonly string[],
    purpose: string,
    policy: "AmazonEKSClusterAdminPolicy" | "AmazonEKSViewPolicy",
  ): void {
    for (const [index, principalArn] of roleArns.entries()) {
      this.cluster.addAccessEntry(`${purpose}${principalArn.split("/").at(-1) ?? index}`, {
        principalArn,
        policies: [{ policy }],
        location: this.environment.location,
      });
    }
  }
}
