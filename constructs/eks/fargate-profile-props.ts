import type { AwsLocation } from "../core/aws-location";
import type { ILogGroupRef } from "../logs/log-group-ref";
import type { IClusterRef } from "./cluster-ref";

/** Which pods run on Fargate: those of the namespaces that have all of the labels. */
export interface FargateSelector {
  /** A namespace, or a pattern of namespaces with `*` for any characters and `?` for one. */
  readonly namespace: string;
  /**
   * Labels that a pod must have, keys and values with `*` and `?` as wildcards.
   * @default - all pods of the namespace
   * @see EKS quota "Label pairs per Fargate profile selector", 5, can be raised (read 2026-11)
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A Fargate profile, without its cluster. Nothing about a profile can change: every other value of a prop replaces it. */
export interface FargateProfileOptions {
  /** Name of the profile, at most 63 letters, digits, `-` and `_`; EKS keeps names that begin with `eks-` for itself. */
  readonly profileName: string;
  /** Beginning of the name of the pods' execution role. */
  readonly namePrefix: string;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /** Private subnets that pods start in; Fargate refuses those with a route to an internet gateway. */
  readonly subnetIds: readonly string[];
  /**
   * Which pods run on Fargate, 1 to 5; a pod needs to fit one of them.
   * @see EKS CreateFargateProfile: selectors; patterns since 2022-08, github.com/aws/containers-roadmap/issues/621 (read 2026-11)
   */
  readonly selectors: readonly FargateSelector[];
  /**
   * Log group that Fargate's own Fluent Bit writes the pods' logs to. What it does is told by the ConfigMap `aws-logging` in the
   * namespace `aws-observability`; there `auto_create_group` must be `false`. Changes in place, since it is a right of the role.
   * @default - the role may write to none
   */
  readonly logGroup?: ILogGroupRef;
}

/** What a `FargateProfile` is made of. */
export interface FargateProfileProps extends FargateProfileOptions {
  /** The cluster whose pods run on Fargate. */
  readonly cluster: IClusterRef;
}
