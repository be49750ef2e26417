import { describe, expect, it } from "vitest";
import {
  ACCESS_ENTRY_TYPES,
  ACCESS_POLICIES,
  AccessEntry,
  type AccessEntryProps,
  type AccessEntryType,
} from "../../../constructs/eks/access-entry";
import { cluster, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const synthesiseEntry = (props: Partial<AccessEntryProps> = {}, use: (entry: AccessEntry) => void = () => undefined) =>
  synthesise((scope) => {
    use(
      new AccessEntry(scope, "Entry", {
        cluster,
        location,
        principalArn: role("admin"),
        policies: [{ policy: "AmazonEKSClusterAdminPolicy" }],
        ...props,
      }),
    );
  });
const nodeEntry = (type: AccessEntryType, props: Partial<AccessEntryProps> = {}) =>
  synthesiseEntry({ type, policies: type === "EC2" ? [{ policy: "AmazonEKSAutoNodePolicy" }] : undefined, ...props });

describe("AccessEntry", () => {
  it("lets a role into the whole cluster, or into namespaces", () => {
    const json = synthesiseEntry({
      policies: [{ policy: "AmazonEKSViewPolicy" }, { policy: "AmazonEKSEditPolicy", namespaces: ["team", "dev-*"] }],
    });
    const entry = onlyResourceOf(json, "aws_eks_access_entry");
    expect(entry).toMatchObject({ cluster_name: "obs-test", principal_arn: role("admin"), type: "STANDARD" });
    expect(entry).not.toHaveProperty("user_name");
    const arn = "arn:aws:eks::aws:cluster-access-policy";
    expect(resourcesOf(json, "aws_eks_access_policy_association")).toMatchObject([
      { policy_arn: `${arn}/AmazonEKSEditPolicy`, access_scope: { type: "namespace", namespaces: ["team", "dev-*"] } },
      { policy_arn: `${arn}/AmazonEKSViewPolicy`, access_scope: { type: "cluster" } },
    ]);
  });

  it("gives policies after the entry is there, and of the cluster's partition", () => {
    const json = synthesiseEntry({
      location: { ...location, partition: "aws-cn", region: "cn-north-1" },
      principalArn: "arn:aws-cn:iam::111122223333:role/admin",
    });
    expect(onlyResourceOf(json, "aws_eks_access_policy_association")).toMatchObject({
      policy_arn: "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      principal_arn: expect.stringMatching(/^\$\{aws_eks_access_entry\.\w+\.principal_arn\}$/),
    });
  });

  it("puts the principal into groups and gives it a name of its own, without any policy", () => {
    const json = synthesiseEntry({ policies: undefined, kubernetesGroups: ["viewers"], userName: "team:{{SessionName}}" });
    expect(onlyResourceOf(json, "aws_eks_access_entry")).toMatchObject({
      kubernetes_groups: ["viewers"],
      user_name: "team:{{SessionName}}",
    });
    expect(resourcesOf(json, "aws_eks_access_policy_association")).toEqual([]);
    expect(() => synthesiseEntry({ policies: undefined, userName: "viewer" })).not.toThrow();
  });

  it("says that there are no groups, so that Terraform takes away those of before; but not for nodes, whose groups EKS sets", () => {
    expect(onlyResourceOf(synthesiseEntry(), "aws_eks_access_entry").kubernetes_groups).toEqual([]);
    expect(onlyResourceOf(nodeEntry("EC2_LINUX"), "aws_eks_access_entry")).not.toHaveProperty("kubernetes_groups");
  });

  it("takes one more policy later, once, and lists all that its users wait for", () => {
    synthesiseEntry({}, (entry) => {
      const association = entry.addPolicy({ policy: "AmazonEKSViewPolicy", namespaces: ["team"] });
      expect(entry.dependables).toHaveLength(3);
      expect(entry.dependables[0]).toBe(entry.resource);
      expect(entry.dependables[2]).toBe(association);
      expect(() => entry.addPolicy({ policy: "AmazonEKSViewPolicy" })).toThrow(
        /access entry "test\/Entry" has 1 fault.*policies\.AmazonEKSViewPolicy is given twice/s,
      );
    });
  });

  it.each(ACCESS_POLICIES)("knows %s", (policy) => {
    expect(() => synthesiseEntry({ policies: [{ policy }] })).not.toThrow();
  });

  it.each<[Partial<AccessEntryProps>, RegExp]>([
    [{ policies: undefined }, /policies are missing, and so are kubernetesGroups and userName/],
    [{ policies: [], kubernetesGroups: [] }, /policies are missing/],
    [
      { policies: [{ policy: "AmazonEKSPolicy" as "AmazonEKSViewPolicy" }] },
      /policies\.AmazonEKSPolicy is not known; got "AmazonEKSPolicy"; allowed: AmazonEKSClusterAdminPolicy/,
    ],
    [
      {
        policies: [
          { policy: "AmazonEKSViewPolicy", namespaces: ["a"] },
          { policy: "AmazonEKSViewPolicy", namespaces: ["b"] },
        ],
      },
      /1 fault.*policies\.AmazonEKSViewPolicy is given twice/s,
    ],
    [
      { policies: [{ policy: "AmazonEKSViewPolicy", namespaces: [] }] },
      /policies\.AmazonEKSViewPolicy\.namespaces are an empty list/,
    ],
    [
      { policies: [{ policy: "AmazonEKSViewPolicy", namespaces: ["ok", "Not_ok"] }] },
      /policies\.AmazonEKSViewPolicy\.namespaces names what can't be a Kubernetes namespace; got \["Not_ok"\]/,
    ],
    [
      { policies: [{ policy: "AmazonEKSAutoNodePolicy" }] },
      /AmazonEKSAutoNodePolicy is for the nodes of Auto Mode, and the entry is of type STANDARD/,
    ],
    [
      { kubernetesGroups: ["viewers", "system:masters"] },
      /kubernetesGroups begins with what EKS keeps for itself; got "system:masters"/,
    ],
    [{ userName: "iam:somebody" }, /userName begins with what EKS keeps for itself; got "iam:somebody"/],
    [{ userName: "john{{SessionName}}" }, /userName has no colon before \{\{SessionName\}\}.*got "john/],
    [{ type: "NODE" as "STANDARD" }, /type is not known; got "NODE"; allowed: STANDARD, EC2_LINUX/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseEntry(props)).toThrow(message);
  });

  it.each(["eks:", "aws:", "amazon:"])("rejects groups that begin with %s", (prefix) => {
    expect(() => synthesiseEntry({ kubernetesGroups: [`${prefix}x`] })).toThrow(/kubernetesGroups begins with what EKS keeps/);
  });
});

describe("principal of an access entry", () => {
  it.each([
    role("team/admin"),
    role("aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef"),
    role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"),
    "arn:aws:iam::444455556666:role/from-another-account",
    "arn:aws:iam::111122223333:user/somebody",
  ])("can be %s", (principalArn) => {
    expect(onlyResourceOf(synthesiseEntry({ principalArn }), "aws_eks_access_entry").principal_arn).toBe(principalArn);
  });

  it.each<[string, RegExp]>([
    ["arn:aws:iam::111122223333:root", /is an account, not a principal/],
    [role("*"), /has a wildcard, and an entry admits exactly one principal/],
    ["*", /has a wildcard/],
    ["arn:aws:sts::111122223333:assumed-role/admin/me", /is a session, which ends/],
    ["admin", /is not the ARN of a role or a user/],
    ["arn:aws:iam::1111:role/admin", /is not the ARN of a role or a user/],
    ["arn:aws:iam::111122223333:group/admins", /is not the ARN of a role or a user/],
    ["arn:aws-cn:iam::111122223333:role/admin", /belongs to another partition than the cluster \(aws\)/],
    [role("aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS"), /is a service-linked role/],
    [role("AWSReservedSSO_Admin_0123456789abcdef"), /is a role of IAM Identity Center without its path/],
  ])("can't be %s", (principalArn, problem) => {
    expect(() => synthesiseEntry({ principalArn })).toThrow(problem);
    expect(() => synthesiseEntry({ principalArn })).toThrow(`got ${JSON.stringify(principalArn)}`);
  });

  it("of a node is a role of the cluster's account", () => {
    const user = "arn:aws:iam::111122223333:user/node";
    expect(() => nodeEntry("EC2_LINUX", { principalArn: user })).toThrow(/principalArn is a user, and nodes have roles; got/);
    expect(() => nodeEntry("EC2_LINUX", { principalArn: "arn:aws:iam::444455556666:role/node" })).toThrow(
      /principalArn belongs to another account than the cluster \(111122223333\)/,
    );
  });
});

describe.each(ACCESS_ENTRY_TYPES.filter((type) => type !== "STANDARD"))("access entry of type %s", (type) => {
  it("has a type and nothing that EKS decides itself", () => {
    expect(onlyResourceOf(nodeEntry(type), "aws_eks_access_entry")).toMatchObject({ type, principal_arn: role("admin") });
    expect(() => nodeEntry(type, { kubernetesGroups: ["nodes"] })).toThrow(
      new RegExp(`kubernetesGroups is given to an entry of type ${type}.*got \\["nodes"\\]`),
    );
    expect(() => nodeEntry(type, { userName: "node" })).toThrow(/userName is given to an entry of type/);
  });

  it("takes no policy of people", () => {
    expect(() => nodeEntry(type, { policies: [{ policy: "AmazonEKSViewPolicy" }] })).toThrow(
      new RegExp(`policies do not fit an entry of type ${type}`),
    );
  });
});

describe("access entry of type EC2", () => {
  it("wants the policy of Auto Mode's nodes, for the whole cluster", () => {
    const association = onlyResourceOf(nodeEntry("EC2"), "aws_eks_access_policy_association");
    expect(association.policy_arn).toBe("arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy");
    expect(() => nodeEntry("EC2", { policies: undefined })).toThrow(/policies do not fit.*exactly AmazonEKSAutoNodePolicy/);
    expect(() => nodeEntry("EC2", { policies: [{ policy: "AmazonEKSAutoNodePolicy", namespaces: ["a"] }] })).toThrow(
      /policies do not fit/,
    );
  });
});
