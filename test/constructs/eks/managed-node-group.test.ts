import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { ManagedNodeGroup, type ManagedNodeGroupProps } from "../../../constructs/eks/managed-node-group";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { Retention } from "../../../constructs/core/retention";
import { cluster, key, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, stackWith, synthesise } from "../../support/synth";

const defaults: ManagedNodeGroupProps = {
  cluster,
  nodeGroupName: "general",
  namePrefix: "obs-test",
  location,
  subnetIds: ["subnet-1", "subnet-2"],
  instanceTypes: ["m7g.large"],
  architecture: "arm64",
  minSize: 2,
  maxSize: 4,
};

const synthesiseNodes = (props: Partial<ManagedNodeGroupProps> = {}) =>
  synthesise((scope) => {
    new ManagedNodeGroup(scope, "Nodes", { ...defaults, ...props });
  });
const groupOf = (props: Partial<ManagedNodeGroupProps> = {}) => onlyResourceOf(synthesiseNodes(props), "aws_eks_node_group");
const templateOf = (props: Partial<ManagedNodeGroupProps> = {}) => onlyResourceOf(synthesiseNodes(props), "aws_launch_template");

describe("the group", () => {
  it("has room for a second one beside it, and brings that up before it goes", () => {
    const group = groupOf();
    expect(group).toMatchObject({ node_group_name_prefix: "general-", lifecycle: { create_before_destroy: true } });
    expect(group.node_group_name).toBeUndefined();
  });

  it("has its smallest size, and keeps it when the bounds change", () => {
    const group = groupOf();
    expect(group.scaling_config).toEqual({ min_size: 2, max_size: 4, desired_size: 2 });
    expect(group.lifecycle.ignore_changes).toBeUndefined();
  });

  it("may be empty", () => {
    expect(groupOf({ minSize: 0 }).scaling_config).toEqual({ min_size: 0, max_size: 4, desired_size: 0 });
  });

  it("has another size when that is asked for", () => {
    expect(groupOf({ desiredSize: 3 }).scaling_config.desired_size).toBe(3);
  });

  it.each([
    ["al2023", "arm64", "AL2023_ARM_64_STANDARD"],
    ["al2023", "x86_64", "AL2023_x86_64_STANDARD"],
    ["bottlerocket", "arm64", "BOTTLEROCKET_ARM_64"],
    ["bottlerocket", "x86_64", "BOTTLEROCKET_x86_64"],
  ] as const)("runs %s on %s from the image %s", (operatingSystem, architecture, amiType) => {
    const instanceTypes = [architecture === "arm64" ? "m7g.large" : "m7i.large"];
    expect(groupOf({ operatingSystem, architecture, instanceTypes }).ami_type).toBe(amiType);
  });

  it("runs Amazon Linux when nobody says otherwise", () => {
    expect(groupOf().ami_type).toBe("AL2023_ARM_64_STANDARD");
  });

  it.each([
    [undefined, "ON_DEMAND"],
    ["on-demand", "ON_DEMAND"],
    ["spot", "SPOT"],
  ] as const)("buys capacity %s as %s", (capacity, capacityType) => {
    expect(groupOf({ capacity }).capacity_type).toBe(capacityType);
  });

  it("updates a third of its nodes at once, or as many as asked for", () => {
    expect(groupOf().update_config).toEqual({ max_unavailable_percentage: 33 });
    expect(groupOf({ maxUnavailablePercent: 10 }).update_config).toEqual({ max_unavailable_percentage: 10 });
  });

  it("respects disruption budgets unless it is told not to", () => {
    expect(groupOf().force_update_version).toBeUndefined();
    expect(groupOf({ forceUpdate: true }).force_update_version).toBe(true);
  });

  it("gives labels and taints to its nodes, in the spelling of EKS", () => {
    const taints = [
      { key: "dedicated", value: "monitoring", effect: "NoSchedule" },
      { key: "example.com/slow", effect: "PreferNoSchedule" },
      { key: "ebs.csi.aws.com/agent-not-ready", effect: "NoExecute" },
    ] as const;
    expect(groupOf({ labels: { "example.com/team": "sre" }, taints })).toMatchObject({
      labels: { "example.com/team": "sre" },
      taint: [
        { key: "dedicated", value: "monitoring", effect: "NO_SCHEDULE" },
        { key: "example.com/slow", effect: "PREFER_NO_SCHEDULE" },
        { key: "ebs.csi.aws.com/agent-not-ready", effect: "NO_EXECUTE" },
      ],
    });
  });

  it("has node repair switched off in so many words, or nobody could ever switch it off again", () => {
    expect(groupOf().node_repair_config).toEqual({ enabled: false });
    expect(groupOf({ nodeRepair: true }).node_repair_config).toEqual({ enabled: true });
  });

  it("follows the control plane, where the version of that is known", () => {
    expect(groupOf().version).toBeUndefined();
    expect(groupOf({ cluster: { ...cluster, version: "1.35" } }).version).toBe("1.35");
    expect(groupOf({ cluster: { ...cluster, version: "1.35" }, kubernetesVersion: "1.34" }).version).toBe("1.34");
  });

  it("stays at a release when it is pinned", () => {
    expect(groupOf().release_version).toBeUndefined();
    expect(groupOf({ releaseVersion: "1.35.2-20261001" }).release_version).toBe("1.35.2-20261001");
  });

  it("names its Auto Scaling group and itself for others", () => {
    const { output } = synthesise((scope) => {
      const nodes = new ManagedNodeGroup(scope, "Nodes", defaults);
      new TerraformOutput(scope, "Group", { value: nodes.autoscalingGroupName });
      new TerraformOutput(scope, "Name", { value: nodes.nodeGroupName });
      new TerraformOutput(scope, "Role", { value: nodes.nodeRoleArn });
    });
    expect([output!.Group, output!.Name, output!.Role]).toEqual([
      {
        value: expect.stringMatching(/^\$\{aws_eks_node_group\.\w+\.resources\[0\]\.autoscaling_groups\[0\]\.name\}$/) as string,
      },
      { value: expect.stringMatching(/^\$\{aws_eks_node_group\.\w+\.node_group_name\}$/) as string },
      { value: expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/) as string },
    ]);
  });
});

