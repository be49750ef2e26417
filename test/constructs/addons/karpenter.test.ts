import { describe, expect, it } from "vitest";
import { Karpenter } from "../../../constructs/addons/karpenter";
import { nodePoolObjects } from "../../../constructs/addons/karpenter-node-pool";
import type { NodePoolSettings } from "../../../constructs/core/node-pool-settings";
import { resourcesOf } from "../../support/synth";
import { karpenterProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const build = (props: Partial<typeof karpenterProps> = {}) =>
  synthesiseAddOn((scope) => void new Karpenter(scope, "Karpenter", { ...karpenterProps, ...props }));
const context = { clusterName: "demo", nodeRoleName: "demo-nodes", tags: { Environment: "demo" } };
const objectsOf = (settings: Partial<NodePoolSettings> = {}): [any, any] =>
  nodePoolObjects("general", { maxCpuCores: 100, ...settings }, context) as [any, any];
const requirementsOf = (settings?: Partial<NodePoolSettings>) =>
  Object.fromEntries(
    objectsOf(settings)[1].spec.template.spec.requirements.map(({ key, values }: any) => [key.split("/")[1], values]),
  );

describe("Karpenter", () => {
  it("makes definitions, controller and pools in this order, so that they go in the other", () => {
    const releases = Object.fromEntries(
      resourcesOf(build(), "helm_release").map((release) => [release.name, release.depends_on]),
    );
    expect(releases).toEqual({
      "karpenter-crd": [],
      karpenter: [expect.stringMatching(/Karpenter_Definitions/)],
      "karpenter-node-pools": [expect.stringMatching(/Karpenter_Chart/)],
    });
  });

  it("installs definitions and controller at one version", () => {
    const [definitions, chart] = resourcesOf(build(), "helm_release");
    expect(definitions!.version).toBe(chart!.version);
  });

  it("knows its cluster, its queue and its service account, and needs no CoreDNS", () => {
    const values = valuesOfRelease((scope) => void new Karpenter(scope, "Karpenter", karpenterProps), "karpenter");
    expect(values.settings).toEqual({
      clusterName: "demo",
      clusterEndpoint: "https://demo.example.com",
      interruptionQueue: "obs-demo-karpenter",
    });
    expect(values.serviceAccount).toMatchObject({ create: true, name: "karpenter" });
    expect(values.dnsPolicy).toBe("Default");
    expect(values.controller.resources.requests).toEqual({ cpu: "500m", memory: "512Mi" });
  });

  it("makes nodes with encrypted volumes, in the cluster's subnets, whose metadata pods can't reach", () => {
    const [nodeClass] = objectsOf({ diskSizeGibibytes: 80 });
    expect(nodeClass.spec).toMatchObject({
      role: "demo-nodes",
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "demo" } }],
      securityGroupSelectorTerms: [{ tags: { "aws:eks:cluster-name": "demo" } }],
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      tags: { Environment: "demo" },
    });
    expect(nodeClass.spec.blockDeviceMappings[0].ebs).toMatchObject({ volumeSize: "80Gi", encrypted: true });
  });

  it("bounds a pool, replaces its nodes, and asks for what its settings say", () => {
    const [, pool] = objectsOf({ expireAfterDays: 7 });
    expect(pool.spec.limits).toEqual({ cpu: "100" });
    expect(pool.spec.template.spec.expireAfter).toBe("168h");
    expect(pool.spec.template.spec.nodeClassRef).toEqual({
      group: "karpenter.k8s.aws",
      kind: "EC2NodeClass",
      name: "general",
    });
    expect(requirementsOf()).toEqual({
      os: ["linux"],
      arch: ["arm64"],
      "capacity-type": ["on-demand"],
      "instance-category": ["c", "m", "r"],
      "instance-generation": ["4"],
    });
    expect(requirementsOf({ architectures: ["amd64"], capacity: ["spot"], categories: ["t"], minGeneration: 3 })).toMatchObject({
      arch: ["amd64"],
      "capacity-type": ["spot"],
      "instance-category": ["t"],
      "instance-generation": ["2"],
    });
  });

  it.each([
    [{ maxCpuCores: 0 }, /general\.maxCpuCores is out of range; got 0/],
    [{ diskSizeGibibytes: 5 }, /general\.diskSizeGibibytes is out of range; got 5/],
    [{ minGeneration: 0 }, /general\.minGeneration is out of range/],
    [{ expireAfterDays: 400 }, /general\.expireAfterDays is out of range; got 400/],
    [{ architectures: [] }, /general\.architectures is empty, so that no node fits/],
    [{ categories: ["x" as "c"] }, /general\.categories is not known; got "x"; allowed: c, m, r, t/],
    [{ capacity: ["cheap" as "spot"] }, /general\.capacity is not known; got "cheap"/],
  ])("rejects %j", (settings, message) => {
    expect(() => build({ nodePools: { general: { maxCpuCores: 100, ...settings } } })).toThrow(message);
  });

  it("rejects no pool, and a name that is none", () => {
    expect(() => build({ nodePools: {} })).toThrow(/objects are none/);
    expect(() => build({ nodePools: { "Big Nodes": { maxCpuCores: 1 } } })).toThrow(
      /nodePools has the wrong form; got "Big Nodes"/,
    );
  });
});
