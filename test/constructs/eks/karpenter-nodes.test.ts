import { TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import type { AwsLocation } from "../../../constructs/core/aws-location";
import { KarpenterNodes, type KarpenterNodesProps } from "../../../constructs/eks/karpenter-nodes";
import { cluster, key, location } from "../../support/sample-references";
import { inventoryOf, onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";

const synthesiseNodes = (props: Partial<KarpenterNodesProps> = {}) =>
  synthesise((scope) => {
    new KarpenterNodes(scope, "Karpenter", { cluster, location, namePrefix: "obs-test", ...props });
  });

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const controllerStatements = (json: SynthesisedStack) =>
  (JSON.parse(onlyResourceOf(json, "aws_iam_role_policy").policy as string) as { Statement: Statement[] }).Statement;
const controllerStatement = (json: SynthesisedStack, sid: string) => controllerStatements(json).find(({ Sid }) => Sid === sid);
const roleNamed = (json: SynthesisedStack, name: string) => resourcesOf(json, "aws_iam_role").find((role) => role.name === name)!;
const trusted = (json: SynthesisedStack, role: string) =>
  (JSON.parse(roleNamed(json, role).assume_role_policy as string) as { Statement: { Principal: unknown }[] }).Statement[0]!
    .Principal;
const managedPolicies = (json: SynthesisedStack) =>
  resourcesOf(json, "aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn as string);

describe("KarpenterNodes", () => {
  it("makes a queue with its rules, two roles, the nodes' access and the controller's identity", () => {
    expect(inventoryOf(synthesiseNodes())).toEqual({
      aws_cloudwatch_event_rule: 5,
      aws_cloudwatch_event_target: 5,
      aws_eks_access_entry: 1,
      aws_eks_pod_identity_association: 1,
      aws_iam_role: 2,
      aws_iam_role_policy: 1,
      aws_iam_role_policy_attachment: 2,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    });
  });

  it("lets nodes into the cluster as Linux nodes, without a group or a policy of their own", () => {
    const json = synthesiseNodes();
    const entry = onlyResourceOf(json, "aws_eks_access_entry");
    expect(entry).toMatchObject({ cluster_name: "obs-test", type: "EC2_LINUX" });
    expect(entry.principal_arn).toMatch(/^\$\{aws_iam_role\.Karpenter_NodeRole_\w+\.arn\}$/);
    expect(Object.keys(entry)).not.toContain("kubernetes_groups");
    expect(trusted(json, "obs-test-karpenter-node-eu-central-1")).toEqual({ Service: "ec2.amazonaws.com" });
    expect(managedPolicies(json).sort()).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    ]);
  });

  it("gives nodes Systems Manager only when asked to", () => {
    expect(managedPolicies(synthesiseNodes({ ssm: true }))).toContain("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
  });

  it("gives the controller's role to kube-system/karpenter, or to the service account that is named", () => {
    const json = synthesiseNodes();
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "obs-test",
      namespace: "kube-system",
      service_account: "karpenter",
    });
    expect(trusted(json, "obs-test-karpenter-eu-central-1")).toEqual({ Service: "pods.eks.amazonaws.com" });
    const other = synthesiseNodes({ namespace: "karpenter", serviceAccount: "controller" });
    expect(onlyResourceOf(other, "aws_eks_pod_identity_association")).toMatchObject({
      namespace: "karpenter",
      service_account: "controller",
    });
  });

  it("gives the controller its role by an annotation where it runs on Fargate", () => {
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF";
    const providerArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
    const json = synthesise((scope) => {
      const nodes = new KarpenterNodes(scope, "Karpenter", {
        cluster,
        location,
        namePrefix: "obs-test",
        oidcProvider: { providerArn, issuer },
      });
      expect(nodes.serviceAccountAnnotations).toEqual({ "eks.amazonaws.com/role-arn": nodes.controllerRoleArn });
      expect(nodes.dependables).toContain(nodes.controllerRole.role.resource);
    });
    expect(trusted(json, "obs-test-karpenter-eu-central-1")).toEqual({ Federated: providerArn });
    expect(inventoryOf(json)).not.toHaveProperty("aws_eks_pod_identity_association");
  });

  it("says what charts and node classes need to know", () => {
    synthesise((scope) => {
      const nodes = new KarpenterNodes(scope, "Karpenter", { cluster, location, namePrefix: "obs-test" });
      expect(nodes).toMatchObject({ namespace: "kube-system", serviceAccount: "karpenter" });
      expect(nodes.dependables).toEqual([nodes.controllerRole.association]);
      expect(nodes.serviceAccountAnnotations).toEqual({});
      expect(nodes.nodeRoleName).toBe(nodes.nodeRole.roleName);
      expect(nodes.queueName).toBe(nodes.queue.queueName);
    });
    const attributes = { queueName: "q", nodeRoleName: "r", namespace: "kube-system", serviceAccount: "karpenter" };
    expect(KarpenterNodes.fromAttributes(attributes)).toEqual(attributes);
  });

  it("rejects a prefix that makes names which AWS refuses, before it makes anything", () => {
    expect(() => synthesiseNodes({ namePrefix: "x".repeat(40) })).toThrow(
      /Karpenter nodes "test\/Karpenter" has 2 faults:.*EventBridge rule\): 65 characters.*IAM role\): 68 characters/s,
    );
    expect(() => synthesiseNodes({ namePrefix: "a b" })).toThrow(
      /namePrefix makes a name that AWS refuses.*got "a b-karpenter"/s,
    );
  });

  it("accepts a prefix of 36 characters in eu-central-1, not of 37", () => {
    expect(() => synthesiseNodes({ namePrefix: "x".repeat(36) })).not.toThrow();
    expect(() => synthesiseNodes({ namePrefix: "x".repeat(37) })).toThrow(/has 1 fault:.*IAM role\): 65 characters/s);
  });
});

