import { AutoscalingGroupTagA as AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group-tag";
import { Construct } from "constructs";
import type { NodeTaint } from "../core/node-taint";

const NODE_TEMPLATE = "k8s.io/cluster-autoscaler/node-template";

/** What an `AutoscalingTags` is made of. */
export interface AutoscalingTagsProps {
  /** Name of the Auto Scaling group; may be a token. */
  readonly autoscalingGroupName: string;
  /**
   * Labels that its nodes get.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints that its nodes get, at most one for each key.
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
}

/**
 * Tells cluster-autoscaler which labels and taints the nodes of a group have while there is none to look at, so that it scales up
 * from zero for a pod that selects or tolerates them. The tags are for the group alone and do not reach the instances.
 *
 * By these two EKS already tags the Auto Scaling groups of managed node groups, so that the autoscaler finds them:
 * `k8s.io/cluster-autoscaler/enabled` and `k8s.io/cluster-autoscaler/<cluster>`.
 *
 * @see kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/README.md, "Auto-Discovery Setup"; Amazon EKS User Guide,
 * "Managed node groups concepts" (read 2026-11)
 */
export class AutoscalingTags extends Construct {
  /** The tags, each a resource. */
  public readonly resources: readonly AutoscalingGroupTag[];

  public constructor(scope: Construct, id: string, props: AutoscalingTagsProps) {
    super(scope, id);
    const { autoscalingGroupName, labels = {}, taints = [] } = props;
    const tags = [
      ...Object.entries(labels).map(([key, value]) => ({ key: `label/${key}`, value })),
      ...taints.map(({ key, value = "", effect }) => ({ key: `taint/${key}`, value: `${value}:${effect}` })),
    ];
    this.resources = tags.map(
      ({ key, value }) =>
        new AutoscalingGroupTag(this, key, {
          autoscalingGroupName,
          tag: { key: `${NODE_TEMPLATE}/${key}`, value, propagateAtLaunch: false },
        }),
    );
  }
}
