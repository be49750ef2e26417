import { describe, expect, it } from "vitest";
import { nodeLabelFaults, type NodeTaint, nodeTaintFaults } from "../../../constructs/core/node-taint";

const taint = { key: "dedicated", effect: "NoSchedule" } as const;

describe("nodeLabelFaults", () => {
  it.each([{ team: "sre" }, { "example.com/team": "SRE_1.2-a" }, { [`${"a".repeat(50)}.io/${"b".repeat(9)}`]: "x".repeat(63) }])(
    "accepts %j",
    (labels) => {
      expect(nodeLabelFaults("labels", labels as Record<string, string>)).toEqual([]);
    },
  );

  it.each([
    ["-team", "is not a key"],
    ["a/b/c", "is not a key"],
    ["/team", "is not a key"],
    ["Example.com/team", "is not a key"],
    [`${"a".repeat(50)}.io/${"b".repeat(11)}`, "is not a key"],
    ["kubernetes.io/team", "reserved"],
    ["node-role.kubernetes.io/worker", "reserved"],
    ["k8s.io/team", "reserved"],
    ["eks.amazonaws.com/team", "reserved"],
  ])("rejects the key %s", (key, problem) => {
    const faults = nodeLabelFaults("labels", { [key]: "true" });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ path: `labels.${key}`, got: key, problem: expect.stringContaining(problem) as string });
  });

  it.each(["", "a b", "-a", "x".repeat(64)])("rejects the value %j", (value) => {
    expect(nodeLabelFaults("labels", { team: value })).toMatchObject([
      { path: "labels.team", got: value, allowed: expect.stringMatching(/^1 to 63 letters/) as string },
    ]);
  });
});

describe("nodeTaintFaults", () => {
  it.each<NodeTaint[]>([
    [],
    [taint, { ...taint, effect: "NoExecute" }],
    [{ key: "node.cilium.io/agent-not-ready", value: "", effect: "NoExecute" }],
    [{ key: "x.kubernetes.io/starting", value: "true", effect: "PreferNoSchedule" }],
  ])("accepts %j", (...taints) => {
    expect(nodeTaintFaults("taints", taints)).toEqual([]);
  });

  it.each<[NodeTaint[], string, string]>([
    [[{ ...taint, key: "" }], "taints[0].key", "is not a key"],
    [[taint, { ...taint, key: "kubernetes.io/gpu" }], "taints[1].key", "reserved"],
    [[{ ...taint, value: "a b" }], "taints[0].value", "refuse"],
    [[{ ...taint, effect: "Never" as "NoSchedule" }], "taints[0].effect", "is not an effect"],
    [[taint, { ...taint, value: "other" }], "taints", "twice with the same effect"],
    [Array.from({ length: 51 }, (_, index) => ({ ...taint, key: `key-${index}` })), "taints", "are more than a node group takes"],
  ])("rejects %j", (taints, path, problem) => {
    expect(nodeTaintFaults("taints", taints)).toMatchObject([{ path, problem: expect.stringContaining(problem) as string }]);
  });
});
