import { EksCluster as EksClusterResource, type EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { CONTROL_PLANE_LOG_TYPES } from "../core/control-plane-log-types";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults } from "../core/validation";
import { type KubernetesVersion, supportWarning } from "../core/versions";
import { ServiceRole } from "../iam/service-role";
import { AccessEntry, type AccessEntryOptions } from "./access-entry";
import { autoModeConfig, autoModeNodeRoleProps } from "./auto-mode";
import { clusterFaults, existingClusterFaults } from "./cluster-faults";
import { ClusterGrants } from "./cluster-grants";
import type { EksClusterProps } from "./cluster-props";
import type { IClusterRef } from "./cluster-ref";
import { clusterRoleProps } from "./cluster-role";
import { ComputeOrder, orderOf } from "./compute-order";
import { addDefaultAddons, type DefaultAddonsOptions } from "./default-addons";
import { EksAddon, type OrderedAddonOptions } from "./eks-addon";
import { FargateProfile, type FargateProfileOptions } from "./fargate-profile";
import { ManagedNodeGroup, type ManagedNodeGroupOptions } from "./managed-node-group";

/** The name of the log group that EKS writes to; it can't be chosen. */
export function controlPlaneLogGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

/**
 * Defines an EKS cluster whose access is ruled by access entries (no aws-auth), with its own key for secrets, logs of the control
 * plane into a group that expires, and without the self-managed add-ons that EKS installs by default. Add-ons, node groups and
 * Fargate profiles that are added to it come into being, and go, in the order that they need.
 *
 * Costs 0.10 USD an hour, 0.60 USD in extended support (us-east-1, 2026-05), which it enters only when `upgradePolicy` says so.
 */
export class EksCluster extends Construct implements IClusterRef {
  /**
   * A cluster that exists already.
   *
   * @throws ValidationError when name, ARN and endpoint can't belong to one cluster
   */
  public static fromAttributes(attributes: IClusterRef): IClusterRef {
    throwFaults(`existing EKS cluster "${attributes.clusterName}"`, existingClusterFaults(attributes));
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
  /** Kubernetes minor version. */
  public readonly version: KubernetesVersion;
  /** Security group that EKS makes for the control plane and the nodes. */
  public readonly clusterSecurityGroupId: string;
  /** Issuer of the tokens of service accounts. */
  public readonly oidcIssuerUrl: string;
  /** Line for a shell that lets `kubectl` reach the cluster, for principals with an access entry. */
  public readonly updateKubeconfigCommand: string;
  /** Lets roles describe the cluster and use its API. */
  public readonly grants: ClusterGrants;

  private readonly order = new ComputeOrder();
  private readonly kind: { readonly ipFamily: "ipv4" | "ipv6"; readonly autoMode: boolean };

  /** @throws ValidationError that lists everything about the cluster that EKS would refuse or nobody should ask for */
  public constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    throwFaults(`EKS cluster "${this.node.path}"`, clusterFaults(props));
    this.warnOfSupport(props);

    const role = new ServiceRole(this, "Role", clusterRoleProps(props));
    this.kind = { ipFamily: props.ipFamily ?? "ipv4", autoMode: props.autoMode !== undefined };
    const nodeRole =
      props.autoMode && new ServiceRole(this, "AutoModeNodeRole", autoModeNodeRoleProps(props.clusterName, props.location));
    this.resource = new EksClusterResource(this, "Resource", {
      name: props.clusterName,
      version: props.version,
      roleArn: role.roleArn,
      enabledClusterLogTypes: [...(props.logTypes ?? CONTROL_PLANE_LOG_TYPES)],
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      upgradePolicy: { supportType: (props.upgradePolicy ?? "standard").toUpperCase() },
      encryptionConfig: { provider: { keyArn: props.key.keyArn }, resources: ["secrets"] },
      vpcConfig: vpcConfig(props),
      ...kubernetesNetworkConfig(props),
      // Left out rather than said to be false: providers before 6.x don't know the first one.
      ...(props.deletionProtection ? { deletionProtection: true } : {}),
      ...(props.zonalShift ? { zonalShiftConfig: { enabled: true } } : {}),
      ...(props.autoMode && nodeRole ? autoModeConfig(props.autoMode, nodeRole) : {}),
      dependsOn: withinStack(this, [...role.policies, ...(nodeRole?.policies ?? []), props.controlPlaneLogGroup.dependable]),
    });
    this.clusterName = this.resource.name;
    this.clusterArn = this.resource.arn;
    this.clusterEndpoint = this.resource.endpoint;
    this.clusterCertificateAuthorityData = this.resource.certificateAuthority.get(0).data;
    this.version = props.version;
    this.clusterSecurityGroupId = this.resource.vpcConfig.clusterSecurityGroupId;
    this.oidcIssuerUrl = this.resource.identity.get(0).oidc.get(0).issuer;
    this.updateKubeconfigCommand = `aws eks update-kubeconfig --region ${props.location.region} --name ${props.clusterName}`;
    this.grants = new ClusterGrants(this, this, props.location);
    this.admitPrivateBlocks(props.privateAccessCidrs ?? []);
  }

