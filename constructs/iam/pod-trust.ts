import type { IOidcProviderRef } from "../eks/oidc-provider-ref";
import type { PolicyStatement } from "./policy-document";

/** The pods that a trust policy speaks of. */
export interface TrustedPods {
  /** Name of the cluster; may be a token. */
  readonly clusterName: string;
  /**
   * Namespace of the service account.
   * @default - any: for managed add-ons, whose namespace EKS chooses
   */
  readonly namespace?: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
}

/**
 * Lets EKS Pod Identity assume a role for the pods of one service account. Without the conditions, whoever may pass the role could
 * associate it with any service account of any cluster of the account.
 *
 * The conditions read the session tags that EKS sends; an association without session tags can't use the role.
 * `aws:SourceArn` is left out: the User Guide names no value for it, and a guess locks pods out
 * (awslabs/mountpoint-s3-csi-driver#781, 2026-04).
 *
 * @see Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity": setting conditions (read 2026-11)
 */
export function podIdentityTrust({ clusterName, namespace, serviceAccount }: TrustedPods): PolicyStatement {
  return {
    sid: "PodIdentity",
    principals: { Service: "pods.eks.amazonaws.com" },
    actions: ["sts:AssumeRole", "sts:TagSession"],
    conditions: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-name": clusterName,
        ...(namespace === undefined ? {} : { "aws:RequestTag/kubernetes-namespace": namespace }),
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  };
}

/**
 * Lets the pods of one service account assume a role with the token that Kubernetes gives them (IRSA).
 *
 * @see Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts" (read 2026-11); the audience is the same in every
 * partition
 */
export function webIdentityTrust(
  { providerArn, issuer }: IOidcProviderRef,
  { namespace, serviceAccount }: { readonly namespace: string; readonly serviceAccount: string },
): PolicyStatement {
  return {
    sid: "WebIdentity",
    principals: { Federated: providerArn },
    actions: ["sts:AssumeRoleWithWebIdentity"],
    conditions: {
      StringEquals: {
        [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        [`${issuer}:aud`]: "sts.amazonaws.com",
      },
    },
  };
}