describe("the role", () => {
  const policiesOf = (props: Partial<ManagedNodeGroupProps>) =>
    resourcesOf(synthesiseNodes(props), "aws_iam_role_policy_attachment")
      .map((attachment) => attachment.policy_arn as string)
      .sort();

  it("lets nodes join and pull images, nothing else, before the first of them starts", () => {
    expect(policiesOf({})).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    ]);
    expect(groupOf().depends_on).toHaveLength(2);
  });

  it("lets people onto the nodes when that is asked for, in every partition", () => {
    const china = { account: "111122223333", region: "cn-north-1", partition: "aws-cn" } as const;
    expect(policiesOf({ sessionManager: true, location: china })).toContain(
      "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
  });

  it("waits for what a node needs to become ready", () => {
    const json = synthesise((scope) => {
      const first = new RetainedLogGroup(scope, "First", { logGroupName: "/first", retention: Retention.days(1), key });
      new ManagedNodeGroup(scope, "Nodes", { ...defaults, after: [first.resource] });
    });
    expect(onlyResourceOf(json, "aws_eks_node_group").depends_on).toContainEqual(
      expect.stringContaining("aws_cloudwatch_log_group"),
    );
  });
});

describe("the launch template", () => {
  it("keeps pods away from the node's metadata and encrypts volumes", () => {
    expect(templateOf()).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3", volume_size: 50 } }],
      monitoring: { enabled: true },
    });
  });

  it("gives Bottlerocket a small volume for the system and ours for the data, both under the key", () => {
    expect(templateOf({ operatingSystem: "bottlerocket", diskSizeGibibytes: 80, key }).block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { volume_type: "gp3", volume_size: 4, encrypted: "true", delete_on_termination: "true", kms_key_id: key.keyArn },
      },
      {
        device_name: "/dev/xvdb",
        ebs: { volume_type: "gp3", volume_size: 80, encrypted: "true", delete_on_termination: "true", kms_key_id: key.keyArn },
      },
    ]);
  });

  it("gives the volume the size, speed and key asked for", () => {
    const props = { diskSizeGibibytes: 100, diskIops: 6_000, diskThroughputMibps: 500, key };
    expect(templateOf(props).block_device_mappings[0].ebs).toMatchObject({
      volume_size: 100,
      iops: 6_000,
      throughput: 500,
      kms_key_id: key.keyArn,
    });
  });

  it("leaves speed and key to AWS otherwise", () => {
    const { ebs } = templateOf().block_device_mappings[0];
    expect([ebs.iops, ebs.throughput, ebs.kms_key_id]).toEqual([undefined, undefined, undefined]);
  });

  it("tags instances, volumes and network interfaces, which default tags do not reach", () => {
    expect(templateOf({ instanceTags: { Environment: "test" } }).tag_specifications).toEqual(
      ["instance", "volume", "network-interface"].map((type) => ({
        resource_type: type,
        tags: { Environment: "test", Name: "obs-test-general" },
      })),
    );
  });

  it("does without the dearer metrics when that is asked for", () => {
    expect(templateOf({ detailedMonitoring: false }).monitoring).toEqual({ enabled: false });
  });

  it("tells nodeadm how many pods a node takes, and is silent otherwise", () => {
    expect(templateOf().user_data).toBeUndefined();
    const message = Buffer.from(templateOf({ maxPods: 110 }).user_data as string, "base64").toString();
    const [headers, part, end] = message.split("--//");
    expect(headers).toBe('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n');
    expect(part).toMatch(/^\nContent-Type: application\/node\.eks\.aws\n\n---\n/);
    expect(part!.split("---\n")[1]).toBe(
      "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      maxPods: 110\n\n",
    );
    expect(end).toBe("--\n");
  });
});