  /** Adds a managed node group, after the add-ons that nodes need and before those that run on nodes. */
  public addNodeGroup(id: string, options: ManagedNodeGroupOptions): ManagedNodeGroup {
    const nodeGroup = new ManagedNodeGroup(this, id, { ...options, cluster: this });
    this.order.addCompute(nodeGroup.resource);
    return nodeGroup;
  }

  /** Adds a Fargate profile, in the same place of the order as node groups. */
  public addFargateProfile(id: string, options: FargateProfileOptions): FargateProfile {
    const profile = new FargateProfile(this, id, { ...options, cluster: this });
    this.order.addCompute(profile.resource);
    return profile;
  }

  /** Adds a managed add-on, before or after the compute of the cluster as its kind needs. */
  public addAddon<Name extends string>(id: string, options: OrderedAddonOptions<Name>): EksAddon<Name> {
    const addon = new EksAddon<Name>(this, id, { ...options, cluster: this });
    this.order.addAddon(addon.resource, options.order ?? orderOf(options.addonName));
    return addon;
  }

  /**
   * Adds the add-ons that nearly every cluster wants: pod network with network policies, kube-proxy, Pod Identity, DNS, EBS volumes
   * with a default class, and the Metrics API. Under Auto Mode those that EKS does not run itself.
   */
  public addDefaultAddons(options: DefaultAddonsOptions): ReadonlyMap<string, EksAddon> {
    return addDefaultAddons(this, options, this.kind);
  }

  /** Lets an IAM principal into the Kubernetes API. */
  public addAccessEntry(id: string, options: AccessEntryOptions): AccessEntry {
    return new AccessEntry(this, id, { ...options, cluster: this });
  }

  private warnOfSupport({ version, today, upgradePolicy = "standard" }: EksClusterProps): void {
    const warning = today && supportWarning(version, today, upgradePolicy);
    if (warning !== undefined) {
      Annotations.of(this).addWarning(warning);
    }
  }

  private admitPrivateBlocks(blocks: readonly string[]): void {
    for (const cidrIpv4 of blocks) {
      // By the block, not by its place: another one before it replaces nothing.
      new VpcSecurityGroupIngressRule(this, `PrivateAccess-${cidrIpv4.replace(/[./]/g, "-")}`, {
        securityGroupId: this.clusterSecurityGroupId,
        description: "Kubernetes API from a network outside the nodes",
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    }
  }
}

function vpcConfig({ subnetIds, securityGroupIds = [], publicAccessCidrs = [] }: EksClusterProps): EksClusterConfig["vpcConfig"] {
  return {
    subnetIds: [...subnetIds],
    endpointPrivateAccess: true,
    endpointPublicAccess: publicAccessCidrs.length > 0,
    ...(publicAccessCidrs.length > 0 ? { publicAccessCidrs: [...publicAccessCidrs] } : {}),
    ...(securityGroupIds.length > 0 ? { securityGroupIds: [...securityGroupIds] } : {}),
  };
}

/** Left out as a whole where EKS's own choice is wanted, so that nothing of it can force a replacement later. */
function kubernetesNetworkConfig(props: EksClusterProps): Pick<EksClusterConfig, "kubernetesNetworkConfig"> {
  const { ipFamily = "ipv4", serviceIpv4Cidr, autoMode } = props;
  const config = {
    ...(ipFamily === "ipv6" ? { ipFamily } : {}),
    ...(serviceIpv4Cidr === undefined ? {} : { serviceIpv4Cidr }),
    ...(autoMode ? { elasticLoadBalancing: { enabled: true } } : {}),
  };
  return Object.keys(config).length === 0 ? {} : { kubernetesNetworkConfig: config };
}
