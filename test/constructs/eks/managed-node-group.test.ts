import { describe, expect, it } from "vitest";
import { ManagedNodeGroup, type ManagedNodeGroupProps } from "../../../constructs/eks/managed-node-group";
import { cluster, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const synthesiseNodes = (props: Partial<ManagedNodeGroupProps> = {}) =>
  synthesise((scope) => {
    new ManagedNodeGroup(scope, "Nodes", {
      cluster,
      nodeGroupName: "general",
      namePrefix: "obs-test",
      location,
      subnetIds: ["subnet-1", "subnet-2"],
      instanceTypes: ["m7g.large"],
      architecture: "arm64",
      minSize: 2,
      maxSize: 4,
      ...props,
    });
  });

describe("ManagedNodeGroup", () => {
  it("keeps pods away from the node's metadata and encrypts volumes", () => {
    expect(onlyResourceOf(synthesiseNodes(), "aws_launch_template")).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [{ ebs: { encrypted: "true", volume_type: "gp3", volume_size: 50 } }],
      monitoring: { enabled: true },
    });
  });

  it("has its smallest size, and keeps it when the bounds change", () => {
    const group = onlyResourceOf(synthesiseNodes(), "aws_eks_node_group");
    expect(group.scaling_config).toEqual({ min_size: 2, max_size: 4, desired_size: 2 });
    expect(group.lifecycle).toBeUndefined();
  });

  it("tags instances and volumes, which default tags do not reach", () => {
    const template = onlyResourceOf(synthesiseNodes({ instanceTags: { Environment: "test" } }), "aws_launch_template");
    expect(template.tag_specifications).toEqual(
      ["instance", "volume"].map((type) => ({ resource_type: type, tags: { Environment: "test", Name: "obs-test-general" } })),
    );
  });

  it("starts with one node when none are kept, because EKS wants one", () => {
    expect(onlyResourceOf(synthesiseNodes({ minSize: 0 }), "aws_eks_node_group").scaling_config.desired_size).toBe(1);
  });

  it.each([
    ["arm64", "AL2023_ARM_64_STANDARD"],
    ["x86_64", "AL2023_x86_64_STANDARD"],
  ] as const)("uses the image for %s", (architecture, amiType) => {
    expect(onlyResourceOf(synthesiseNodes({ architecture }), "aws_eks_node_group").ami_type).toBe(amiType);
  });

  it.each([
    [undefined, "ON_DEMAND"],
    ["spot", "SPOT"],
  ] as const)("buys capacity %s as %s", (capacity, capacityType) => {
    expect(onlyResourceOf(synthesiseNodes({ capacity }), "aws_eks_node_group").capacity_type).toBe(capacityType);
  });

  it("starts no node before its role may join and pull images", () => {
    const json = synthesiseNodes();
    expect(onlyResourceOf(json, "aws_eks_node_group").depends_on).toHaveLength(2);
    expect(
      resourcesOf(json, "aws_iam_role_policy_attachment")
        .map((attachment) => attachment.policy_arn)
        .sort(),
    ).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    ]);
  });

  it.each<[Partial<ManagedNodeGroupProps>, RegExp]>([
    [{ minSize: 1.5 }, /minSize is out of range; got 1\.5; allowed: a whole number of nodes from 0 to 450/],
    [{ maxSize: 451 }, /maxSize is out of range; got 451/],
    [{ minSize: 5 }, /maxSize is less than minSize \(5\); got 4/],
    [
      { diskSizeGibibytes: 10 },
      /diskSizeGibibytes is out of range; got 10; allowed: a whole number of gibibytes from 20 to 16384/,
    ],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseNodes(props)).toThrow(message);
  });
});
