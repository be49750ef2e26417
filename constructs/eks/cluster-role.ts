import type { ServiceRoleProps } from "../iam/service-role";
import { AUTO_MODE_CLUSTER_POLICIES } from "./auto-mode";
import type { EksClusterProps } from "./cluster-props";

/** The role that the control plane acts as: EKS's own policies, and the use of the key of secrets. */
export function clusterRoleProps(props: EksClusterProps): ServiceRoleProps {
  const { clusterName, location, key, autoMode } = props;
  const policies = ["AmazonEKSClusterPolicy", ...(autoMode ? AUTO_MODE_CLUSTER_POLICIES : [])];
  return {
    roleName: `${clusterName}-cluster-${location.region}`,
    description: `Control plane of the EKS cluster ${clusterName}`,
    assumedBy: ["eks.amazonaws.com"],
    // Auto Mode passes the cluster's name on as a session tag.
    ...(autoMode ? { assumeActions: ["sts:AssumeRole", "sts:TagSession"] } : {}),
    managedPolicyArns: policies.map((policy) => `arn:${location.partition}:iam::aws:policy/${policy}`),
    statements: [
      {
        sid: "SecretsKey",
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:CreateGrant"],
        resources: [key.keyArn],
      },
    ],
  };
}
