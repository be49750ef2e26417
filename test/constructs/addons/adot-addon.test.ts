import { describe, expect, it } from "vitest";
import { AdotAddon, type AdotAddonProps } from "../../../constructs/addons/adot-addon";
import { MetricsServer } from "../../../constructs/addons/metrics-server";
import { destinationStatements } from "../../../constructs/addons/collector-statements";
import { onlyResourceOf } from "../../support/synth";
import { clusterRef, synthesiseAddOn, workspace } from "./add-on-samples";

const synthesiseAdot = (props: Partial<AdotAddonProps> = {}) =>
  synthesiseAddOn((scope) => {
    // Any release does for the order.
    const certManager = new MetricsServer(scope, "CertManager", {}).chart.resource;
    new AdotAddon(scope, "Adot", { cluster: { ...clusterRef, version: "1.34" }, certManager, ...props });
  });

describe("AdotAddon", () => {
  it("comes after cert-manager, at the version for the cluster", () => {
    const addon = onlyResourceOf(synthesiseAdot(), "aws_eks_addon");
    expect(addon).toMatchObject({ addon_name: "adot", addon_version: "v0.151.0-eksbuild.1", cluster_name: "demo" });
    expect(addon.depends_on).toEqual([expect.stringMatching(/^helm_release\.CertManager/)]);
    expect(addon).not.toHaveProperty("configuration_values");
  });

  it("runs as many operators as asked", () => {
    const addon = onlyResourceOf(synthesiseAdot({ operatorReplicas: 2 }), "aws_eks_addon");
    expect(JSON.parse(addon.configuration_values as string)).toEqual({ replicaCount: 2 });
  });

  it("gives a collector a role for its destinations", () => {
    const statements = destinationStatements([{ kind: "amp", workspace }]);
    const json = synthesiseAdot({
      collectors: [{ namespace: "observability", serviceAccount: "metrics", roleName: "obs-metrics", statements }],
    });
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association")).toMatchObject({
      namespace: "observability",
      service_account: "metrics",
    });
    expect(onlyResourceOf(json, "aws_iam_role").name).toBe("obs-metrics");
    expect(onlyResourceOf(json, "aws_iam_role_policy").policy).toContain("aps:RemoteWrite");
  });

  it("refuses what is no version of an add-on", () => {
    expect(() => synthesiseAdot({ addonVersion: "0.151.0" })).toThrow(
      /addonVersion is no version of a managed add-on; got "0\.151\.0"/,
    );
  });
});
