import type { Construct } from "constructs";
import { ClusterAutoscaler } from "../../../constructs/addons/cluster-autoscaler";
import { AdotAddon, type AdotAddonProps } from "../../../constructs/addons/adot-addon";
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
import { OpenTelemetryOperator } from "../../../constructs/addons/opentelemetry-operator";
import type { OperatedCollector } from "../../../constructs/addons/operated-collector";
import { OtelAgent } from "../../../constructs/addons/otel-agent";
import { OtelCollector } from "../../../constructs/addons/otel-collector";
import { Duration } from "../../../constructs/core/duration";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import { CollectorConfig } from "../../../constructs/tracing/collector-config";
import { ScrapingCollector } from "../../../constructs/addons/scraping-collector";
import type { ScraperJob } from "../../../constructs/metrics/scrape-configuration";
import { helmProvider, workspace } from "../../constructs/addons/add-on-samples";
import { gateway } from "../../constructs/tracing/collector-samples";
import { cluster, location, logGroup } from "../../support/sample-references";
import { dependency, sampleOf, statement, statementVariants } from "../sample";
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
const adotCollector = (given: PolicyStatement = statement) => ({
  namespace,
  serviceAccount: "metrics",
  roleName: "obs-metrics",
  statements: [given],
});
const operated: OperatedCollector = {
  config: new CollectorConfig({ name: "metrics", image: "contrib", role: "gateway", document: gateway }),
  ...{ name: "metrics", namespace, mode: "statefulset", serviceAccount: "metrics" },
};
const instrumentation = { name: "shop", namespace: "shop", endpoint: "http://otel-collector.observability:4318" };
const store = { kind: "otlp", name: "store", endpoint: "https://otlp.example.com" } as const;
const toStore = { destinations: [store] };
const toLogs = { destinations: [{ kind: "cloudwatch-logs", logGroup: logGroup("/obs/otlp") }] } as const;

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
  AdotAddon: sampleOf(AdotAddon)({
    least: (scope) => ({ cluster, certManager: dependency(scope, "CertManager") }),
    variants: {
      addonVersion: { value: "v0.156.0-eksbuild.1" },
      operatorReplicas: { value: 2 },
      collectors: { value: [adotCollector()] },
      ...statementVariants<AdotAddonProps>("collectors[].statements", (given) => ({ collectors: [adotCollector(given)] })),
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
  OtelAgent: sampleOf(OtelAgent)({
    least: besideHelm({ clusterName: "test", namespace, gateway: { service: "otel-collector", namespace } }),
    variants: {
      ...onAnyChart,
      releaseName: { value: "agent" },
      image: [{ value: "adot" }, { value: "k8s" }],
      scrapeJobs: { value: [{ job_name: "node", static_configs: [{ targets: ["127.0.0.1:9100"] }] }] },
      targetAllocator: { value: "http://allocator:80" },
      detectors: { value: ["env", "eks"] },
    },
  }),
  OpenTelemetryOperator: sampleOf(OpenTelemetryOperator)({
    least: besideHelm({ namespace: "opentelemetry" }),
    variants: {
      ...onAnyChart,
      certManager: { make: (scope: Construct) => dependency(scope, "CertManager") },
      replicas: { value: 1 },
      collectorImage: [{ value: "adot" }, { value: "k8s" }],
      collectors: { value: [operated] },
      instrumentations: { value: [instrumentation] },
      "collectors[].replicas": { value: 2, with: { collectors: [operated] } },
      "collectors[].targetAllocator": { with: { collectors: [operated] } },
      "instrumentations[].samplePercent": { value: 10, with: { instrumentations: [instrumentation] } },
    },
  }),
  OtelCollector: sampleOf(OtelCollector)({
    least: besideHelm({
      cluster,
      region,
      roleName: "obs-collector",
      namespace,
      destinations: [{ kind: "amp", workspace }, { kind: "xray" }],
    }),
    variants: {
      ...onAnyChart,
      "destinations[].exporter": [
        { value: "awsxray", with: { destinations: [{ kind: "xray" }] } },
        { value: "awscloudwatchlogs", with: toLogs },
      ],
      "destinations[].logGroup.dependable": { make: dependency, with: toLogs },
      "destinations[].signals": { value: ["traces"], with: toStore },
      "destinations[].header": {
        value: { name: "Authorization", secretName: "store", secretKey: "authorization" },
        with: toStore,
      },
      externalLabels: { value: { environment: "test" } },
      sampling: { value: { sharePercent: 10 } },
      "sampling.slowerThan": { value: Duration.seconds(5), with: { sampling: { sharePercent: 10 } } },
      image: [{ value: "adot" }, { value: "k8s", with: toStore }],
      config: { value: new CollectorConfig({ name: "another", image: "contrib", role: "gateway", document: gateway }) },
      releaseName: { value: "collector" },
      replicas: { value: 1 },
      storageClassName: { value: "gp3" },
      queueGibibytes: { value: 20 },
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