describe("with cluster-autoscaler", () => {
  const autoscaled: Partial<ManagedNodeGroupProps> = {
    autoscaler: "cluster-autoscaler",
    labels: { team: "sre" },
    taints: [
      { key: "dedicated", value: "gpu", effect: "NoSchedule" },
      { key: "slow", effect: "NoExecute" },
    ],
  };

  it("leaves the number of nodes alone once the group exists", () => {
    expect(groupOf(autoscaled).lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["scaling_config[0].desired_size"],
    });
  });

  it("tells labels and taints of a group without nodes", () => {
    const tags = resourcesOf(synthesiseNodes(autoscaled), "aws_autoscaling_group_tag");
    expect(tags.map(({ tag }) => tag)).toEqual([
      { key: "k8s.io/cluster-autoscaler/node-template/label/team", value: "sre", propagate_at_launch: false },
      { key: "k8s.io/cluster-autoscaler/node-template/taint/dedicated", value: "gpu:NoSchedule", propagate_at_launch: false },
      { key: "k8s.io/cluster-autoscaler/node-template/taint/slow", value: ":NoExecute", propagate_at_launch: false },
    ]);
    expect(tags[0]!.autoscaling_group_name).toMatch(
      /^\$\{aws_eks_node_group\..*\.resources\[0\]\.autoscaling_groups\[0\]\.name\}$/,
    );
  });

  it("is what the tags are for: without it there are none", () => {
    expect(resourcesOf(synthesiseNodes({ ...autoscaled, autoscaler: "none" }), "aws_autoscaling_group_tag")).toEqual([]);
  });
});

describe("a warning", () => {
  const warningsOf = (props: Partial<ManagedNodeGroupProps>): unknown[] =>
    stackWith((scope) => void new ManagedNodeGroup(scope, "Nodes", { ...defaults, ...props }))
      .node.findAll()
      .flatMap((element) => element.node.metadata)
      .filter(({ type }) => type === "@cdktf/warn")
      .map(({ data }) => data as unknown);

  it("is given for spot capacity of a single instance type", () => {
    expect(warningsOf({ capacity: "spot" })).toEqual([
      expect.stringMatching(/Node group test\/Nodes buys spot capacity of one instance type \(m7g\.large\)/),
    ]);
  });

  it.each<Partial<ManagedNodeGroupProps>>([{ capacity: "spot", instanceTypes: ["m7g.large", "m6g.large"] }, {}])(
    "is not given for %j",
    (props) => {
      expect(warningsOf(props)).toEqual([]);
    },
  );
});

