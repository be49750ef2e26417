import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import type { IClusterRef } from "../../../constructs/eks/cluster-ref";
import { EksCluster } from "../../../constructs/eks/eks-cluster";
import { OidcProvider } from "../../../constructs/eks/oidc-provider";
import { PodRole } from "../../../constructs/iam/pod-role";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise, type SynthesisedStack, synthesiseStack } from "../../support/synth";

const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const providerArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;

/** Keys of the conditions under which the pods of a stack get their role. */
const conditionKeys = (json: SynthesisedStack): string[] => {
  const [role] = resourcesOf(json, "aws_iam_role").filter(({ name }) => name === "pods");
  return Object.keys(JSON.parse(role!.assume_role_policy).Statement[0].Condition.StringEquals);
};

const synthesiseProvider = (of: Partial<IClusterRef>, use: (provider: OidcProvider) => void = () => undefined) =>
  synthesise((scope) => {
    use(new OidcProvider(scope, "Oidc", { cluster: { ...cluster, ...of } }));
  });

describe("OidcProvider", () => {
  it("lets IAM trust the cluster's issuer for STS, without thumbprints", () => {
    const json = synthesiseProvider({ oidcIssuerUrl: `https://${issuer}` }, (provider) => {
      expect(provider.issuer).toBe(issuer);
    });
    const resource = onlyResourceOf(json, "aws_iam_openid_connect_provider");
    expect(resource).toMatchObject({ url: `https://${issuer}`, client_id_list: ["sts.amazonaws.com"] });
    expect(resource).not.toHaveProperty("thumbprint_list");
  });

  it("serves roles of a cluster that is only made now, also in another state: Terraform takes the scheme off", () => {
    const app = Testing.app();
    const [clusterStack, roleStack] = ["cluster", "in-cluster"].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, "Aws", { region: "eu-central-1" });
      return stack;
    }) as [TerraformStack, TerraformStack];
    const created = new EksCluster(clusterStack, "Cluster", {
      clusterName: "obs-test",
      location,
      version: "1.34",
      subnetIds: ["subnet-1", "subnet-2"],
      key,
      controlPlaneLogGroup: logGroup("/aws/eks/obs-test/cluster"),
    });
    const oidcProvider = new OidcProvider(clusterStack, "Oidc", { cluster: created });
    const pods = { roleName: "pods", description: "test", clusterName: "obs-test", namespace: "team", serviceAccount: "app" };
    new PodRole(clusterStack, "Here", { ...pods, oidcProvider });
    new PodRole(roleStack, "There", { ...pods, oidcProvider });
    const [there, here] = [synthesiseStack(roleStack), synthesiseStack(clusterStack)];

    const [[name, issuerWithoutScheme]] = Object.entries((here as { locals?: object }).locals!) as [[string, unknown]];
    expect(issuerWithoutScheme).toMatch(
      /^\$\{replace\(aws_eks_cluster\.\w+\.identity\[0\]\.oidc\[0\]\.issuer, "https:\/\/", ""\)\}$/,
    );
    expect(conditionKeys(here)).toEqual([`\${local.${name}}:sub`, `\${local.${name}}:aud`]);
    const output = Object.entries(here.output!).find(([, { value }]) => value === `\${local.${name}}`)![0];
    const remote = `\${data.terraform_remote_state.cross-stack-reference-input-cluster.outputs.${output}}`;
    expect(conditionKeys(there)).toEqual([`${remote}:sub`, `${remote}:aud`]);
  });

  it.each([
    [undefined, /cluster\.oidcIssuerUrl is not known; allowed: https/],
    [issuer, /cluster\.oidcIssuerUrl is no URL of an issuer; got "oidc\.eks/],
    [`https://${issuer}/`, /cluster\.oidcIssuerUrl is no URL of an issuer/],
    ["https://issuer.example?x=1", /cluster\.oidcIssuerUrl is no URL of an issuer/],
  ])("rejects the issuer %s", (oidcIssuerUrl, message) => {
    expect(() => synthesiseProvider({ oidcIssuerUrl })).toThrow(message);
  });

  it("takes a provider that exists, and rejects attributes that don't belong together", () => {
    const attributes = { providerArn, issuer };
    expect(OidcProvider.fromAttributes(attributes)).toBe(attributes);
    expect(() => OidcProvider.fromAttributes({ providerArn, issuer: `https://${issuer}` })).toThrow(
      /has 1 fault.*issuer has a scheme.*got "https:/s,
    );
    expect(() => OidcProvider.fromAttributes({ providerArn, issuer: "oidc.example" })).toThrow(
      /providerArn is not the ARN of the provider of oidc\.example; got "arn:aws:iam/,
    );
  });
});
