import type { AwsLocation } from "../core/aws-location";
import type { ControlPlaneLogType } from "../core/control-plane-log-types";
import type { KubernetesVersion } from "../core/versions";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ILogGroupRef } from "../logs/log-group-ref";
import type { AutoModeOptions } from "./auto-mode";

/** What an `EksCluster` is made of. */
export interface EksClusterProps {
  /** Name of the cluster, at most 100 characters. Changing it replaces the cluster. */
  readonly clusterName: string;
  /** Account and region. */
  readonly location: AwsLocation;
  /** Kubernetes minor version. Going up updates in place, one minor at a time; going down is impossible. */
  readonly version: KubernetesVersion;
  /**
   * Subnets in at least two zones for the network interfaces of the control plane, private or intra: one address of each is enough,
   * six are recommended. Changing them updates in place within the same VPC and zones.
   * @see Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets" (read 2026-11)
   */
  readonly subnetIds: readonly string[];
  /** Key that encrypts Kubernetes secrets. It can't be taken away or changed again without replacing the cluster. */
  readonly key: IEncryptionKeyRef;
  /**
   * The group `/aws/eks/<cluster>/cluster`, made before the cluster: EKS creates a missing one by itself, and that one never
   * expires. The service-linked role of EKS may write a last batch while the cluster is destroyed; keep the group then
   * (`keepOnDestroy`), or it can come back without retention.
   */
  readonly controlPlaneLogGroup: ILogGroupRef;
  /**
   * Which parts of the control plane write logs. Changing it updates in place.
   * @default - all five
   */
  readonly logTypes?: readonly ControlPlaneLogType[];
  /**
   * Blocks that may reach the Kubernetes API from the internet. The private endpoint is always there. Changing it updates in place.
   * @default - none: the API is reached from the VPC only
   */
  readonly publicAccessCidrs?: readonly string[];
  /**
   * Blocks outside the nodes that may reach the private endpoint, such as those of a VPN or of a peered VPC: they get HTTPS to the
   * cluster's own security group.
   * @default - none: nodes and whoever has the cluster's security group
   */
  readonly privateAccessCidrs?: readonly string[];
  /**
   * Security groups of the control plane's network interfaces beside the one that EKS makes, at most 4.
   * @default - none
   * @see EKS CreateCluster, VpcConfigRequest: securityGroupIds, 5 in all (read 2026-11)
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * What happens at the end of standard support: `standard` lets EKS upgrade the cluster by itself, `extended` keeps the version for
   * twelve more months at 0.60 instead of 0.10 USD an hour.
   * @default "standard"
   * @see Amazon EKS pricing (us-east-1, 2026-05)
   */
  readonly upgradePolicy?: "standard" | "extended";
  /**
   * Whether EKS itself refuses to delete the cluster, in the console and the CLI as well. To be taken away, applied, before a destroy.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether AWS may shift traffic of the cluster away from an impaired zone (zonal autoshift still has to be switched on in ARC).
   * @default false
   */
  readonly zonalShift?: boolean;
  /**
   * Addresses of pods and services. `ipv6` wants subnets with IPv6 blocks and the policy for IPv6 on the network add-on. Changing it
   * replaces the cluster.
   * @default "ipv4"
   */
  readonly ipFamily?: "ipv4" | "ipv6";
  /**
   * Block of service addresses, /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, apart from the VPC's. Only with
   * `ipv4`. Changing it replaces the cluster.
   * @default - 10.100.0.0/16 or 172.20.0.0/16, whichever the VPC leaves free
   * @see EKS CreateCluster, KubernetesNetworkConfigRequest: serviceIpv4Cidr (read 2026-11)
   */
  readonly serviceIpv4Cidr?: string;
  /**
   * EKS Auto Mode: EKS runs nodes, network, load balancers and volumes itself, for about 12 percent on top of the instances.
   * @default - off: node groups, Fargate profiles or Karpenter
   */
  readonly autoMode?: AutoModeOptions;
  /**
   * The day on which the version's support is judged: a warning from 90 days before the end of standard support on, an error after
   * the end of extended support. Given and not read from the clock, so that a synthesis depends on its inputs only.
   * @default - support is not judged
   */
  readonly today?: Date;
}
