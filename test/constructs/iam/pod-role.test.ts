import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { PodRole, type PodRoleProps } from "../../../constructs/iam/pod-role";
import { podIdentityTrust } from "../../../constructs/iam/pod-trust";
import { onlyResourceOf, resourcesOf, synthesise, type SynthesisedStack } from "../../support/synth";

const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const oidcProvider = { issuer, providerArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };

const podRole = (scope: Construct, props: Partial<PodRoleProps> = {}) =>
  new PodRole(scope, "Collector", {
    roleName: "collector",
    description: "test",
    clusterName: "obs-test",
    namespace: "observability",
    serviceAccount: "collector",
    statements: [
      { sid: "Write", actions: ["aps:RemoteWrite"], resources: ["arn:aws:aps:eu-central-1:111122223333:workspace/ws-1"] },
    ],
    ...props,
  });
const synthesisePodRole = (props: Partial<PodRoleProps> = {}, use: (role: PodRole) => void = () => undefined) =>
  synthesise((scope) => {
    use(podRole(scope, props));
  });
const trustOf = (json: SynthesisedStack) => JSON.parse(onlyResourceOf(json, "aws_iam_role").assume_role_policy).Statement;

const podIdentityStatement = {
  Sid: "PodIdentity",
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: {
    StringEquals: {
      "aws:RequestTag/eks-cluster-name": "obs-test",
      "aws:RequestTag/kubernetes-namespace": "observability",
      "aws:RequestTag/kubernetes-service-account": "collector",
    },
  },
};
const webIdentityStatement = {
  Sid: "WebIdentity",
  Effect: "Allow",
  Principal: { Federated: oidcProvider.providerArn },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: {
    StringEquals: { [`${issuer}:sub`]: "system:serviceaccount:observability:collector", [`${issuer}:aud`]: "sts.amazonaws.com" },
  },
};

describe("PodRole", () => {
  it("binds one service account to a role that only EKS Pod Identity can assume, for this account of this cluster", () => {
    const json = synthesisePodRole({}, (role) => {
      expect(role.serviceAccountAnnotations).toEqual({});
      expect(role.dependables).toEqual([role.association]);
    });
    expect(trustOf(json)).toEqual([podIdentityStatement]);
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "obs-test",
      namespace: "observability",
      service_account: "collector",
      depends_on: [expect.stringContaining("aws_iam_role_policy")],
    });
  });

  it("has the boundary and the managed policies given", () => {
    const json = synthesisePodRole({
      permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
      managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"],
    });
    expect(onlyResourceOf(json, "aws_iam_role").permissions_boundary).toBe("arn:aws:iam::111122223333:policy/boundary");
    expect(onlyResourceOf(json, "aws_iam_role_policy_attachment").policy_arn).toContain("AmazonEBSCSIDriverPolicy");
  });

  it.each<[Partial<PodRoleProps>, RegExp]>([
    [{ podIdentity: false }, /podIdentity is switched off without an oidcProvider/],
    [{ namespace: "Team A" }, /namespace is no name of a Kubernetes namespace; got "Team A"/],
    [{ namespace: "x".repeat(64) }, /namespace is no name of a Kubernetes namespace; got "x{64}"/],
    [{ serviceAccount: "*" }, /serviceAccount is no name of a Kubernetes service account; got "\*"/],
    [{ serviceAccount: "x".repeat(254) }, /serviceAccount is no name of a Kubernetes service account/],
    [{ roleName: "a b" }, /roleName makes a name that AWS refuses.*got "a b"/s],
  ])("rejects %j", (props, message) => {
    expect(() => synthesisePodRole(props)).toThrow(message);
  });
});

describe("PodRole with an OIDC provider", () => {
  it("is assumed with the token of one service account, and tells the annotation that the account needs", () => {
    const json = synthesisePodRole({ oidcProvider }, (role) => {
      expect(role.association).toBeUndefined();
      expect(role.dependables).toEqual([role.role.resource, ...role.role.policies]);
      const { "eks.amazonaws.com/role-arn": arn, ...rest } = role.serviceAccountAnnotations;
      expect(rest).toEqual({});
      new TerraformOutput(role, "Annotation", { value: arn, staticId: true });
    });
    expect(trustOf(json)).toEqual([webIdentityStatement]);
    expect(resourcesOf(json, "aws_eks_pod_identity_association")).toEqual([]);
    expect(Object.values(json.output!)[0]!.value).toMatch(/^\$\{aws_iam_role\.Collector_\w+\.arn\}$/);
  });

  it("can be assumed both ways while a cluster moves from one to the other", () => {
    const json = synthesisePodRole({ oidcProvider, podIdentity: true }, (role) => {
      expect(Object.keys(role.serviceAccountAnnotations)).toEqual(["eks.amazonaws.com/role-arn"]);
    });
    expect(trustOf(json)).toEqual([podIdentityStatement, webIdentityStatement]);
    expect(resourcesOf(json, "aws_eks_pod_identity_association")).toHaveLength(1);
  });

  it("takes a provider whose values are only known after the deployment, also as keys of conditions", () => {
    const json = synthesise((scope) => {
      const resource = new IamOpenidConnectProvider(scope, "Provider", { url: `https://${issuer}`, clientIdList: [] });
      podRole(scope, { oidcProvider: { providerArn: resource.arn, issuer: resource.url } });
    });
    const [{ Principal, Condition }] = trustOf(json);
    expect(Principal).toEqual({ Federated: "${aws_iam_openid_connect_provider.Provider.arn}" });
    expect(Object.entries(Condition.StringEquals)).toEqual([
      ["${aws_iam_openid_connect_provider.Provider.url}:sub", "system:serviceaccount:observability:collector"],
      ["${aws_iam_openid_connect_provider.Provider.url}:aud", "sts.amazonaws.com"],
    ]);
  });
});

describe("podIdentityTrust", () => {
  it("leaves the namespace open where EKS chooses it", () => {
    const { conditions } = podIdentityTrust({ clusterName: "obs-test", serviceAccount: "aws-node" });
    expect(conditions).toEqual({
      StringEquals: { "aws:RequestTag/eks-cluster-name": "obs-test", "aws:RequestTag/kubernetes-service-account": "aws-node" },
    });
  });
});
