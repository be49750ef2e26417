import { describe, expect, it } from "vitest";
import { Namespaces, namespaceObjects } from "../../../constructs/addons/namespaces";
import type { NamespaceSettings } from "../../../constructs/core/namespace-settings";
import { synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const games: NamespaceSettings = { maxCpuCores: 8, maxMemoryGibibytes: 16 };
const objectOf = (kind: string, settings: Partial<NamespaceSettings> = {}): any =>
  namespaceObjects("games", { ...games, ...settings }).find((object) => object.kind === kind);
const withNamespaces = (namespaces: Record<string, NamespaceSettings>) => () =>
  synthesiseAddOn((scope) => void new Namespaces(scope, "Namespaces", { namespaces }));

describe("Namespaces", () => {
  it("is one release with four objects for each namespace, the namespace first", () => {
    const { objects } = valuesOfRelease((scope) => {
      new Namespaces(scope, "Namespaces", { namespaces: { games, shop: games } });
    });
    expect(objects.map(({ kind, metadata }: any) => `${kind} ${metadata.namespace ?? metadata.name}`)).toEqual(
      ["games", "shop"].flatMap((name) => [
        `Namespace ${name}`,
        `ResourceQuota ${name}`,
        `LimitRange ${name}`,
        `NetworkPolicy ${name}`,
      ]),
    );
  });

  it("enforces the strictest level of Pod Security unless told otherwise", () => {
    const labels = (settings?: Partial<NamespaceSettings>) => objectOf("Namespace", settings).metadata.labels;
    expect(labels()["pod-security.kubernetes.io/enforce"]).toBe("restricted");
    expect(Object.values(labels({ podSecurity: "baseline" }))).toEqual(["baseline", "baseline", "baseline"]);
  });

  it("never lets Helm delete a namespace with what is in it", () => {
    expect(objectOf("Namespace").metadata.annotations).toEqual({ "helm.sh/resource-policy": "keep" });
  });

  it("bounds what all pods take together, and opens no load balancer", () => {
    expect(objectOf("ResourceQuota", { maxStorageGibibytes: 20 }).spec.hard).toEqual({
      "requests.cpu": "8",
      "requests.memory": "16Gi",
      "limits.memory": "16Gi",
      "requests.storage": "20Gi",
      pods: "100",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    });
  });

  it("gives containers that name none a request, and a limit of memory alone, which the quota asks for", () => {
    expect(objectOf("LimitRange", { defaultCpuMillicores: 20, defaultMemoryMebibytes: 64 }).spec.limits).toEqual([
      { type: "Container", defaultRequest: { cpu: "20m", memory: "64Mi" }, default: { memory: "64Mi" } },
    ]);
  });

  it("lets in its own pods and those of the namespaces that it names", () => {
    const allowed = (settings?: Partial<NamespaceSettings>) =>
      objectOf("NetworkPolicy", settings).spec.ingress[0].from.map(
        ({ namespaceSelector }: any) => namespaceSelector.matchLabels["kubernetes.io/metadata.name"],
      );
    expect(allowed()).toEqual(["games"]);
    expect(allowed({ allowedNamespaces: ["ingress"] })).toEqual(["games", "ingress"]);
    expect(objectOf("NetworkPolicy").spec).toMatchObject({ podSelector: {}, policyTypes: ["Ingress"] });
  });

  it.each([
    ["kube-system", games, /names a namespace that Kubernetes or AWS owns; got "kube-system"/],
    ["default", games, /owns; got "default"/],
    ["Games", games, /is not the name of a namespace; got "Games"/],
    ["games", { ...games, podSecurity: "strict" as "baseline" }, /podSecurity is not known; got "strict"/],
    ["games", { ...games, maxCpuCores: 0 }, /games\.maxCpuCores is out of range; got 0/],
    ["games", { ...games, maxMemoryGibibytes: 0.5 }, /games\.maxMemoryGibibytes is out of range; got 0\.5/],
    ["games", { ...games, maxPods: 0 }, /games\.maxPods is out of range/],
    ["games", { ...games, maxStorageGibibytes: -1 }, /games\.maxStorageGibibytes is out of range/],
    ["games", { ...games, allowedNamespaces: ["In gress"] }, /allowedNamespaces is not the name of a namespace; got "In gress"/],
    ["games", { ...games, defaultMemoryMebibytes: 16_385 }, /defaultMemoryMebibytes is more than the whole.*at most 16384 MiB/],
    ["games", { ...games, defaultCpuMillicores: 8_001 }, /defaultCpuMillicores is more than the whole namespace.*at most 8000/],
  ])("rejects %s with %j", (name, settings, message) => {
    expect(withNamespaces({ [name]: settings })).toThrow(message);
  });
});
