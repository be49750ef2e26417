import { EksCluster as EksClusterResource } from "@cdktf/provider-aws/lib/eks-cluster";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../core/versions";
import { withinStack } from "../core/stack-dependencies";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { ServiceRole } from "../iam/service-role";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { AccessEntry, type AccessEntryOptions } from "./access-entry";
import type { IClusterRef } from "./cluster-ref";
import { EksAddon, type EksAddonOptions } from "./eks-addon";
import { ManagedNodeGroup, type ManagedNodeGroupOptions } from "./managed-node-group";

/** Parts of the control plane that can write logs. */
export const CONTROL_PLANE_LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** A part of the control plane that can write logs. */
export type ControlPlaneLogType = (typeof CONTROL_PLANE_LOG_TYPES)[number];

/** The name of the log group that EKS writes to; it can't be chosen. */
export function controlPlaneLogGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

/** What an `EksCluster` is made of. */
export interface EksClusterProps {
  /** Name of the cluster, at most 100 characters. Changing it replaces the cluster. */
  readonly clusterName: string;
  /** Account and region. */
  readonly location: AwsLocation;
  /** Kubernetes minor version. Going up updates in place, one minor at a time; going down is impossible. */
  readonly version: KubernetesVersion;
  /** Private subnets in at least two zones, for the control plane's network interfaces and the nodes. */
  readonly subnetIds: readonly string[];
  /** Key that encrypts Kubernetes secrets. It can't be taken away again without replacing the cluster. */
  readonly key: IEncryptionKeyRef;
  /**
   * The group `/aws/eks/<cluster>/cluster`, made before the cluster: EKS creates a missing one by itself, and that one never
   * expires.
   */
  readonly controlPlaneLogGroup: ILogGroupRef;
  /**
   * Which parts of the control plane write logs.
   * @default - all five
   */
  readonly logTypes?: readonly ControlPlaneLogType[];
  /**
   * Blocks that may reach the Kubernetes API from the internet. The private endpoint is always there.
   * @default - none: the API is reached from the VPC only
   */
  readonly publicAccessCidrs?: readonly string[];
}

/**
 * Defines an EKS cluster whose access is ruled by access entries (no aws-auth), with its own key for secrets, logs of the control
 * plane into a group that expires, and without the self-managed add-ons that EKS installs by default.
 *
 * Costs 0.10 USD an hour, 0.60 USD in extended support (us-east-1, 2026-05); this one never enters extended support by itself.
 */
export class EksCluster extends Construct implements IClusterRef {
  /** A cluster that exists already. */
  public static fromAttributes(attributes: IClusterRef): IClusterRef {
    return attributes;
  }

  /** The cluster itself. */
  public readonly resource: EksClusterResource;
  /** Name of the cluster. */
  public readonly clusterName: string;
  /** ARN of the cluster. */
  public readonly clusterArn: string;
  /** URL of the Kubernetes API. */
  public readonly clusterEndpoint: string;
  /** The API's certificate authority, base64. */
  public readonly clusterCertificateAuthorityData: string;
  /** Security group that EKS makes for the control plane and the nodes. */
  public readonly clusterSecurityGroupId: string;

  /** @throws ValidationError when the name, the version, the subnets, the log types or the public blocks don't fit */
  public constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    throwFaults(`EKS cluster "${this.node.path}"`, clusterFaults(props));

    const { location, key, publicAccessCidrs = [] } = props;
    const role = new ServiceRole(this, "Role", {
      roleName: `${props.clusterName}-cluster-${location.region}`,
      description: `Control plane of the EKS cluster ${props.clusterName}`,
      assumedBy: ["eks.amazonaws.com"],
      managedPolicyArns: [`arn:${location.partition}:iam::aws:policy/AmazonEKSClusterPolicy`],
      statements: [
        {
          sid: "SecretsKey",
          actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:CreateGrant"],
          resources: [key.keyArn],
        },
      ],
    });
    this.resource = new EksClusterResource(this, "Resource", {
      name: props.clusterName,
      version: props.version,
      roleArn: role.roleArn,
      enabledClusterLogTypes: [...(props.logTypes ?? CONTROL_PLANE_LOG_TYPES)],
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      upgradePolicy: { supportType: "STANDARD" },
      encryptionConfig: { provider: { keyArn: key.keyArn }, resources: ["secrets"] },
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccessCidrs.length > 0,
        ...(publicAccessCidrs.length > 0 ? { publicAccessCidrs: [...publicAccessCidrs] } : {}),
      },
      dependsOn: withinStack(this, [...role.policies, props.controlPlaneLogGroup.dependable]),
    });
    this.clusterName = this.resource.name;
    this.clusterArn = this.resource.arn;
    this.clusterEndpoint = this.resource.endpoint;
    this.clusterCertificateAuthorityData = this.resource.certificateAuthority.get(0).data;
    this.clusterSecurityGroupId = this.resource.vpcConfig.clusterSecurityGroupId;
  }

  /** Adds a managed node group. */
  public addNodeGroup(id: string, options: ManagedNodeGroupOptions): ManagedNodeGroup {
    return new ManagedNodeGroup(this, id, { ...options, cluster: this });
  }

  /** Adds a managed add-on. */
  public addAddon(id: string, options: EksAddonOptions): EksAddon {
    return new EksAddon(this, id, { ...options, cluster: this });
  }

  /** Lets an IAM principal into the Kubernetes API. */
  public addAccessEntry(id: string, options: AccessEntryOptions): AccessEntry {
    return new AccessEntry(this, id, { ...options, cluster: this });
  }
}

function clusterFaults(props: EksClusterProps): Fault[] {
  const faults: Fault[] = [...nameFaults("clusterName", props.clusterName, NAME_LIMITS.cluster)];
  if (!KUBERNETES_VERSIONS.includes(props.version)) {
    faults.push({
      path: "version",
      problem: "is not a Kubernetes version that this project knows on EKS",
      got: props.version,
      allowed: KUBERNETES_VERSIONS.join(", "),
      fix: "choose one of these",
    });
  }
  if (props.subnetIds.length < 2) {
    faults.push({
      path: "subnetIds",
      problem: "must name subnets in at least two zones",
      got: props.subnetIds.length,
      allowed: "2 or more",
      fix: "give the private subnets of every zone",
    });
  }
  const unknown = (props.logTypes ?? []).filter((type) => !CONTROL_PLANE_LOG_TYPES.includes(type));
  if (unknown.length > 0) {
    faults.push({
      path: "logTypes",
      problem: "names parts of the control plane that write no logs",
      got: unknown,
      allowed: CONTROL_PLANE_LOG_TYPES.join(", "),
      fix: "leave these out",
    });
  }
  if (props.publicAccessCidrs?.includes("0.0.0.0/0")) {
    faults.push({
      path: "publicAccessCidrs",
      problem: "opens the Kubernetes API to the whole internet",
      got: props.publicAccessCidrs,
      allowed: "blocks of networks you know",
      fix: "narrow them down, or leave the API private",
    });
  }
  return faults;
}