describe("faults", () => {
  const bottlerocket = { operatingSystem: "bottlerocket" } as const;
  const newCluster = { ...cluster, version: "1.36" } as const;
  const manyLabels = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`label-${index}`, "x"]));
  const gpu = { key: "gpu", effect: "NoSchedule" } as const;

  it.each<[Partial<ManagedNodeGroupProps>, RegExp]>([
    [{ nodeGroupName: "x".repeat(37) }, /nodeGroupName leaves no room.*allowed: 1 to 36 letters/],
    [{ nodeGroupName: "a.b" }, /nodeGroupName .*got "a\.b"/],
    [{ subnetIds: [] }, /subnetIds is empty/],
    [{ instanceTypes: [] }, /instanceTypes has a length that EKS refuses; got 0; allowed: 1 to 20 types/],
    [{ instanceTypes: Array.from({ length: 21 }, () => "m7g.large") }, /instanceTypes has a length that EKS refuses; got 21/],
    [
      { instanceTypes: ["m7g.large", "m7i.large"] },
      /instanceTypes has types that do not run images for arm64; got \["m7i\.large"\]/,
    ],
    [{ architecture: "x86_64" }, /do not run images for x86_64; got \["m7g\.large"\]; allowed: types with Intel or AMD/],
    [{ minSize: 1.5 }, /minSize is out of range; got 1\.5; allowed: a whole number of nodes from 0 to 450/],
    [{ maxSize: 451 }, /maxSize is out of range; got 451/],
    [{ minSize: 5 }, /maxSize is less than minSize \(5\); got 4/],
    [{ desiredSize: 5 }, /desiredSize is out of range; got 5; allowed: a whole number of nodes from 2 to 4/],
    [
      { maxUnavailablePercent: 0 },
      /maxUnavailablePercent is out of range; got 0; allowed: a whole number of percent from 1 to 100/,
    ],
    [{ diskSizeGibibytes: 10 }, /diskSizeGibibytes is out of range; got 10; allowed: .* from 20 to 16384/],
    [{ diskIops: 2_999 }, /diskIops is out of range; got 2999; allowed: .* from 3000 to 80000/],
    [{ diskIops: 25_001 }, /diskIops is more than 500 for each of the 50 gibibytes; got 25001; allowed: 3000 to 25000/],
    [{ diskThroughputMibps: 1_001 }, /diskThroughputMibps is out of range; got 1001; allowed: .* from 125 to 1000/],
    [{ diskThroughputMibps: 800 }, /diskThroughputMibps is more than a quarter of the 3000 .*got 800; allowed: 125 to 750.*3200/],
    [{ maxPods: 251 }, /maxPods is out of range; got 251; allowed: a whole number of pods from 10 to 250/],
    [{ ...bottlerocket, maxPods: 110 }, /maxPods has no effect on Bottlerocket/],
    [{ cluster: { ...cluster, version: "1.34" }, kubernetesVersion: "1.35" }, /kubernetesVersion does not go with .*\(1\.34\)/],
    [{ releaseVersion: "1.35.2" }, /releaseVersion is not a release of al2023 for these nodes; got "1\.35\.2"/],
    [{ cluster: newCluster, releaseVersion: "1.35.2-20261001" }, /releaseVersion is not a release of al2023/],
    [
      { ...bottlerocket, releaseVersion: "1.35.2-20261001" },
      /releaseVersion is not a release of bottlerocket for these nodes; got "1\.35\.2-20261001"/,
    ],
    [
      { labels: { "node-role.kubernetes.io/worker": "true" } },
      /labels\.node-role\.kubernetes\.io\/worker has a prefix that is reserved/,
    ],
    [
      { taints: [{ ...gpu, key: "kubernetes.io/gpu" }] },
      /taints\[0\]\.key has a prefix that is reserved.*got "kubernetes\.io\/gpu"/,
    ],
    [
      { autoscaler: "cluster-autoscaler", labels: manyLabels, taints: [gpu] },
      /labels and taints are more than the Auto Scaling group has tags for.*got 46; allowed: at most 45/,
    ],
    [
      { autoscaler: "cluster-autoscaler", taints: [gpu, { ...gpu, effect: "NoExecute" }] },
      /taints have a key with several effects, .*got \["gpu"\]/,
    ],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseNodes(props)).toThrow(message);
  });

  it.each<Partial<ManagedNodeGroupProps>>([
    { nodeGroupName: "x".repeat(36), namePrefix: "o" },
    { diskSizeGibibytes: 160, diskIops: 80_000, diskThroughputMibps: 1_000 },
    { cluster: newCluster, kubernetesVersion: "1.33", releaseVersion: "1.33.9-20261001" },
    { ...bottlerocket, releaseVersion: "1.50.0-0a1b2c3d" },
    { labels: manyLabels, taints: [gpu, { ...gpu, effect: "NoExecute" }] },
  ])("accepts %j", (props) => {
    expect(() => synthesiseNodes(props)).not.toThrow();
  });
});
