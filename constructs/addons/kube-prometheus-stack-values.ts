import { Duration } from "../core/duration";
import { DEFAULT_SAMPLE_LIMIT, SAMPLE_LIMITS } from "../core/sample-limits";
import type { ChartValues } from "../helm/chart-values";
import type { KubePrometheusStackProps, PrometheusRuleFile } from "./kube-prometheus-stack-props";

/** Values of the chart for a cluster on EKS. */
export function kubePrometheusStackValues(
  props: KubePrometheusStackProps,
  serviceAccounts: Readonly<Record<"prometheus" | "alertmanager", string>>,
) {
  const interval = (props.scrapeInterval ?? Duration.seconds(30)).toPrometheus();
  return {
    ...UNREACHABLE_ON_EKS,
    ...monitoredParts(interval),
    ...(props.alertmanager === undefined ? {} : { defaultRules: { rules: WITHOUT_CHART_ALERTS } }),
    cleanPrometheusOperatorObjectNames: true,
    additionalPrometheusRulesMap: props.ruleGroups === undefined ? undefined : { [RULE_OBJECT]: ruleFile(props.ruleGroups) },
    prometheusOperator: {
      ...serviceMonitor("prometheus-operator"),
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    },
    prometheus: prometheusValues(props, serviceAccounts.prometheus, interval),
    alertmanager: alertmanagerValues(props, serviceAccounts.alertmanager),
    grafana: grafanaValues(props),
    "kube-state-metrics": {
      prometheus: { monitor: { sampleLimit: SAMPLE_LIMITS["kube-state-metrics"] } },
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    },
    "prometheus-node-exporter": {
      prometheus: { monitor: { sampleLimit: SAMPLE_LIMITS["node-exporter"] } },
      // Also on nodes with a taint that evicts: the chart tolerates NoSchedule only.
      tolerations: [{ operator: "Exists" }],
      resources: { requests: { cpu: "50m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    },
  } satisfies ChartValues;
}

/** Our rules' PrometheusRule is named `<chart>-<this>`. */
const RULE_OBJECT = "eks-observability";

/**
 * EKS runs the control plane out of sight, and kube-proxy listens on the node's loopback only: their alerts would fire forever.
 *
 * @see prometheus-community/helm-charts#1966, aws/containers-roadmap#657
 */
const UNREACHABLE_ON_EKS = {
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
} satisfies ChartValues;

/** Groups of the chart that hold alerts; those that record stay, because the chart's dashboards read them. */
const WITHOUT_CHART_ALERTS = {
  alertmanager: false,
  configReloaders: false,
  general: false,
  kubeApiserverSlos: false,
  kubernetesApps: false,
  kubernetesResources: false,
  kubernetesStorage: false,
  kubernetesSystem: false,
  kubeStateMetrics: false,
  network: false,
  nodeExporterAlerting: false,
  prometheus: false,
  prometheusOperator: false,
} satisfies ChartValues;

/** Parts of Kubernetes with the limits of their jobs. */
function monitoredParts(interval: string) {
  return {
    kubeApiServer: serviceMonitor("apiserver"),
    // The chart scrapes the kubelets' containers every ten seconds, whatever the interval of all: three times the samples, and the bill.
    kubelet: { serviceMonitor: { sampleLimit: SAMPLE_LIMITS.cadvisor, interval } },
    coreDns: serviceMonitor("coredns"),
  } satisfies ChartValues;
}

function serviceMonitor(job: keyof typeof SAMPLE_LIMITS) {
  return { serviceMonitor: { sampleLimit: SAMPLE_LIMITS[job] } } satisfies ChartValues;
}

function prometheusValues(props: KubePrometheusStackProps, serviceAccount: string, interval: string) {
  const { replicas = 2, retention = Duration.days(15), storageGibibytes = 50, remoteWrite, region } = props;
  return {
    serviceAccount: { create: true, name: serviceAccount },
    ...serviceMonitor("prometheus"),
    podDisruptionBudget: { enabled: replicas > 1 },
    prometheusSpec: {
      replicas,
      scrapeInterval: interval,
      // For monitors that name no limit of their own.
      sampleLimit: DEFAULT_SAMPLE_LIMIT,
      podAntiAffinity: "soft",
      podAntiAffinityTopologyKey: "topology.kubernetes.io/zone",
      retention: retention.toPrometheus(),
      retentionSize: `${Math.max(1, Math.floor(storageGibibytes * 0.8))}GB`,
      storageSpec: { volumeClaimTemplate: volumeClaim(props.storageClassName, `${storageGibibytes}Gi`) },
      externalLabels: { cluster: props.cluster.clusterName, region, environment: props.environment },
      // Every monitor and rule of the cluster counts, not only those that carry this release's label.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "4Gi" } },
      ...(remoteWrite === undefined
        ? {}
        : {
            // AMP keeps one replica's samples and drops this label; without it every duplicate is billed.
            replicaExternalLabelName: "__replica__",
            remoteWrite: [
              {
                url: remoteWrite.remoteWriteUrl,
                sigv4: { region },
                // The workspace records the same rules itself: results of both would be counted twice there, and billed.
                writeRelabelConfigs: [{ action: "drop", sourceLabels: ["__name__"], regex: "[^:]+:.+|ALERTS|ALERTS_FOR_STATE" }],
                // The starting values that AWS publishes for AMP.
                queueConfig: { maxSamplesPerSend: 1000, maxShards: 200, capacity: 2500 },
              },
            ],
          }),
    },
  } satisfies ChartValues;
}

function alertmanagerValues(props: KubePrometheusStackProps, serviceAccount: string) {
  const { replicas = 2, storageClassName, alertmanagerConfigSecretName, alertmanager } = props;
  return {
    ...serviceMonitor("alertmanager"),
    podDisruptionBudget: { enabled: replicas > 1 },
    ...(alertmanager === undefined
      ? {}
      : {
          config: plainValues(alertmanager.config),
          templateFiles: alertmanager.templateFiles,
          serviceAccount: { create: true, name: serviceAccount },
        }),
    alertmanagerSpec: {
      replicas,
      // Silences live here.
      storage: { volumeClaimTemplate: volumeClaim(storageClassName, "2Gi") },
      resources: { requests: { cpu: "25m", memory: "64Mi" }, limits: { memory: "128Mi" } },
      ...(alertmanager === undefined ? {} : { secrets: [...alertmanager.secretNames] }),
      ...(alertmanagerConfigSecretName === undefined
        ? {}
        : { useExistingSecret: true, configSecret: alertmanagerConfigSecretName }),
    },
  } satisfies ChartValues;
}

function grafanaValues({ grafana = true, grafanaAdminSecretName }: KubePrometheusStackProps) {
  return {
    enabled: grafana,
    admin: grafanaAdminSecretName === undefined ? undefined : { existingSecret: grafanaAdminSecretName },
    sidecar: { dashboards: { enabled: true, searchNamespace: "ALL" } },
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  } satisfies ChartValues;
}

function volumeClaim(storageClassName: string, storage: string) {
  return { spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } } };
}

/** The chart writes rule groups as they are, without `tpl`: `{{ $labels.pod }}` needs no escape. */
function ruleFile({ groups }: PrometheusRuleFile): ChartValues {
  return plainValues({ groups });
}

/** Data of Prometheus or Alertmanager as values; tokens in its strings stay what they are. */
function plainValues(data: object): ChartValues {
  return JSON.parse(JSON.stringify(data)) as ChartValues;
}
