import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Fn, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { type Fault, throwFaults } from "../core/validation";
import type { IClusterRef } from "./cluster-ref";
import type { IOidcProviderRef } from "./oidc-provider-ref";

/** What an `OidcProvider` is made of. */
export interface OidcProviderProps {
  /** The cluster whose service accounts IAM learns to trust; it must tell its `oidcIssuerUrl`. */
  readonly cluster: IClusterRef;
}

/**
 * Defines the IAM identity provider of a cluster, for roles through IRSA: pods on Fargate or Windows, and software whose SDK doesn't
 * know Pod Identity. An account has one for each cluster, and 100 by default; another team may have made it already,
 * see `fromAttributes`.
 *
 * It has no thumbprints: IAM checks the issuer's certificate against its own list of authorities.
 *
 * @see IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM"; "IAM and AWS STS quotas" (read 2026-11)
 */
export class OidcProvider extends Construct implements IOidcProviderRef {
  /**
   * A provider that exists already.
   *
   * @throws ValidationError when the ARN and the issuer can't belong to one provider
   */
  public static fromAttributes(attributes: IOidcProviderRef): IOidcProviderRef {
    throwFaults(`existing OIDC provider "${attributes.providerArn}"`, existingProviderFaults(attributes));
    return attributes;
  }

  /** The provider itself. */
  public readonly resource: IamOpenidConnectProvider;
  /** ARN of the provider. */
  public readonly providerArn: string;
  /** Host and path of the cluster's issuer, without `https://`. */
  public readonly issuer: string;

  /** @throws ValidationError when the cluster doesn't tell its issuer, or tells what can't be one */
  public constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id);
    const { oidcIssuerUrl } = props.cluster;
    throwFaults(`OIDC provider "${this.node.path}"`, issuerUrlFaults(oidcIssuerUrl));

    const url = oidcIssuerUrl!;
    this.resource = new IamOpenidConnectProvider(this, "Resource", { url, clientIdList: ["sts.amazonaws.com"] });
    this.providerArn = this.resource.arn;
    this.issuer = Token.isUnresolved(url) ? this.withoutScheme(url) : url.slice("https://".length);
  }

  /** A local value of Terraform's own, because a call of a function has quotes, which would break the JSON of trust policies. */
  private withoutScheme(url: string): string {
    return new TerraformLocal(this, "Issuer", Fn.replace(url, "https://", "")).asString;
  }
}

function issuerUrlFaults(url: string | undefined): Fault[] {
  if (url !== undefined && (Token.isUnresolved(url) || /^https:\/\/[a-z0-9.-]+(\/[\w./-]*\w)?$/.test(url))) {
    return [];
  }
  return [
    {
      path: "cluster.oidcIssuerUrl",
      problem: url === undefined ? "is not known" : "is no URL of an issuer",
      got: url,
      allowed: "https://oidc.eks.<region>.amazonaws.com/id/<32 characters>",
      fix: "take `identity.oidc.issuer` as `aws eks describe-cluster` prints it",
    },
  ];
}

function existingProviderFaults({ providerArn, issuer }: IOidcProviderRef): Fault[] {
  const faults: Fault[] = [];
  if (!Token.isUnresolved(issuer) && issuer.includes("://")) {
    faults.push({
      path: "issuer",
      problem: "has a scheme, which the keys of trust policies don't have",
      got: issuer,
      allowed: "oidc.eks.<region>.amazonaws.com/id/<32 characters>",
      fix: "leave https:// out",
    });
  }
  const isKnown = !Token.isUnresolved(providerArn) && !Token.isUnresolved(issuer);
  if (isKnown && !providerArn.endsWith(`:oidc-provider/${issuer.replace(/^.*:\/\//, "")}`)) {
    faults.push({
      path: "providerArn",
      problem: `is not the ARN of the provider of ${issuer}`,
      got: providerArn,
      allowed: "arn:<partition>:iam::<account>:oidc-provider/<issuer>",
      fix: "take ARN and issuer of the same provider",
    });
  }
  return faults;
}
