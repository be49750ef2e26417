import type { KubernetesVersion } from "./kubernetes-versions";

/**
 * Every version of something that is not an npm package: charts, images, engines that clusters run, managed add-ons. One import, each
 * line with where it was read and when, so that an update is one edit and a reader can judge how old a pin is.
 */
export * from "./eks-addon-versions";
export * from "./kubernetes-support";
export * from "./kubernetes-versions";

/** A Helm chart at one version. */
export interface ChartVersion {
  /** Chart name inside its repository. */
  readonly chart: string;
  /** Repository as Terraform's Helm provider takes it: `https://...` or `oci://...`. */
  readonly repository: string;
  /** Exact chart version. */
  readonly version: string;
  /** Where the version was read, and the date (`YYYY-MM`). */
  readonly source: string;
}

/** Charts that the add-ons install. */
export const CHARTS = {
  kubePrometheusStack: {
    chart: "kube-prometheus-stack",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "88.5.3",
    source: "prometheus-community/helm-charts, operator v0.93.1, Prometheus v3.14.0 (2026-08)",
  },
  kubeStateMetrics: {
    chart: "kube-state-metrics",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "8.4.0",
    source: "prometheus-community/helm-charts, app 2.20.0 (2026-08)",
  },
  prometheusNodeExporter: {
    chart: "prometheus-node-exporter",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "4.56.1",
    source: "prometheus-community/helm-charts, app 1.12.1 (2026-07)",
  },
  metricsServer: {
    chart: "metrics-server",
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    version: "3.13.1",
    source: "kubernetes-sigs/metrics-server, app 0.8.1 (2026-07)",
  },
  clusterAutoscaler: {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    source: "kubernetes/autoscaler, tag cluster-autoscaler-chart-9.59.0 (2026-07)",
  },
  karpenter: {
    chart: "karpenter",
    repository: "oci://public.ecr.aws/karpenter",
    version: "1.14.1",
    source: "aws/karpenter-provider-aws@1d927085dd, charts/karpenter (2026-08)",
  },
  karpenterCrd: {
    chart: "karpenter-crd",
    repository: "oci://public.ecr.aws/karpenter",
    version: "1.14.1",
    source: "aws/karpenter-provider-aws@1d927085dd, charts/karpenter-crd (2026-08)",
  },
  fluentBitCollector: {
    chart: "fluent-bit-collector",
    repository: "https://fluent.github.io/helm-charts",
    version: "1.1.1",
    source: "fluent/helm-charts, Fluent Bit 5.1.1, native YAML configuration (2026-08)",
  },
  opentelemetryCollector: {
    chart: "opentelemetry-collector",
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.170.0",
    source: "open-telemetry/opentelemetry-helm-charts, collector 0.158.0 (2026-08)",
  },
  opentelemetryOperator: {
    chart: "opentelemetry-operator",
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.122.0",
    source: "open-telemetry/opentelemetry-helm-charts, operator 0.158.0 (2026-08)",
  },
} as const satisfies Record<string, ChartVersion>;

/**
 * Image tags of cluster-autoscaler by the cluster's version: it must plan pods as the scheduler of its cluster does.
 *
 * @see aws-ia/terraform-aws-eks-blueprints-addons#516, from the releases page (1.33 to 1.35, 2026-07); kubernetes/autoscaler, tags (1.36,
 * 2026-08)
 */
export const CLUSTER_AUTOSCALER_TAGS: Readonly<Record<KubernetesVersion, string>> = {
  "1.33": "v1.33.5",
  "1.34": "v1.34.4",
  "1.35": "v1.35.1",
  "1.36": "v1.36.1",
};

/** A container image that we choose ourselves rather than leave to its chart. */
export interface ImageVersion {
  /** Repository without a tag. */
  readonly repository: string;
  /** Exact tag. */
  readonly tag: string;
  /** Where the version was read, and the date. */
  readonly source: string;
}

/** Images that replace the default of a chart. */
export const IMAGES = {
  /** The contrib distribution: the charts' default image (`-k8s`) has neither sigv4auth nor prometheusremotewrite. */
  opentelemetryCollector: {
    repository: "otel/opentelemetry-collector-contrib",
    tag: "0.158.0",
    source: "open-telemetry/opentelemetry-collector-releases (2026-08)",
  },
  /** The operator's default: Kubernetes, and neither SigV4 nor remote write. */
  opentelemetryCollectorK8s: {
    repository: "otel/opentelemetry-collector-k8s",
    tag: "0.158.0",
    source: "open-telemetry/opentelemetry-collector-releases v0.158.0 (2026-08)",
  },
  /** The smallest distribution. */
  opentelemetryCollectorCore: {
    repository: "otel/opentelemetry-collector",
    tag: "0.158.0",
    source: "open-telemetry/opentelemetry-collector-releases v0.158.0 (2026-08)",
  },
  /** AWS's distribution, upstream 0.156.0; supported until its next minor version. */
  adotCollector: {
    repository: "public.ecr.aws/aws-observability/aws-otel-collector",
    tag: "v0.49.0",
    source: "aws-observability/aws-otel-collector v0.49.0, go.mod (2026-07)",
  },
} as const satisfies Record<string, ImageVersion>;

/** Versions of Amazon Managed Grafana that this project knows; an upgrade can't be undone. */
export const GRAFANA_VERSIONS = ["10.4", "12.4"] as const;

/** A version of Amazon Managed Grafana. */
export type GrafanaVersion = (typeof GRAFANA_VERSIONS)[number];

/** Terraform that the synthesised configuration needs: S3 state locking came with 1.10, write-only arguments with 1.11. */
export const TERRAFORM_REQUIRED_VERSION = ">= 1.11.0";

/**
 * AWS providers that environment `local` accepts, so that a machine with a mirror needs no exact one. Real environments keep the
 * exact pin of the bindings (6.25.0 with `@cdktf/provider-aws` 21.22.1).
 */
export const LOCAL_AWS_PROVIDER_RANGE = ">= 5.100.0, < 7.0.0";
