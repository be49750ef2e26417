import { nodeLabelFaults, nodeTaintFaults } from "../core/node-taint";
import { type Fault, wholeNumberFaults } from "../core/validation";
import type { ManagedNodeGroupProps } from "./managed-node-group-props";
import { capacityFaults } from "./node-capacity-faults";

/** Everything about a node group that EKS, EC2 or the nodes themselves would refuse. */
export function nodeGroupFaults(props: ManagedNodeGroupProps): Fault[] {
  return [
    ...nameFaults(props),
    ...subnetFaults(props),
    ...capacityFaults(props),
    ...wholeNumberFaults("maxUnavailablePercent", props.maxUnavailablePercent, 1, 100, "percent"),
    ...versionFaults(props),
    ...podFaults(props),
    ...nodeLabelFaults("labels", props.labels),
    ...nodeTaintFaults("taints", props.taints),
    ...autoscalerFaults(props),
  ];
}

function nameFaults({ nodeGroupName }: ManagedNodeGroupProps): Fault[] {
  if (/^[0-9A-Za-z][A-Za-z0-9_-]{0,35}$/.test(nodeGroupName)) {
    return [];
  }
  return [
    {
      path: "nodeGroupName",
      problem: "leaves no room for the unique end of the name, or has a character that EKS refuses",
      got: nodeGroupName,
      allowed: "1 to 36 letters, digits, `-` and `_`, beginning with a letter or a digit",
      fix: "choose a short name, such as general",
    },
  ];
}

function subnetFaults({ subnetIds }: ManagedNodeGroupProps): Fault[] {
  return subnetIds.length > 0
    ? []
    : [{ path: "subnetIds", problem: "is empty", fix: "give the private subnets that the nodes start in" }];
}

function versionFaults({
  cluster,
  kubernetesVersion,
  releaseVersion,
  operatingSystem = "al2023",
}: ManagedNodeGroupProps): Fault[] {
  const faults: Fault[] = [];
  const behind = minorOf(cluster.version) - minorOf(kubernetesVersion);
  if (behind < 0 || behind > 3) {
    faults.push({
      path: "kubernetesVersion",
      problem: `does not go with the cluster's version (${cluster.version})`,
      got: kubernetesVersion,
      allowed: "the cluster's version, or up to three minor versions before it",
      fix: "update the cluster first, then its nodes",
    });
  }
  const version = kubernetesVersion ?? cluster.version ?? String.raw`1\.\d+`;
  const amazonLinux = new RegExp(String.raw`^${version}\.\d+-\d{8}$`);
  // The end is the beginning of a commit's hash; a date means a release of Amazon Linux.
  const isKnown = operatingSystem === "al2023" ? amazonLinux : /^\d+\.\d+\.\d+-(?!20\d{6}$)[0-9a-f]{8}$/;
  if (releaseVersion !== undefined && !isKnown.test(releaseVersion)) {
    faults.push({
      path: "releaseVersion",
      problem: `is not a release of ${operatingSystem} for these nodes`,
      got: releaseVersion,
      allowed:
        operatingSystem === "al2023"
          ? "<Kubernetes version of the nodes>.<patch>-<YYYYMMDD>"
          : "<Bottlerocket version>-<8 hexadecimal digits>",
      fix: "take it from the releases of awslabs/amazon-eks-ami or bottlerocket-os/bottlerocket",
    });
  }
  return faults;
}

/** Minor number of a version; NaN, which is neither before nor behind anything, for one that is unknown. */
function minorOf(version: string | undefined): number {
  return Number(version?.split(".")[1]);
}

function podFaults({ maxPods, operatingSystem = "al2023" }: ManagedNodeGroupProps): Fault[] {
  if (maxPods !== undefined && operatingSystem === "bottlerocket") {
    return [
      {
        path: "maxPods",
        problem: "has no effect on Bottlerocket, whose managed nodes get the number from EKS",
        got: maxPods,
        fix: "leave it out, or use Amazon Linux 2023",
      },
    ];
  }
  return wholeNumberFaults("maxPods", maxPods, 10, 250, "pods");
}

/**
 * An Auto Scaling group has at most 50 tags, and EKS sets five of them.
 *
 * @see kubernetes/autoscaler cluster-autoscaler/proposals/circumvent-tag-limit-aws.md (read 2026-11)
 */
function autoscalerFaults({ autoscaler, labels = {}, taints = [] }: ManagedNodeGroupProps): Fault[] {
  if (autoscaler !== "cluster-autoscaler") {
    return [];
  }
  const faults: Fault[] = [];
  const tags = Object.keys(labels).length + taints.length;
  if (tags > 45) {
    faults.push({
      path: "labels and taints",
      problem: "are more than the Auto Scaling group has tags for, from which cluster-autoscaler learns them",
      got: tags,
      allowed: "at most 45 together",
      fix: "leave some out, or use another autoscaler",
    });
  }
  const keys = taints.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length > 0) {
    faults.push({
      path: "taints",
      problem: "have a key with several effects, of which cluster-autoscaler learns only one",
      got: twice,
      fix: "give each effect a key of its own",
    });
  }
  return faults;
}
