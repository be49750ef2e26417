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
}
