import type { KubernetesVersion } from "../core/versions";

/** An EKS cluster that exists somewhere: all that the constructs around it need to know. Every value may be a token. */
export interface IClusterRef {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** URL of the Kubernetes API. */
  readonly clusterEndpoint: string;
  /** The API's certificate authority, base64. */
  readonly clusterCertificateAuthorityData: string;
  /**
   * Kubernetes minor version, which decides the versions of managed add-ons.
   * @default - unknown: EKS chooses the add-ons' versions
   */
  readonly version?: KubernetesVersion;
  /**
   * Security group that EKS makes for the control plane and the nodes.
   * @default - unknown: nothing can open a port to it
   */
  readonly clusterSecurityGroupId?: string;
  /**
   * Issuer of the tokens of service accounts, `https://oidc.eks...`; IRSA needs it, Pod Identity does not.
   * @default - unknown: roles through IRSA are refused
   */
  readonly oidcIssuerUrl?: string;
}
