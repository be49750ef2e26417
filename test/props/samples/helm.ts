import { Duration } from "../../../constructs/core/duration";
import { CHARTS } from "../../../constructs/core/versions";
import { EksHelmProvider } from "../../../constructs/helm/eks-helm-provider";
import { HelmChart } from "../../../constructs/helm/helm-chart";
import { helmProvider } from "../../constructs/addons/add-on-samples";
import { cluster } from "../../support/sample-references";
import { dependency, sampleOf } from "../sample";

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
};
