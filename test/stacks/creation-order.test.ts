import { describe, expect, it } from "vitest";
import { ENVIRONMENTS } from "../../environments";
import { synthesiseEnvironment } from "../support/environments";
import { ResourceGraph } from "../support/resource-graph";
import type { ResourceBlock } from "../support/synth";

const addon = (name: string) => (block: ResourceBlock) => block.addon_name === name;
const BEFORE_COMPUTE = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"];

describe.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))("%s", (_name, environment) => {
  const stacks = synthesiseEnvironment(environment);
  const graph = new ResourceGraph(stacks.cluster!);
  const network = new ResourceGraph(stacks.network!);
  const cluster = graph.only("aws_eks_cluster");
  const compute = [...graph.find("aws_eks_node_group"), ...graph.find("aws_eks_fargate_profile")];

  it("waits for nothing that waits for it", () => {
    for (const [stack, json] of Object.entries(stacks)) {
      expect(new ResourceGraph(json).cycle(), stack).toBeUndefined();
    }
  });

  it("creates the cluster after its log group, its key and its role's policies, and destroys it before them", () => {
    const group = graph.only(
      "aws_cloudwatch_log_group",
      (block) => block.name === `/aws/eks/${environment.cluster.name}/cluster`,
    );
    expect(graph.isAfter(cluster, group)).toBe(true);
    expect(
      graph.isAfter(
        group,
        graph.only("aws_kms_key", (block) => /control-plane/.test(block.description)),
      ),
    ).toBe(true);
    const policies = graph.find("aws_iam_role_policy_attachment", (_block, address) => address.includes("Cluster_Role_Amazon"));
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) {
      expect(graph.isAfter(cluster, policy), policy).toBe(true);
    }
  });

  it.each(BEFORE_COMPUTE)("creates %s before every node, and destroys it after the last one", (name) => {
    const before = graph.only("aws_eks_addon", addon(name));
    expect(compute.length).toBeGreaterThan(0);
    for (const nodes of compute) {
      expect(graph.isAfter(nodes, before), nodes).toBe(true);
      expect(graph.isAfter(before, nodes), nodes).toBe(false);
    }
  });

  it("creates every other add-on after all nodes, which EKS waits to see it run on", () => {
    const others = graph.find("aws_eks_addon", (block) => !BEFORE_COMPUTE.includes(block.addon_name as string));
    expect(others.length).toBeGreaterThanOrEqual(3);
    for (const other of others) {
      for (const nodes of compute) {
        expect(graph.isAfter(other, nodes), `${other} after ${nodes}`).toBe(true);
      }
    }
  });

  it("gives nodes and add-ons their rights before they start, and takes them away afterwards", () => {
    for (const nodes of graph.find("aws_eks_node_group")) {
      const before = graph.everythingBefore(nodes);
      const own = graph.find("aws_iam_role_policy_attachment", (_block, address) =>
        address.startsWith(`aws_iam_role_policy_attachment.${nodes.split(".")[1]!.replace(/_[0-9A-F]{8}$/, "")}_Role`),
      );
      expect(own.length, nodes).toBeGreaterThanOrEqual(2);
      expect(own.filter((policy) => !before.has(policy))).toEqual([]);
    }
    const cni = graph.everythingBefore(graph.only("aws_eks_addon", addon("vpc-cni")));
    expect([...cni].some((address) => /VpcCni_Role_AmazonEKS_CNI_Policy/.test(address))).toBe(true);
  });

  it("lets people in as soon as the cluster is there, without waiting for nodes", () => {
    for (const entry of graph.find("aws_eks_access_policy_association")) {
      expect(graph.isAfter(entry, cluster)).toBe(true);
      expect(compute.filter((nodes) => graph.isAfter(entry, nodes))).toEqual([]);
    }
  });

  it("opens the way to the internet before a NAT gateway, and closes it afterwards", () => {
    for (const gateway of network.find("aws_nat_gateway")) {
      expect(network.isAfter(gateway, network.only("aws_internet_gateway")), gateway).toBe(true);
    }
  });

  it("writes flow logs only after their group and their role's policy exist", () => {
    const flowLog = network.only("aws_flow_log");
    expect(network.isAfter(flowLog, network.only("aws_cloudwatch_log_group"))).toBe(true);
    expect(network.isAfter(flowLog, network.only("aws_iam_role_policy"))).toBe(true);
  });
});

describe("the in-cluster stack", () => {
  it("is deployed after the whole cluster stack, access entries and nodes included, and destroyed before it", () => {
    const production = ENVIRONMENTS.find(({ name }) => name === "production")!;
    const json = synthesiseEnvironment(production)["in-cluster"]!;
    // A reference into another stack makes cdktf deploy that stack as a whole first.
    expect(Object.keys(json.data!.terraform_remote_state!)).toEqual(
      expect.arrayContaining([expect.stringContaining("production-cluster")]),
    );
  });
});

describe("ResourceGraph", () => {
  const graph = new ResourceGraph({
    resource: {
      aws_a: { One: { name: "x" } },
      aws_b: { Two: { ref: "${aws_a.One.id}" } },
      aws_c: { Three: { depends_on: ["aws_b.Two"], other: "aws_x.Nothing" } },
    },
  });

  it("follows references and depends_on through others", () => {
    expect(graph.isAfter("aws_c.Three", "aws_a.One")).toBe(true);
    expect(graph.isAfter("aws_a.One", "aws_c.Three")).toBe(false);
    expect(graph.cycle()).toBeUndefined();
  });

  it("finds a cycle", () => {
    const loop = { aws_a: { One: { ref: "${aws_b.Two.id}" } }, aws_b: { Two: { ref: "${aws_a.One.id}" } } };
    expect(new ResourceGraph({ resource: loop }).cycle()).toBe("aws_a.One");
  });

  it("says so when there is not exactly one", () => {
    expect(() => graph.only("aws_z")).toThrow("expected exactly one aws_z that fits, found 0");
  });
});
