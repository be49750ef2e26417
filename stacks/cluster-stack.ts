import type { Construct } from "constructs";
import { type AddonIdentity, type EksAddonOptions } from "../constructs/eks/eks-addon";
import { controlPlaneLogGroupName, EksCluster } from "../constructs/eks/eks-cluster";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import type { INetworkRef } from "../constructs/network/network-ref";
import { architectureOf } from "../constructs/core/instance-architecture";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `ClusterStack` is made of. */
export interface ClusterStackProps extends EnvironmentStackProps {
  /** The VPC that the cluster lives in. */
  readonly network: INetworkRef;
}

/** Defines the EKS cluster of an environment: key, control-plane log group, cluster, add-ons, nodes, access. */
export class ClusterStack extends EnvironmentStack {
  /** The cluster. */
  public readonly cluster: EksCluster;
  /** The group that the control plane writes to. */
  public readonly controlPlaneLogGroup: RetainedLogGroup;

  public constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    const { namePrefix, location, cluster } = this.environment;
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
    });
    this.cluster = new EksCluster(this, "Cluster", {
      clusterName: cluster.name,
      location,
      version: cluster.version,
      subnetIds: props.network.privateSubnetIds,
      key,
      controlPlaneLogGroup: this.controlPlaneLogGroup,
      publicAccessCidrs: cluster.endpoint.access === "public" ? cluster.endpoint.allowedCidrs : [],
    });
    this.addNodesAndAddons(props.network);
    for (const [index, principalArn] of cluster.adminRoleArns.entries()) {
      this.cluster.addAccessEntry(`Admin${principalArn.split("/").at(-1) ?? index}`, {
        principalArn,
        policy: "AmazonEKSClusterAdminPolicy",
        location,
      });
    }
  }

  /** Network add-ons come before the nodes, which can't become ready without them; add-ons that run on nodes come after. */
  private addNodesAndAddons(network: INetworkRef): void {
    const { namePrefix, location, cluster } = this.environment;
    const beforeNodes = [
      this.cluster.addAddon("PodIdentityAgent", { addonName: "eks-pod-identity-agent" }),
      this.cluster.addAddon("KubeProxy", { addonName: "kube-proxy" }),
      this.cluster.addAddon("VpcCni", this.addonWithIdentity("vpc-cni", "aws-node", "AmazonEKS_CNI_Policy")),
    ].map((addon) => addon.resource);
    const nodeGroups = Object.entries(cluster.nodeGroups).map(([nodeGroupName, group]) =>
      this.cluster.addNodeGroup(`Nodes${pascalCase(nodeGroupName)}`, {
        nodeGroupName,
        namePrefix,
        location,
        subnetIds: network.privateSubnetIds,
        instanceTypes: group.instanceTypes,
        architecture: architectureOf(group.instanceTypes[0]!),
        minSize: group.minSize,
        maxSize: group.maxSize,
        capacity: group.capacity,
        instanceTags: this.environment.tags,
        after: beforeNodes,
      }),
    );
    const after = nodeGroups.map((group) => group.resource);
    this.cluster.addAddon("CoreDns", { addonName: "coredns", after });
    this.cluster.addAddon("EbsCsiDriver", {
      ...this.addonWithIdentity("aws-ebs-csi-driver", "ebs-csi-controller-sa", "service-role/AmazonEBSCSIDriverPolicy"),
      // EKS has no default storage class any more; every persistent chart would hang without one.
      configuration: { defaultStorageClass: { enabled: true } },
      after,
    });
  }

  private addonWithIdentity(addonName: string, serviceAccount: string, policy: string): EksAddonOptions {
    const { namePrefix, location } = this.environment;
    const identity: AddonIdentity = {
      roleName: `${namePrefix}-${addonName}-${location.region}`,
      serviceAccount,
      managedPolicyArn: `arn:${location.partition}:iam::aws:policy/${policy}`,
    };
    return { addonName, identity };
  }
}

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
}
