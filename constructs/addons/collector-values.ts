import { SAMPLE_LIMITS } from "../core/sample-limits";
import { type ChartValues, templateLiteralDeep } from "../helm/chart-values";
import type { CollectorConfig } from "../tracing/collector-config";
import type { CollectorDocument } from "../tracing/collector-document";
import { componentType } from "../tracing/collector-images";

/** What the chart needs beside the configuration. */
export interface CollectorChartOptions {
  /** Name of the release, the service and the service account. */
  readonly name: string;
  /** What the chart makes of it. */
  readonly mode: "daemonset" | "deployment" | "statefulset";
  /** Whether a ServiceMonitor for the collector's own metrics is created. */
  readonly serviceMonitor: boolean;
  /** Memory of a pod, request and limit in one. */
  readonly memory: string;
}

/**
 * A checked configuration as values of the chart `opentelemetry-collector`. The chart merges `config` with receivers that nobody asked
 * for; `alternateConfig` is taken as it stands. Presets would change the configuration after it was checked, so rights, volumes and
 * ports that they would add are derived from the configuration here.
 */
export function collectorChartValues(config: CollectorConfig, options: CollectorChartOptions): ChartValues {
  const { name, mode, serviceMonitor, memory } = options;
  const { document } = config;
  return {
    fullnameOverride: name,
    mode,
    image: { repository: config.image.repository, tag: config.image.tag },
    ...(config.featureGates.length > 0 && {
      command: { extraArgs: [`--feature-gates=${config.featureGates.map((gate) => `+${gate}`).join(",")}`] },
    }),
    serviceAccount: { create: true, name },
    alternateConfig: templateLiteralDeep(document satisfies ChartValues),
    rewriteDeprecatedComponentNames: false,
    clusterRole: { create: true, rules: collectorClusterRules(document) },
    ports: {
      metrics: { enabled: true },
      "jaeger-compact": { enabled: false },
      "jaeger-grpc": { enabled: false },
      "jaeger-thrift": { enabled: false },
      zipkin: { enabled: false },
    },
    serviceMonitor: { enabled: serviceMonitor, sampleLimit: SAMPLE_LIMITS["otel-collector"] },
    resources: { requests: { cpu: "200m", memory }, limits: { memory } },
  };
}

/** What the components read from the Kubernetes API. @see the README of each at 0.158 (read 2026-11) */
export function collectorClusterRules({ receivers, processors, exporters }: CollectorDocument) {
  const types = new Set([receivers, processors, exporters].flatMap((kind) => Object.keys(kind).map(componentType)));
  const rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] = [];
  const watch = ["get", "list", "watch"];
  if (types.has("k8s_attributes") || types.has("prometheus")) {
    rules.push({ apiGroups: [""], resources: ["pods", "namespaces"], verbs: watch });
  }
  if (types.has("k8s_attributes")) {
    // Replica sets give the name of the deployment where the collector does not derive it from theirs (0.158 does).
    rules.push({ apiGroups: ["apps"], resources: ["replicasets"], verbs: watch });
  }
  if (types.has("load_balancing")) {
    rules.push({ apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch });
  }
  if (types.has("kubeletstats")) {
    rules.push({ apiGroups: [""], resources: ["nodes/stats"], verbs: ["get"] });
  }
  return rules;
}