describe("the rights of Karpenter's controller", () => {
  it("name each statement once", () => {
    const sids = controllerStatements(synthesiseNodes({ key, zonalShift: true })).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  it("reach all resources only where AWS knows no ARN", () => {
    const statements = controllerStatements(synthesiseNodes({ zonalShift: true }));
    expect(statements.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid)).toEqual([
      "AllowZonalShiftStatusReadOnly",
      "AllowRegionalReadActions",
      "AllowPricingReadActions",
    ]);
    // What is written without an ARN only reads.
    const writing = statements.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    expect(writing.filter((action) => !/:(Describe|Get)\w+$/.test(action))).toEqual([]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("ask for the cluster's tags wherever something is made, tagged or ended", () => {
    const changing = controllerStatements(synthesiseNodes()).filter(({ Action }) =>
      [Action].flat().some((action) => /:(Create|Run|Tag|Terminate|Delete(?!Message)|Add|Remove)/.test(action)),
    );
    const tagged = changing.filter(({ Condition }) =>
      Object.entries(Condition?.StringEquals ?? {}).some(
        ([name, value]) => /^aws:(Request|Resource)Tag\/kubernetes\.io\/cluster\/obs-test$/.test(name) && value === "owned",
      ),
    );
    // What an instance is launched from or into belongs to others and has no tags of the cluster.
    expect(changing.filter((statement) => !tagged.includes(statement)).map(({ Sid }) => Sid)).toEqual([
      "AllowScopedEC2InstanceAccessActions",
    ]);
    expect(tagged.map(({ Sid }) => Sid)).toEqual([
      "AllowScopedEC2LaunchTemplateAccessActions",
      "AllowScopedEC2InstanceActionsWithTags",
      "AllowScopedResourceCreationTagging",
      "AllowScopedResourceTagging",
      "AllowScopedDeletion",
      "AllowScopedInstanceProfileCreationActions",
      "AllowScopedInstanceProfileTagActions",
      "AllowScopedInstanceProfileActions",
    ]);
  });

  it("let it tag what it launches at the launch, and only the name and the claim of a node later", () => {
    const json = synthesiseNodes();
    expect(controllerStatement(json, "AllowScopedResourceCreationTagging")!.Condition).toEqual({
      StringEquals: {
        "aws:RequestTag/kubernetes.io/cluster/obs-test": "owned",
        "aws:RequestTag/eks:eks-cluster-name": "obs-test",
        "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
      },
      StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
    });
    expect(controllerStatement(json, "AllowScopedResourceTagging")).toMatchObject({
      Resource: "arn:aws:ec2:eu-central-1:*:instance/*",
      Condition: {
        StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/obs-test": "owned" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    });
  });

  it("let it hand EC2 the node role and no other", () => {
    expect(controllerStatement(synthesiseNodes(), "AllowPassingInstanceRole")).toMatchObject({
      Action: "iam:PassRole",
      Resource: expect.stringMatching(/^\$\{aws_iam_role\.Karpenter_NodeRole_\w+\.arn\}$/),
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    });
  });

  it("let it read its own queue and its own cluster", () => {
    const json = synthesiseNodes();
    expect(controllerStatement(json, "AllowInterruptionQueueActions")!.Resource).toMatch(/^\$\{aws_sqs_queue\.\w+\.arn\}$/);
    expect(controllerStatement(json, "AllowAPIServerEndpointDiscovery")).toMatchObject({ Resource: cluster.clusterArn });
  });

  it("include the queue's key through SQS when there is one", () => {
    expect(onlyResourceOf(synthesiseNodes({ key }), "aws_sqs_queue").kms_master_key_id).toBe(key.keyArn);
    expect(controllerStatement(synthesiseNodes(), "AllowInterruptionQueueKey")).toBeUndefined();
    expect(controllerStatement(synthesiseNodes({ key }), "AllowInterruptionQueueKey")).toMatchObject({
      Action: "kms:Decrypt",
      Resource: key.keyArn,
      Condition: { StringEquals: { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } },
    });
  });

  it("include zonal shifts of its own cluster when they are used", () => {
    expect(controllerStatement(synthesiseNodes(), "AllowZonalShiftStatusReadOnly")).toBeUndefined();
    expect(controllerStatement(synthesiseNodes({ zonalShift: true }), "AllowZonalShiftStatusReadOnly")!.Condition).toEqual({
      StringEquals: { "arc-zonal-shift:ResourceIdentifier": cluster.clusterArn },
    });
  });

  it("keep a cluster name that Terraform knows later, also in the names of tags", () => {
    const json = synthesise((scope) => {
      const clusterName = new TerraformVariable(scope, "ClusterName", { type: "string" }).stringValue;
      new KarpenterNodes(scope, "Karpenter", { cluster: { ...cluster, clusterName }, location, namePrefix: "obs-test" });
    });
    expect(controllerStatement(json, "AllowScopedDeletion")!.Condition!.StringEquals).toEqual({
      "aws:ResourceTag/kubernetes.io/cluster/${var.ClusterName}": "owned",
    });
  });

  it.each<[string, AwsLocation, string]>([
    ["China", { account: "111122223333", region: "cn-north-1", partition: "aws-cn" }, "amazonaws.com.cn"],
    ["GovCloud", { account: "111122223333", region: "us-gov-west-1", partition: "aws-us-gov" }, "amazonaws.com"],
  ])("name the partition of %s in every ARN, and its domain", (_name, there, domain) => {
    const json = synthesiseNodes({
      location: there,
      cluster: { ...cluster, clusterArn: `arn:${there.partition}:eks:${there.region}:111122223333:cluster/obs-test` },
      key: { keyArn: `arn:${there.partition}:kms:${there.region}:111122223333:key/1` },
    });
    const partitions = [...JSON.stringify(json.resource).matchAll(/arn:([\w-]+):/g)].map(([, partition]) => partition);
    expect(new Set(partitions)).toEqual(new Set([there.partition]));
    expect(trusted(json, `obs-test-karpenter-node-${there.region}`)).toEqual({ Service: `ec2.${domain}` });
    expect(controllerStatement(json, "AllowPassingInstanceRole")!.Condition!.StringEquals).toEqual({
      "iam:PassedToService": `ec2.${domain}`,
    });
    expect(controllerStatement(json, "AllowInterruptionQueueKey")!.Condition!.StringEquals).toEqual({
      "kms:ViaService": `sqs.${there.region}.${domain}`,
    });
  });

  it("fit into IAM's 10,240 characters with the longest names that AWS allows", () => {
    const there: AwsLocation = { account: "111122223333", region: "ap-southeast-7", partition: "aws-us-gov" };
    const clusterName = "c".repeat(100);
    const arn = (service: string, resource: string) => `arn:aws-us-gov:${service}:${there.region}:111122223333:${resource}`;
    const json = synthesiseNodes({
      location: there,
      cluster: { ...cluster, clusterName, clusterArn: arn("eks", `cluster/${clusterName}`) },
      key: { keyArn: arn("kms", "key/00000000-0000-0000-0000-000000000000") },
      zonalShift: true,
    });
    // What Terraform puts in for references, at its longest.
    const policy = (onlyResourceOf(json, "aws_iam_role_policy").policy as string)
      .replace(/\$\{aws_iam_role\.\w+\.arn\}/g, arn("iam", `role/${"r".repeat(64)}`))
      .replace(/\$\{aws_sqs_queue\.\w+\.arn\}/g, arn("sqs", "q".repeat(80)));
    expect(policy).not.toContain("${");
    // IAM does not count white space; all inline policies of a role count together, and this role has one.
    expect(policy.replace(/\s/g, "").length).toBeLessThanOrEqual(10_240);
  });
});
