/**
 * Configurations of managed add-ons, as far as we set them. EKS checks every configuration against the schema of the add-on's
 * version, which admits no unknown key; `EksAddon` therefore takes no others for these add-ons.
 *
 * @see DescribeAddonConfiguration of the versions in `EKS_ADDON_VERSIONS`; keys as in the charts of the same versions (2026-11)
 */
export interface EksAddonConfigurations {
  /** Pod network and network policies. */
  readonly "vpc-cni": VpcCniConfiguration;
  /** Names inside the cluster. */
  readonly coredns: CoreDnsConfiguration;
  /** Volumes. */
  readonly "aws-ebs-csi-driver": EbsCsiDriverConfiguration;
}

/** Requests and limits as Kubernetes writes them. */
export interface AddonResources {
  /**
   * What is set aside, such as `{ cpu: "100m", memory: "128Mi" }`.
   * @default - the add-on's own
   */
  readonly requests?: Readonly<Record<"cpu" | "memory", string>>;
  /**
   * What may be used at most.
   * @default - the add-on's own
   */
  readonly limits?: Readonly<Partial<Record<"cpu" | "memory", string>>>;
}

/** Configuration of `vpc-cni`. */
export interface VpcCniConfiguration {
  /**
   * Whether NetworkPolicy objects are enforced; a string, because the schema has it so.
   * @default "false"
   */
  readonly enableNetworkPolicy?: "true" | "false";
  /**
   * Settings of the network plug-in; every value is a string. `ENABLE_PREFIX_DELEGATION` raises the pods a node holds.
   * @default - the plug-in's own
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The agent that enforces network policies.
   * @default - no event logs
   */
  readonly nodeAgent?: { readonly enablePolicyEventLogs: "true" | "false" };
}

/** Configuration of `coredns`. */
export interface CoreDnsConfiguration {
  /**
   * Number of pods.
   * @default 2
   */
  readonly replicaCount?: number;
  /**
   * Lets EKS change the number of pods with the number of nodes and cores.
   * @default - off
   */
  readonly autoScaling?: { readonly enabled: boolean; readonly minReplicas: number; readonly maxReplicas: number };
  /**
   * Requests and limits.
   * @default - 100m and 70Mi, at most 170Mi
   */
  readonly resources?: AddonResources;
}

/** Configuration of `aws-ebs-csi-driver`. */
export interface EbsCsiDriverConfiguration {
  /**
   * Whether the class `ebs-csi-default-sc` (gp3) exists and is the default; EKS has had no default class since 1.30. The class has no
   * parameters: its volumes are encrypted only where the account encrypts every EBS volume.
   * @default - no class
   */
  readonly defaultStorageClass?: { readonly enabled: boolean };
  /**
   * The controller.
   * @default - no extra tags
   */
  readonly controller?: {
    /** Tags of every volume; these outlive the cluster when a claim is kept. */
    readonly extraVolumeTags: Readonly<Record<string, string>>;
  };
}
