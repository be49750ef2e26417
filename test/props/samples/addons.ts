import type { Construct } from "constructs";
import { ClusterAutoscaler } from "../../../constructs/addons/cluster-autoscaler";
import { ClusterExporters } from "../../../constructs/addons/cluster-exporters";
import { FluentBit } from "../../../constructs/addons/fluent-bit";
import {
  type AlertPublishing,
  type ClusterAlertmanager,
  KubePrometheusStack,
} from "../../../constructs/addons/kube-prometheus-stack";
import { Karpenter } from "../../../constructs/addons/karpenter";
import { MetricsServer } from "../../../constructs/addons/metrics-server";
import { Namespaces } from "../../../constructs/addons/namespaces";
import { OtelCollector, type OtelCollectorProps } from "../../../constructs/addons/otel-collector";
import { ScrapingCollector } from "../../../constructs/addons/scraping-collector";
import { Duration } from "../../../constructs/core/duration";
import type { ScraperJob } from "../../../constructs/metrics/scrape-configuration";
import { awsOtlpConfig } from "../../../constructs/tracing/aws-otlp-config";
import { helmProvider, workspace } from "../../constructs/addons/add-on-samples";
import { cluster, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf } from "../sample";
import { scraperJobVariants } from "./scraper-jobs";

/** Props with the Helm provider that every release needs in its stack. */
const besideHelm =
  <Props>(props: Props) =>
  (scope: Construct): Props => {
    helmProvider(scope);
    return props;
  };
const onAnyChart = { values: { value: { more: true } }, dependsOn: { make: (scope: Construct) => [dependency(scope)] } };
const { region } = location;
const namespace = "observability";
const logGroups = {
  application: logGroup("/obs/application"),
  dataplane: logGroup("/obs/dataplane"),
  host: logGroup("/obs/host"),
};
const withWorkspace: Partial<OtelCollectorProps> = { workspace };

const alertmanager: ClusterAlertmanager = { config: { receivers: [] }, templateFiles: {}, secretNames: ["pagerduty"] };
const publish: AlertPublishing = {
  roleName: "obs-alertmanager",
  topicArns: ["arn:aws:sns:eu-central-1:111122223333:page"],
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a0a",
};
const karpenterNodes = { queueName: "queue", nodeRoleName: "nodes", namespace: "kube-system", serviceAccount: "karpenter" };
const job: ScraperJob = { jobName: "pods", role: "pod", sampleLimit: 1000 };

export const addons = {
  ClusterAutoscaler: sampleOf(ClusterAutoscaler)({
    least: besideHelm({ cluster, region, version: "1.35" as const, roleName: "obs-autoscaler" }),
    variants: { ...onAnyChart, namespace: { value: "autoscaling" } },
  }),
  Karpenter: sampleOf(Karpenter)({
    least: besideHelm({ cluster, nodes: karpenterNodes, nodePools: { general: { maxCpuCores: 100 } } }),
    variants: {
      ...onAnyChart,
      tags: { value: { Team: "platform" } },
      "nodes.serviceAccountAnnotations": { value: { role: "arn" } },
      "nodes.dependables": { make: (scope: Construct) => [dependency(scope)] },
      "nodePools.*.architectures": { value: ["amd64"] },
      "nodePools.*.categories": { value: ["t"] },
      "nodePools.*.capacity": { value: ["spot"] },
      "nodePools.*.minGeneration": { value: 7 },
      "nodePools.*.diskSizeGibibytes": { value: 100 },
      "nodePools.*.expireAfterDays": { value: 7 },
    },
  }),
  ClusterExporters: sampleOf(ClusterExporters)({
    least: besideHelm({ namespace }),
    variants: {
      kubeStateMetricsValues: { value: { more: true } },
      nodeExporterValues: { value: { more: true } },
      dependsOn: onAnyChart.dependsOn,
    },
  }),
  FluentBit: sampleOf(FluentBit)({
    least: besideHelm({ cluster, region, roleName: "obs-fluent-bit", namespace, logGroups }),
    variants: {
      ...onAnyChart,
      "logGroups.application.dependable": { make: dependency },
      "logGroups.dataplane.dependable": { make: dependency },
      "logGroups.host.dependable": { make: dependency },
    },
  }),
  KubePrometheusStack: sampleOf(KubePrometheusStack)({
    least: besideHelm({ cluster, region, environment: "test", namespace, storageClassName: "gp3" }),
    variants: {
      ...onAnyChart,
      storageGibibytes: { value: 100 },
      retention: { value: Duration.days(30) },
      replicas: { value: 1 },
      scrapeInterval: { value: Duration.minutes(1) },
      remoteWrite: { value: { ...workspace, roleName: "obs-prometheus" } },
      ruleGroups: { value: { groups: [{ name: "one", rules: [] }] } },
      dashboards: { value: [{ uid: "pods", json: "{}" }] },
      grafanaAdminSecretName: { value: "grafana-admin" },
      alertmanagerConfigSecretName: { value: "alertmanager" },
      alertmanager: { value: alertmanager },
      "alertmanager.publish": { value: publish, with: { alertmanager } },
    },
  }),
  MetricsServer: sampleOf(MetricsServer)({
    least: besideHelm({}),
    variants: { ...onAnyChart, namespace: { value: "metrics" }, replicas: { value: 1 } },
  }),
  Namespaces: sampleOf(Namespaces)({
    least: besideHelm({ namespaces: { games: { maxCpuCores: 8, maxMemoryGibibytes: 16 } } }),
    variants: {
      dependsOn: onAnyChart.dependsOn,
      releaseName: { value: "quotas" },
      namespace: { value: "platform" },
      "namespaces.*.maxPods": { value: 5 },
      "namespaces.*.maxStorageGibibytes": { value: 5 },
      "namespaces.*.defaultCpuMillicores": { value: 5 },
      "namespaces.*.defaultMemoryMebibytes": { value: 5 },
      "namespaces.*.allowedNamespaces": { value: ["shop"] },
    },
  }),
  OtelCollector: sampleOf(OtelCollector)({
    least: besideHelm({ cluster, region, roleName: "obs-collector", namespace }),
    variants: {
      ...onAnyChart,
      workspace: { value: workspace },
      // A collector needs something to receive.
      traces: { with: withWorkspace },
      externalLabels: { value: { environment: "test" }, with: withWorkspace },
      config: { value: awsOtlpConfig({ region, clusterName: "another" }) },
      releaseName: { value: "collector" },
      replicas: { value: 1 },
    },
  }),
  ScrapingCollector: sampleOf(ScrapingCollector)({
    least: besideHelm({ cluster, region, roleName: "obs-scraper", namespace, workspace, jobs: [job] }),
    variants: {
      ...onAnyChart,
      interval: { value: Duration.minutes(2) },
      externalLabels: { value: { environment: "test" } },
      releaseName: { value: "scraper" },
      ...scraperJobVariants("jobs[]", (jobs) => ({ jobs })),
    },
  }),
};
