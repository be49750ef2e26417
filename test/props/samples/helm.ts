import { Duration } from "../../../constructs/core/duration";
import { CHARTS } from "../../../constructs/core/versions";
import { EksHelmProvider } from "../../../constructs/helm/eks-helm-provider";
import { HelmChart } from "../../../constructs/helm/helm-chart";
import { RawObjects } from "../../../constructs/helm/raw-objects";
import { helmProvider } from "../../constructs/addons/add-on-samples";
import { cluster } from "../../support/sample-references";
import { dependency, sampleOf } from "../sample";

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };

export const helm = {
  EksHelmProvider: sampleOf(EksHelmProvider)({ least: () => ({ cluster, region: "eu-central-1" }) }),
  HelmChart: sampleOf(HelmChart)({
    least: (scope) => {
      helmProvider(scope);
      return { chart: CHARTS.metricsServer, namespace: "kube-system", releaseName: "metrics-server" };
    },
    variants: {
      values: { value: { replicas: 3 } },
      timeout: { value: Duration.minutes(1) },
      dependsOn: { make: (scope) => [dependency(scope)] },
    },
  }),
  RawObjects: sampleOf(RawObjects)({
    least: (scope) => {
      helmProvider(scope);
      return { releaseName: "objects", namespace: "shop", objects: [configMap] };
    },
    variants: {
      timeout: { value: Duration.minutes(1) },
      dependsOn: { make: (scope) => [dependency(scope)] },
      "objects[].metadata.namespace": { value: "other" },
      "objects[].metadata.labels": { value: { team: "shop" } },
    },
  }),
};
