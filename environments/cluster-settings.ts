import type { ControlPlaneLogType } from "../constructs/core/control-plane-log-types";
import type { Retention } from "../constructs/core/retention";
import type { NamespaceSettings } from "../constructs/core/namespace-settings";
import type { NodePoolSettings } from "../constructs/core/node-pool-settings";
import type { NodeTaint } from "../constructs/core/node-taint";
import type { KubernetesVersion } from "../constructs/core/versions";

/** The EKS cluster of an environment. */
export interface ClusterSettings {
  /**
   * Name of the cluster. Changing it replaces the cluster.
   * @default - `<project>-<environment>`
   */
  readonly name?: string;
  /** Kubernetes minor version; EKS can only go up, one minor at a time. */
  readonly version: KubernetesVersion;
  /** How the Kubernetes API is reached. The private endpoint inside the VPC is always there. */
  readonly endpoint: { readonly access: "private" } | { readonly access: "public"; readonly allowedCidrs: readonly string[] };
  /**
   * Blocks of a VPN or of peered networks that may reach the private endpoint.
   * @default - none: only the VPC's own nodes
   */
  readonly privateAccessCidrs?: readonly string[];
  /**
   * What happens when the version's standard support ends: EKS upgrades the cluster by itself, or keeps it for twelve months at 0.60
   * instead of 0.10 USD an hour.
   * @default "standard"
   */
  readonly upgradePolicy?: "standard" | "extended";
  /** Node groups by name, at least one. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupSettings>>;
  /**
   * Namespaces whose pods run on Fargate, by the profile's name. Their pods can't use Pod Identity.
   * @default - none
   */
  readonly fargateProfiles?: Readonly<Record<string, { readonly namespaces: readonly string[] }>>;
  /**
   * Who adds and removes nodes beyond the smallest size. `karpenter` makes what its controller needs in AWS (queue, event rules, roles);
   * `cluster-autoscaler` leaves the node groups' sizes to the autoscaler. The controllers themselves are Helm releases of the stack `in-cluster`.
   * @default "none"
   */
  readonly autoscaler?: "none" | "cluster-autoscaler" | "karpenter";
  /**
   * Nodes that Karpenter may add, by the name of their pool; with `autoscaler: "karpenter"` only.
   * @default - one pool `general` of at most 100 cores
   */
  readonly nodePools?: Readonly<Record<string, NodePoolSettings>>;
  /**
   * Namespaces for applications, by name: each with a quota, a Pod Security level and a network that lets in what is said. One that is
   * taken off the list stays in the cluster.
   * @default - none
   */
  readonly namespaces?: Readonly<Record<string, NamespaceSettings>>;
  /**
   * Parts of the control plane that write logs; `audit` and `authenticator` are the ones that security asks for.
   * @default - all five: api, audit, authenticator, controllerManager, scheduler
   */
  readonly logTypes?: readonly ControlPlaneLogType[];
  /**
   * How long the control-plane logs are kept in CloudWatch.
   * @default Retention.days(60)
   */
  readonly logRetention?: Retention;
  /**
   * ARNs of IAM roles that administer the cluster. They exist already; the role that deploys is one of them, because Helm releases
   * are installed with its rights.
   * @default - nobody, which only environments without Kubernetes may say
   */
  readonly adminRoleArns?: readonly string[];
  /**
   * ARNs of IAM roles that may read everything in the cluster but secrets.
   * @default - none
   */
  readonly viewerRoleArns?: readonly string[];
  /**
   * Whether the control plane's log group outlives the cluster: EKS may write a last batch while the cluster goes, and would make the
   * group anew without retention. A cluster of the same name then adopts it with `terraform import` (docs/runbooks/ClusterRebuild.md).
   * @default - as `deletionProtection`
   */
  readonly keepLogsOnDestroy?: boolean;
}

/** One managed node group. */
export interface NodeGroupSettings {
  /** EC2 instance types, all of one architecture; the first that is available is used. */
  readonly instanceTypes: readonly string[];
  /** Fewest nodes, 0 to 450. */
  readonly minSize: number;
  /** Most nodes, 1 to 450, at least `minSize`. */
  readonly maxSize: number;
  /**
   * `spot` saves up to 70 percent; AWS may take a node away with two minutes' notice.
   * @default "on-demand"
   */
  readonly capacity?: "on-demand" | "spot";
  /**
   * Operating system of the nodes. Changing it replaces the group: new nodes first, then the old ones are drained.
   * @default "al2023"
   */
  readonly operatingSystem?: "al2023" | "bottlerocket";
  /**
   * Size of the volume of images, logs and empty directories in gibibytes, 20 to 16,384. Changing it replaces nodes one after the other.
   * @default 50
   */
  readonly diskSizeGibibytes?: number;
  /**
   * Kubernetes labels of the nodes. Changing them updates in place.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints that keep pods away which do not tolerate them. Changing them updates in place.
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
}
