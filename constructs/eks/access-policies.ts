/**
 * Access policies for people and pipelines, from all rights to few. They are EKS's own and can't be changed; what they leave out
 * takes a Kubernetes group and RBAC.
 *
 * Not listed are the policies that EKS gives to the roles of Auto Mode, hybrid nodes and other AWS services by itself.
 *
 * @see Amazon EKS User Guide, "Review access policy permissions" (read 2026-11)
 */
export const ACCESS_POLICIES = [
  /** Everything, in every namespace and beyond: `cluster-admin`. */
  "AmazonEKSClusterAdminPolicy",
  /** Most of what is in a namespace, its roles and role bindings among it: `admin`. */
  "AmazonEKSAdminPolicy",
  /** Sees everything, secrets and custom resources among it. */
  "AmazonEKSAdminViewPolicy",
  /** Changes most of what is in a namespace, reads its secrets: `edit`. */
  "AmazonEKSEditPolicy",
  /** Sees most of what is in a namespace, without secrets: `view`. */
  "AmazonEKSViewPolicy",
  /** Reads secrets and nothing else. */
  "AmazonEKSSecretReaderPolicy",
] as const;

/** The one policy for node roles of Auto Mode that a node class of one's own names, and for nothing else. */
export const AUTO_NODE_POLICY = "AmazonEKSAutoNodePolicy";

/** An access policy of EKS. */
export type AccessPolicy = (typeof ACCESS_POLICIES)[number] | typeof AUTO_NODE_POLICY;

/** An access policy and where it holds. */
export interface AccessPolicyGrant {
  /** Which policy. */
  readonly policy: AccessPolicy;
  /**
   * Namespaces that the policy is limited to; `team-*` stands for all that begin so. Changing them updates in place.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
}

/**
 * What an access entry is for: `STANDARD` for people and pipelines, the others for roles of nodes that EKS doesn't admit by itself.
 * Managed node groups, Fargate profiles and Auto Mode's own pools have their entries from EKS.
 *
 * @see EKS CreateAccessEntry, type (read 2026-11)
 */
export const ACCESS_ENTRY_TYPES = [
  "STANDARD",
  "EC2_LINUX",
  "EC2_WINDOWS",
  "FARGATE_LINUX",
  "HYBRID_LINUX",
  "HYPERPOD_LINUX",
  "EC2",
] as const;

/** What an access entry is for. */
export type AccessEntryType = (typeof ACCESS_ENTRY_TYPES)[number];
