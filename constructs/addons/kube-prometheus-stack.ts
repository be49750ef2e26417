import { Construct } from "constructs";
import { Duration, wholeDaysFaults } from "../core/duration";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";
import { CHARTS } from "../core/versions";
import { mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { RawObjects } from "../helm/raw-objects";
import { PodRole } from "../iam/pod-role";
import { clusterDashboardFaults, dashboardConfigMaps } from "./dashboard-config-maps";
import type { KubePrometheusStackProps } from "./kube-prometheus-stack-props";
import { kubePrometheusStackValues } from "./kube-prometheus-stack-values";

export type {
  AlertPublishing,
  ClusterAlertmanager,
  KubePrometheusStackProps,
  PrometheusRemoteWrite,
  PrometheusRuleFile,
} from "./kube-prometheus-stack-props";

/**
 * Defines the Prometheus operator with Prometheus, Alertmanager, Grafana, kube-state-metrics and node-exporter, with what EKS hides
 * (scheduler, controller manager, etcd, kube-proxy) switched off so that no alert fires for it forever.
 *
 * The operator's custom resource definitions come with the first install; Helm neither upgrades nor deletes them. Volumes outlive
 * the release.
 */
export class KubePrometheusStack extends Construct {
  /** The role of Prometheus; only with `remoteWrite`. */
  public readonly role?: PodRole;
  /** The role of Alertmanager; only with `alertmanager.publish`. */
  public readonly alertmanagerRole?: PodRole;
  /** The release. */
  public readonly chart: HelmChart;

  /** @throws ValidationError when a number is out of range, a dashboard can't become a ConfigMap, or Alertmanager has two configurations */
  public constructor(scope: Construct, id: string, props: KubePrometheusStackProps) {
    super(scope, id);
    const { cluster, namespace, remoteWrite, dashboards = [] } = props;
    throwFaults(`Prometheus stack "${this.node.path}"`, [
      ...sizeFaults(props),
      ...alertmanagerFaults(props),
      ...clusterDashboardFaults(dashboards),
    ]);

    if (remoteWrite !== undefined) {
      this.role = new PodRole(this, "Role", {
        roleName: remoteWrite.roleName,
        description: "Lets Prometheus write to its AMP workspace",
        clusterName: cluster.clusterName,
        namespace,
        serviceAccount: PROMETHEUS_SERVICE_ACCOUNT,
        statements: [{ sid: "RemoteWrite", actions: ["aps:RemoteWrite"], resources: [remoteWrite.workspaceArn] }],
      });
    }
    const publish = props.alertmanager?.publish;
    if (publish !== undefined) {
      this.alertmanagerRole = new PodRole(this, "AlertmanagerRole", {
        roleName: publish.roleName,
        description: "Lets Alertmanager publish to the alert topics",
        clusterName: cluster.clusterName,
        namespace,
        serviceAccount: ALERTMANAGER_SERVICE_ACCOUNT,
        statements: [
          { sid: "Publish", actions: ["sns:Publish"], resources: publish.topicArns },
          // SNS encrypts on behalf of whoever publishes.
          { sid: "EncryptMessages", actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [publish.keyArn] },
        ],
      });
    }
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.kubePrometheusStack,
      namespace,
      releaseName: "kube-prometheus-stack",
      createNamespace: props.createNamespace,
      values: mergeChartValues(
        kubePrometheusStackValues(props, { prometheus: PROMETHEUS_SERVICE_ACCOUNT, alertmanager: ALERTMANAGER_SERVICE_ACCOUNT }),
        props.values,
      ),
      // Images and volumes of four workloads, and the jobs that set up the operator's webhooks.
      timeout: Duration.minutes(15),
      dependsOn: [...(this.role?.dependables ?? []), ...(this.alertmanagerRole?.dependables ?? []), ...(props.dependsOn ?? [])],
    });
    if (dashboards.length > 0) {
      // A release of their own: a changed dashboard is no upgrade of Prometheus, and a plan shows it alone.
      new RawObjects(this, "Dashboards", {
        releaseName: "grafana-dashboards",
        namespace,
        objects: dashboardConfigMaps(dashboards),
        dependsOn: [this.chart.resource],
      });
    }
  }
}

const PROMETHEUS_SERVICE_ACCOUNT = "prometheus";
const ALERTMANAGER_SERVICE_ACCOUNT = "alertmanager";

function alertmanagerFaults({ alertmanager, alertmanagerConfigSecretName }: KubePrometheusStackProps): Fault[] {
  return alertmanager === undefined || alertmanagerConfigSecretName === undefined
    ? []
    : [
        {
          path: "alertmanagerConfigSecretName",
          problem: "is a second configuration beside alertmanager, which the chart would ignore",
          got: alertmanagerConfigSecretName,
          fix: "give one of the two",
        },
      ];
}

function sizeFaults({ storageGibibytes, replicas, retention, scrapeInterval }: KubePrometheusStackProps): Fault[] {
  return [
    ...wholeNumberFaults("scrapeInterval", scrapeInterval?.toSeconds(), 10, 300, "seconds"),
    ...wholeNumberFaults("storageGibibytes", storageGibibytes, 1, 16_384, "GiB"),
    ...wholeNumberFaults("replicas", replicas, 1, 4, "servers"),
    ...wholeDaysFaults("retention", retention, 1, 365),
  ];
}
