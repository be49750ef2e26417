import { describe, expect, it } from "vitest";
import { addonVersion, EKS_ADDON_VERSIONS, type EksAddonPin } from "../../../constructs/core/eks-addon-versions";
import { KUBERNETES_VERSIONS } from "../../../constructs/core/kubernetes-versions";

/** What a cluster can't do without, or gets by default: no Kubernetes version may be offered that lacks one of these. */
const NEEDED = ["vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent", "aws-ebs-csi-driver", "metrics-server"];

const PINS = Object.entries(EKS_ADDON_VERSIONS).flatMap(([name, pins]) =>
  Object.entries<EksAddonPin>(pins).map(([kubernetes, pin]) => ({ name, kubernetes, ...pin })),
);

describe("EKS_ADDON_VERSIONS", () => {
  it.each(NEEDED)("has %s for every Kubernetes version", (name) => {
    expect(KUBERNETES_VERSIONS.filter((kubernetes) => addonVersion(name, kubernetes) === undefined)).toEqual([]);
  });

  it.each(PINS)("$name on $kubernetes is a version of a managed add-on, with source and date", (pin) => {
    expect(pin.version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.[1-9]\d*$/);
    expect(pin.source).toMatch(/20\d\d-\d\d/);
    expect(KUBERNETES_VERSIONS).toContain(pin.kubernetes);
  });

  it.each(KUBERNETES_VERSIONS)("kube-proxy on %s has the minor version of the API server", (kubernetes) => {
    expect(addonVersion("kube-proxy", kubernetes)).toMatch(new RegExp(`^v${kubernetes.replace(".", "\\.")}\\.`));
  });

  it.each(Object.keys(EKS_ADDON_VERSIONS))("%s never gets older with a newer Kubernetes", (name) => {
    const numbers = KUBERNETES_VERSIONS.map((kubernetes) => addonVersion(name, kubernetes))
      .filter((version) => version !== undefined)
      .map((version) => version.match(/\d+/g)?.slice(0, 3).map(Number) ?? []);
    const inOrder = [...numbers].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
    expect(numbers).toEqual(inOrder);
  });
});

describe("addonVersion", () => {
  it("is the version of the table", () => {
    expect(addonVersion("metrics-server", "1.33")).toBe(EKS_ADDON_VERSIONS["metrics-server"]["1.33"].version);
  });

  it.each(["aws-efs-csi-driver", "constructor", ""])("is undefined for an add-on that the table doesn't know: %j", (name) => {
    expect(addonVersion(name, "1.36")).toBeUndefined();
  });

  it("is undefined where no version was found", () => {
    expect(addonVersion("snapshot-controller", "1.33")).toBeUndefined();
  });
});
