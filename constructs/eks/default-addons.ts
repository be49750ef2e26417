import type { AwsLocation } from "../core/aws-location";
import type { PolicyStatement } from "../iam/policy-document";
import type { VpcCniConfiguration } from "./addon-configurations";
import { AUTO_MODE_ADDONS } from "./auto-mode";
import type { EksAddon, OrderedAddonOptions } from "./eks-addon";

/** Which of the add-ons that nearly every cluster wants it gets, and how. */
export interface DefaultAddonsOptions {
  /** Beginning of the names of the add-ons' roles. */
  readonly namePrefix: string;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /**
   * Whether NetworkPolicy objects are enforced. Without any policy nothing changes.
   * @default true
   */
  readonly networkPolicies?: boolean;
  /**
   * Whether a node gives its pods blocks of 16 addresses instead of single ones: more pods a node, more addresses set aside.
   * @default false
   */
  readonly prefixDelegation?: boolean;
  /**
   * Whether the gp3 class `ebs-csi-default-sc` exists and is the default one.
   * @default true
   */
  readonly defaultStorageClass?: boolean;
  /**
   * Whether the Metrics API runs as a managed add-on; leave it out where the chart of metrics-server is installed.
   * @default true
   */
  readonly metricsServer?: boolean;
  /**
   * Whether an agent reports nodes' kernel, storage, network and runtime faults as node conditions, which node repair acts on.
   * @default false
   */
  readonly nodeMonitoringAgent?: boolean;
  /**
   * Tags of every volume that the EBS driver makes; default tags of the provider do not reach these.
   * @default - none
   */
  readonly volumeTags?: Readonly<Record<string, string>>;
}

/** The cluster as far as its default add-ons know it. */
export interface AddonCluster {
  /** Adds one add-on. */
  addAddon<Name extends string>(id: string, options: OrderedAddonOptions<Name>): EksAddon<Name>;
}

/** Whether pods have IPv6 addresses, and whether EKS runs the network itself. */
export interface AddonClusterKind {
  readonly ipFamily: "ipv4" | "ipv6";
  readonly autoMode: boolean;
}

/** Adds the add-ons; under Auto Mode only those that EKS does not run itself. Returns them by name. */
export function addDefaultAddons(
  cluster: AddonCluster,
  options: DefaultAddonsOptions,
  kind: AddonClusterKind,
): ReadonlyMap<string, EksAddon> {
  const wanted = defaultAddons(options, kind.ipFamily).filter(
    ({ addonName }) => !kind.autoMode || !AUTO_MODE_ADDONS.includes(addonName),
  );
  return new Map(wanted.map((addon) => [addon.addonName, cluster.addAddon(constructId(addon.addonName), addon)]));
}

function defaultAddons(options: DefaultAddonsOptions, ipFamily: "ipv4" | "ipv6"): OrderedAddonOptions[] {
  const { metricsServer = true, nodeMonitoringAgent = false, defaultStorageClass = true, volumeTags } = options;
  const { location, namePrefix } = options;
  const roleName = (addon: string) => `${namePrefix}-${addon}-${location.region}`;
  const managedPolicy = (policy: string) => `arn:${location.partition}:iam::aws:policy/${policy}`;
  const addons: OrderedAddonOptions[] = [
    { addonName: "eks-pod-identity-agent" },
    { addonName: "kube-proxy" },
    {
      addonName: "vpc-cni",
      configuration: { ...vpcCniConfiguration(options) },
      identity: {
        roleName: roleName("vpc-cni"),
        serviceAccount: "aws-node",
        ...(ipFamily === "ipv6"
          ? { statements: ipv6Statements(location) }
          : { managedPolicyArn: managedPolicy("AmazonEKS_CNI_Policy") }),
      },
    },
    { addonName: "coredns" },
    {
      addonName: "aws-ebs-csi-driver",
      configuration: {
        defaultStorageClass: { enabled: defaultStorageClass },
        ...(volumeTags === undefined ? {} : { controller: { extraVolumeTags: volumeTags } }),
      },
      identity: {
        roleName: roleName("aws-ebs-csi-driver"),
        serviceAccount: "ebs-csi-controller-sa",
        managedPolicyArn: managedPolicy("service-role/AmazonEBSCSIDriverPolicy"),
      },
    },
  ];
  if (metricsServer) {
    addons.push({ addonName: "metrics-server" });
  }
  if (nodeMonitoringAgent) {
    addons.push({ addonName: "eks-node-monitoring-agent" });
  }
  return addons;
}

function vpcCniConfiguration({ networkPolicies = true, prefixDelegation = false }: DefaultAddonsOptions): VpcCniConfiguration {
  return {
    enableNetworkPolicy: networkPolicies ? "true" : "false",
    ...(prefixDelegation ? { env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } } : {}),
  };
}

/**
 * AWS has no managed policy for the network add-on of an IPv6 cluster.
 *
 * @see Amazon EKS User Guide, "Configure Amazon VPC CNI plugin to use IRSA": IPv6 policy (read 2026-11)
 */
function ipv6Statements({ partition }: AwsLocation): PolicyStatement[] {
  return [
    {
      sid: "AssignAddresses",
      actions: [
        "ec2:AssignIpv6Addresses",
        "ec2:DescribeInstances",
        "ec2:DescribeTags",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeInstanceTypes",
      ],
      resources: ["*"],
      anyResourceReason: "EC2's Describe actions know no resource, and a node's network interface has no name before it exists.",
    },
    { sid: "TagInterfaces", actions: ["ec2:CreateTags"], resources: [`arn:${partition}:ec2:*:*:network-interface/*`] },
  ];
}

function constructId(addonName: string): string {
  const known: Readonly<Record<string, string>> = { coredns: "CoreDns" };
  return known[addonName] ?? addonName.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
}
