import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../core/versions";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";

/** What a `ClusterExporters` is made of. */
export interface ClusterExportersProps {
  /** Namespace; it needs the privileged Pod Security level, because node-exporter uses the node's network and processes. */
  readonly namespace: string;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Values merged over those of kube-state-metrics: maps merge, lists are replaced.
   * @default - none
   */
  readonly kubeStateMetricsValues?: ChartValues;
  /**
   * Values merged over those of node-exporter: maps merge, lists are replaced.
   * @default - none
   */
  readonly nodeExporterValues?: ChartValues;
  /**
   * What must be there before the releases: nodes, as a rule.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines kube-state-metrics and node-exporter alone, for clusters that a managed scraper or a collector scrapes. Beside
 * `KubePrometheusStack`, which brings both, every series would be there twice.
 */
export class ClusterExporters extends Construct {
  /** The release of kube-state-metrics. */
  public readonly kubeStateMetrics: HelmChart;
  /** The release of node-exporter. */
  public readonly nodeExporter: HelmChart;

  /** @throws ValidationError when Helm or Kubernetes would refuse the namespace */
  public constructor(scope: Construct, id: string, props: ClusterExportersProps) {
    super(scope, id);
    const { namespace, createNamespace, dependsOn } = props;
    this.kubeStateMetrics = new HelmChart(this, "KubeStateMetrics", {
      chart: CHARTS.kubeStateMetrics,
      namespace,
      createNamespace,
      releaseName: KUBE_STATE_METRICS,
      values: mergeChartValues(KUBE_STATE_METRICS_VALUES, props.kubeStateMetricsValues),
      dependsOn,
    });
    this.nodeExporter = new HelmChart(this, "NodeExporter", {
      chart: CHARTS.prometheusNodeExporter,
      namespace,
      releaseName: NODE_EXPORTER,
      values: mergeChartValues(NODE_EXPORTER_VALUES, props.nodeExporterValues),
      dependsOn: [this.kubeStateMetrics.resource, ...(dependsOn ?? [])],
    });
  }
}

const KUBE_STATE_METRICS = "kube-state-metrics";
const NODE_EXPORTER = "node-exporter";

/** A scraper finds the services by their names, which follow from `fullnameOverride`. */
const KUBE_STATE_METRICS_VALUES = {
  fullnameOverride: KUBE_STATE_METRICS,
  // Annotations that some scrapers follow would bring every series twice.
  prometheusScrape: false,
  resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
} satisfies ChartValues;

const NODE_EXPORTER_VALUES = {
  fullnameOverride: NODE_EXPORTER,
  service: { annotations: { "prometheus.io/scrape": "false" } },
  // Also on nodes with a taint that evicts: the chart tolerates NoSchedule only.
  tolerations: [{ operator: "Exists" }],
  resources: { requests: { cpu: "50m", memory: "32Mi" }, limits: { memory: "128Mi" } },
} satisfies ChartValues;
