/** What nodeadm is told about the kubelet of a node. */
export interface KubeletSettings {
  /** Most pods on the node. */
  readonly maxPods: number;
}

/**
 * User data of a node on Amazon Linux 2023, base64: one part of a MIME message for nodeadm. EKS puts its own part, with the address
 * of the cluster, in front; nodeadm merges the parts in their order, so that ours has the last word.
 *
 * There is none for Bottlerocket, whose managed groups get the number of pods from EKS whatever the user data say.
 *
 * @see github.com/eksctl-io/eksctl pkg/nodebootstrap/al2023.go, which writes the same part; github.com/awslabs/amazon-eks-ami/issues/1988
 * with the merged result; github.com/bottlerocket-os/bottlerocket/issues/3463 (read 2026-11)
 */
export function nodeUserData({ maxPods }: KubeletSettings): string {
  const lines = [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="//"',
    "",
    "--//",
    "Content-Type: application/node.eks.aws",
    "",
    "---",
    "apiVersion: node.eks.aws/v1alpha1",
    "kind: NodeConfig",
    "spec:",
    "  kubelet:",
    "    config:",
    `      maxPods: ${maxPods}`,
    "",
    "--//--",
    "",
  ];
  return Buffer.from(lines.join("\n")).toString("base64");
}
