/** The IAM identity provider of a cluster, which roles for service accounts (IRSA) trust. Both values may be tokens. */
export interface IOidcProviderRef {
  /** ARN of the provider: `arn:<partition>:iam::<account>:oidc-provider/<issuer>`. */
  readonly providerArn: string;
  /** Host and path of the cluster's issuer, without `https://`. */
  readonly issuer: string;
}
