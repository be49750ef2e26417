import { describe, expect, it } from "vitest";
import { OtelAgent, type OtelAgentProps } from "../../../constructs/addons/otel-agent";
import { resourcesOf } from "../../support/synth";
import { otelAgentProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const least: OtelAgentProps = {
  clusterName: "demo",
  namespace: "observability",
  gateway: { service: "otel-collector", namespace: "observability" },
};
const valuesOf = (props: Partial<OtelAgentProps> = {}) =>
  valuesOfRelease((scope) => new OtelAgent(scope, "Agent", { ...least, ...props }));
const rulesOf = (props: Partial<OtelAgentProps> = {}) =>
  (valuesOf(props).clusterRole.rules as { resources: string[] }[]).flatMap(({ resources }) => resources);

describe("OtelAgent", () => {
  it("runs on every node, has no rights in AWS, and answers the pods of its own node", () => {
    const values = valuesOf();
    expect(values).toMatchObject({ mode: "daemonset", service: { enabled: true }, tolerations: [{ operator: "Exists" }] });
    const json = synthesiseAddOn((scope) => new OtelAgent(scope, "Agent", least));
    expect(resourcesOf(json, "aws_iam_role")).toEqual([]);
  });

  it("may read in the cluster what its components read, and nothing else", () => {
    expect(rulesOf()).toEqual(["pods", "namespaces", "replicasets"]);
    expect(rulesOf({ balanceByTrace: true, kubeletMetrics: true })).toEqual([
      "pods",
      "namespaces",
      "replicasets",
      "endpointslices",
      "nodes/stats",
    ]);
  });

  it("mounts of the node what it reads, and nothing else", () => {
    expect(valuesOf()).not.toHaveProperty("extraVolumes");
    expect(valuesOf()).not.toHaveProperty("securityContext");
    const values = valuesOf(otelAgentProps);
    const paths = (values.extraVolumes as { hostPath: { path: string } }[]).map(({ hostPath }) => hostPath.path);
    expect(paths).toEqual(["/", "/var/log", "/var/lib/otel-agent"]);
    expect((values.extraVolumeMounts as { readOnly: boolean }[]).map(({ readOnly }) => readOnly)).toEqual([true, true, false]);
  });

  it("refuses an image that lacks what is asked for", () => {
    expect(() => valuesOf({ image: "adot", hostMetrics: true })).toThrow(/receivers\.host_metrics is not in the image adot/);
  });
});
