import { existsSync } from "node:fs";
import { join } from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import type { KubernetesObject } from "../../../constructs/helm/kubernetes-object";
import { RawObjects, type RawObjectsProps } from "../../../constructs/helm/raw-objects";
import { chartFolder } from "../../../constructs/helm/raw-objects-chart";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const quota: KubernetesObject = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "namespace", namespace: "games" },
  spec: { hard: { pods: "10" } },
};
const objectsOf = (...objects: object[]) => objects as unknown as readonly KubernetesObject[];
const build = (props: Partial<RawObjectsProps> = {}, count = 1) =>
  synthesise((scope) => {
    new HelmProvider(scope, "Helm");
    for (let index = 0; index < count; index++) {
      new RawObjects(scope, `Objects${index}`, { releaseName: "quotas", namespace: "kube-system", objects: [quota], ...props });
    }
  });

describe("RawObjects", () => {
  it("is a release of the chart that ships with the package, with the objects as its values", () => {
    const release = onlyResourceOf(build({ timeout: Duration.minutes(1), createNamespace: true }), "helm_release");
    expect(release).toMatchObject({
      name: "quotas",
      namespace: "kube-system",
      atomic: true,
      timeout: 60,
      create_namespace: true,
    });
    expect(release.chart).toMatch(/^assets\/RawObjectsChart\/[0-9A-F]+$/);
    expect(release.repository).toBeUndefined();
    expect(parse(release.values[0])).toEqual({ objects: [quota] });
  });

  it("shares one chart between the releases of a stack", () => {
    const charts = resourcesOf(build({}, 2), "helm_release").map(({ chart }) => chart as string);
    expect(charts).toHaveLength(2);
    expect(new Set(charts).size).toBe(1);
  });

  it("finds its chart from the source and from the build, and says when the package lost it", () => {
    expect(existsSync(join(chartFolder(__dirname), "templates/objects.yaml"))).toBe(true);
    expect(chartFolder(join(__dirname, "../../../dist/constructs/helm"))).toBe(chartFolder(__dirname));
    expect(() => chartFolder("/")).toThrow(/folder charts\/raw-objects is not in this package/);
  });

  it.each([
    ["no object", objectsOf(), /objects are none/],
    ["one object twice", objectsOf(quota, quota), /hold one object twice; got "v1 ResourceQuota games\/namespace"/],
    [
      "no version",
      objectsOf({ ...quota, apiVersion: "one" }),
      /objects\[0\]\.apiVersion is not what Kubernetes takes; got "one"/,
    ],
    ["no kind", objectsOf({ ...quota, kind: undefined }), /objects\[0\]\.kind is not what Kubernetes takes; got "nothing"/],
    ["a name with capitals", objectsOf({ ...quota, metadata: { name: "Quota" } }), /metadata\.name is not.*got "Quota"/],
    ["no metadata", objectsOf({ ...quota, metadata: undefined }), /metadata\.name is not what Kubernetes takes/],
    ["a Secret", objectsOf({ ...quota, kind: "Secret", stringData: { key: "hidden" } }), /is a Secret.*the data is not printed/],
    ["a secret value", objectsOf({ ...quota, spec: { password: "hidden" } }), /objects\[0\]\.spec\.password holds a secret/],
  ])("rejects %s", (_what, objects, message) => {
    expect(() => build({ objects })).toThrow(message);
    expect(() => build({ objects })).not.toThrow(/"hidden"/);
  });

  it("rejects names and a timeout that Helm refuses", () => {
    expect(() => build({ releaseName: "R", timeout: Duration.seconds(5) })).toThrow(
      /releaseName is not a DNS label; got "R".*timeout is out of range/s,
    );
  });
});
