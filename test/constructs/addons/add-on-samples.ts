import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { Construct } from "constructs";
import { parse } from "yaml";
import type { ClusterAutoscalerProps } from "../../../constructs/addons/cluster-autoscaler";
import type { ClusterExportersProps } from "../../../constructs/addons/cluster-exporters";
import type { FluentBitProps } from "../../../constructs/addons/fluent-bit";
import type { KarpenterProps } from "../../../constructs/addons/karpenter";
import type { KubePrometheusStackProps } from "../../../constructs/addons/kube-prometheus-stack";
import type { OpenTelemetryOperatorProps } from "../../../constructs/addons/opentelemetry-operator";
import type { OtelAgentProps } from "../../../constructs/addons/otel-agent";
import type { OtelCollectorProps } from "../../../constructs/addons/otel-collector";
import type { ScrapingCollectorProps } from "../../../constructs/addons/scraping-collector";
import type { IClusterRef } from "../../../constructs/eks/cluster-ref";
import type { ILogGroupRef } from "../../../constructs/logs/log-group-ref";
import { clusterScrapeJobs } from "../../../constructs/metrics/cluster-scrape-jobs";
import { CollectorConfig } from "../../../constructs/tracing/collector-config";
import { gateway } from "../tracing/collector-samples";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

/** Props of the add-ons with all their options on and no tokens, for tests that look at whole values. */
export const clusterRef: IClusterRef = {
  clusterName: "demo",
  clusterArn: "arn:aws:eks:eu-west-1:111122223333:cluster/demo",
  clusterEndpoint: "https://demo.example.com",
  clusterCertificateAuthorityData: "ZGVtbw==",
};

export const workspace = {
  workspaceArn: "arn:aws:aps:eu-west-1:111122223333:workspace/ws-demo",
  remoteWriteUrl: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-demo/api/v1/remote_write",
};

const group = (stream: string): ILogGroupRef => ({
  logGroupName: `/eks/demo/${stream}`,
  logGroupArn: `arn:aws:logs:eu-west-1:111122223333:log-group:/eks/demo/${stream}`,
});

export const logGroups = { application: group("application"), dataplane: group("dataplane"), host: group("host") };

export const fluentBitProps: FluentBitProps = {
  cluster: clusterRef,
  region: "eu-west-1",
  roleName: "obs-demo-fluent-bit",
  namespace: "observability",
  podMonitor: true,
  logGroups,
};

export const otelCollectorProps: OtelCollectorProps = {
  cluster: clusterRef,
  region: "eu-west-1",
  roleName: "obs-demo-collector",
  namespace: "observability",
  serviceMonitor: true,
  externalLabels: { environment: "demo" },
  storageClassName: "gp3",
  sampling: { sharePercent: 10 },
  destinations: [
    { kind: "amp", workspace },
    { kind: "xray" },
    { kind: "cloudwatch-logs", logGroup: logGroups.application },
    {
      kind: "otlp",
      name: "store",
      endpoint: "https://otlp.example.com/otlp",
      header: { name: "Authorization", secretName: "store", secretKey: "authorization" },
    },
  ],
};

export const otelAgentProps: OtelAgentProps = {
  clusterName: "demo",
  namespace: "observability",
  gateway: { service: "otel-collector", namespace: "observability" },
  balanceByTrace: true,
  hostMetrics: true,
  kubeletMetrics: true,
  podLogs: true,
  serviceMonitor: true,
};

export const openTelemetryOperatorProps: OpenTelemetryOperatorProps = {
  namespace: "opentelemetry",
  serviceMonitor: true,
  collectors: [
    {
      config: new CollectorConfig({ name: "metrics", image: "contrib", role: "gateway", document: gateway }),
      ...{ name: "metrics", namespace: "observability", mode: "statefulset", serviceAccount: "metrics" },
      ...{ replicas: 2, targetAllocator: true },
    },
  ],
  instrumentations: [{ name: "shop", namespace: "shop", endpoint: "http://otel-collector.observability:4318" }],
};

export const clusterAutoscalerProps: ClusterAutoscalerProps = {
  cluster: clusterRef,
  version: "1.35",
  region: "eu-west-1",
  roleName: "obs-demo-cluster-autoscaler",
  serviceMonitor: true,
};

export const karpenterProps: KarpenterProps = {
  cluster: clusterRef,
  nodes: {
    queueName: "obs-demo-karpenter",
    nodeRoleName: "obs-demo-karpenter-node-eu-west-1",
    namespace: "kube-system",
    serviceAccount: "karpenter",
  },
  nodePools: { general: { maxCpuCores: 100 } },
  tags: { Environment: "demo" },
  serviceMonitor: true,
};

export const clusterExportersProps: ClusterExportersProps = { namespace: "observability", createNamespace: true };

export const scrapingCollectorProps: ScrapingCollectorProps = {
  cluster: clusterRef,
  region: "eu-west-1",
  roleName: "obs-demo-scraper",
  namespace: "observability",
  workspace,
  jobs: clusterScrapeJobs({ namespace: "observability" }),
  externalLabels: { environment: "demo" },
};

export const kubePrometheusStackProps: KubePrometheusStackProps = {
  cluster: clusterRef,
  region: "eu-west-1",
  environment: "demo",
  namespace: "observability",
  storageClassName: "gp3",
  remoteWrite: { ...workspace, roleName: "obs-demo-prometheus" },
  ruleGroups: {
    groups: [
      {
        name: "demo",
        rules: [{ alert: "Down", expr: "up == 0", for: "5m", annotations: { summary: "{{ $labels.pod }} is down." } }],
      },
    ],
  },
  dashboards: [{ uid: "pods", json: '{"title":"${cluster}","legendFormat":"{{pod}}"}' }],
  grafanaAdminSecretName: "grafana-admin",
  alertmanagerConfigSecretName: "alertmanager",
};

/** A Helm provider, which releases need in their stack. */
export function helmProvider(scope: Construct): void {
  new HelmProvider(scope, "Helm");
}

/** Synthesises add-ons together with a Helm provider. */
export function synthesiseAddOn(build: (scope: Construct) => void) {
  return synthesise((scope) => {
    helmProvider(scope);
    build(scope);
  });
}

/** The values of the one release, or of the named one, as the chart gets them: after Terraform printed `$${` as `${`. */
export function valuesOfRelease(build: (scope: Construct) => void, name?: string): Record<string, any> {
  const json = synthesiseAddOn(build);
  const release =
    name === undefined
      ? onlyResourceOf(json, "helm_release")
      : resourcesOf(json, "helm_release").find((resource) => resource.name === name)!;
  const [document] = release.values as [string];
  return parse(asTerraformPrints(document), { version: "1.1" }) as Record<string, any>;
}

/** What Terraform makes of a template without references. */
export function asTerraformPrints(template: string): string {
  if (/(?<![$%])[$%]\{/.test(template)) {
    throw new Error("The template holds a reference, which only Terraform can resolve.");
  }
  return template.replace(/([$%])\1\{/g, "$1{");
}
