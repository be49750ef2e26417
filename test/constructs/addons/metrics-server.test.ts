import { describe, expect, it } from "vitest";
import { MetricsServer } from "../../../constructs/addons/metrics-server";
import { onlyResourceOf } from "../../support/synth";
import { synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

describe("MetricsServer", () => {
  it("survives the loss of a node and has a certificate that is checked and lasts", () => {
    const values = valuesOfRelease((scope) => new MetricsServer(scope, "MetricsServer", {}));
    expect(values).toMatchObject({
      replicas: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      apiService: { insecureSkipTLSVerify: false },
      tls: { type: "helm", helm: { certDurationDays: 3650 } },
    });
  });

  it("has no disruption budget with one pod, which would block every drain", () => {
    const values = valuesOfRelease((scope) => new MetricsServer(scope, "MetricsServer", { replicas: 1 }));
    expect(values.podDisruptionBudget.enabled).toBe(false);
  });

  it("goes to kube-system unless told otherwise", () => {
    const json = synthesiseAddOn((scope) => new MetricsServer(scope, "MetricsServer", {}));
    expect(onlyResourceOf(json, "helm_release")).toMatchObject({ name: "metrics-server", namespace: "kube-system" });
  });

  it("lets given values win", () => {
    const values = valuesOfRelease(
      (scope) => new MetricsServer(scope, "MetricsServer", { values: { tls: { type: "cert-manager" } } }),
    );
    expect(values.tls).toEqual({ type: "cert-manager", helm: { certDurationDays: 3650 } });
  });

  it("rejects more pods than make sense", () => {
    const attempt = () => synthesiseAddOn((scope) => new MetricsServer(scope, "MetricsServer", { replicas: 6 }));
    expect(attempt).toThrow(/replicas is out of range; got 6; allowed: a whole number of pods from 1 to 5/);
  });
});
