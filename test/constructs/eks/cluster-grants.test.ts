import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { ClusterGrants } from "../../../constructs/eks/cluster-grants";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { cluster, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const existing = { roleName: "deployer", roleArn: "arn:aws:iam::111122223333:role/ci/deployer" };
const synthesiseGrants = (use: (grants: ClusterGrants, scope: Construct) => void) =>
  synthesise((scope) => {
    use(new ClusterGrants(new Construct(scope, "Cluster"), cluster, location), scope);
  });
const policyNames = (json: ReturnType<typeof synthesiseGrants>) =>
  resourcesOf(json, "aws_eks_access_policy_association").map(({ policy_arn }) => (policy_arn as string).split("/").at(-1));

describe("ClusterGrants", () => {
  it("lets a role describe this cluster and nothing else, however often it is said", () => {
    const json = synthesiseGrants((grants) => {
      expect(grants.describe(existing)).toBe(grants.describe(existing));
    });
    const policy = onlyResourceOf(json, "aws_iam_role_policy");
    expect(policy).toMatchObject({ role: "deployer", name: "eks-describe-cluster" });
    expect(JSON.parse(policy.policy).Statement).toEqual([
      { Sid: "Describe", Effect: "Allow", Action: "eks:DescribeCluster", Resource: cluster.clusterArn },
    ]);
    expect(resourcesOf(json, "aws_eks_access_entry")).toEqual([]);
  });

  it.each([
    ["kubernetesAdmin", "AmazonEKSClusterAdminPolicy"],
    ["kubernetesEdit", "AmazonEKSEditPolicy"],
    ["kubernetesView", "AmazonEKSViewPolicy"],
  ] as const)("%s admits a role with %s and lets it find the cluster", (grant, policy) => {
    const json = synthesiseGrants((grants) => {
      grants[grant](existing);
    });
    expect(onlyResourceOf(json, "aws_eks_access_entry")).toMatchObject({ type: "STANDARD", principal_arn: existing.roleArn });
    expect(policyNames(json)).toEqual([policy]);
    expect(onlyResourceOf(json, "aws_eks_access_policy_association").access_scope).toEqual({ type: "cluster" });
    expect(onlyResourceOf(json, "aws_iam_role_policy").policy).toContain("eks:DescribeCluster");
  });

  it("adds several grants of a role up in one entry", () => {
    const json = synthesiseGrants((grants) => {
      const entry = grants.kubernetesView(existing);
      expect(grants.kubernetesEdit(existing, ["team"])).toBe(entry);
      expect(() => grants.kubernetesEdit(existing, ["other"])).toThrow(/policies\.AmazonEKSEditPolicy is given twice/);
    });
    expect(resourcesOf(json, "aws_eks_access_entry")).toHaveLength(1);
    expect(resourcesOf(json, "aws_iam_role_policy")).toHaveLength(1);
    expect(policyNames(json)).toEqual(["AmazonEKSEditPolicy", "AmazonEKSViewPolicy"]);
    const [edit] = resourcesOf(json, "aws_eks_access_policy_association");
    expect(edit!.access_scope).toEqual({ type: "namespace", namespaces: ["team"] });
  });

  it("limits a view to namespaces", () => {
    const json = synthesiseGrants((grants) => {
      grants.kubernetesView(existing, ["team-*"]);
    });
    expect(onlyResourceOf(json, "aws_eks_access_policy_association").access_scope).toEqual({
      type: "namespace",
      namespaces: ["team-*"],
    });
  });

  it("stands beneath a role that is a construct, and keeps roles apart", () => {
    synthesiseGrants((grants, scope) => {
      const role = new ServiceRole(scope, "Role", { roleName: "a", description: "test", assumedBy: ["ec2.amazonaws.com"] });
      expect(grants.kubernetesAdmin(role).node.path).toBe("test/Role/ClusterAccess");
      expect(grants.describe(role).node.path).toBe("test/Role/ClusterDescribe");
      expect(grants.kubernetesAdmin(existing).node.path).toBe("test/Cluster/Access-deployer");
    });
  });
});
