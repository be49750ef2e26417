import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import { CHARTS } from "../core/versions";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";

/** What a `MetricsServer` is made of. */
export interface MetricsServerProps {
  /** @default "kube-system" */
  readonly namespace?: string;
  /**
   * Pods, 1 to 5. With one, autoscaling stands still while it moves to another node.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release: nodes, as a rule.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines the metrics server, which autoscalers and `kubectl top` ask; it is no monitoring. Its certificate is checked by the API
 * server, unlike in the chart's default. Don't run it beside the EKS add-on of the same name: both own one API service, and a dead
 * API service blocks the deletion of every namespace, so it should be destroyed after everything else in the cluster.
 */
export class MetricsServer extends Construct {
  /** The release. */
  public readonly chart: HelmChart;

  /** @throws ValidationError when the number of replicas is out of range */
  public constructor(scope: Construct, id: string, props: MetricsServerProps) {
    super(scope, id);
    const { namespace = "kube-system", replicas = 2 } = props;
    throwFaults(`metrics server "${this.node.path}"`, wholeNumberFaults("replicas", replicas, 1, 5, "pods"));

    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.metricsServer,
      namespace,
      releaseName: RELEASE_NAME,
      values: mergeChartValues(metricsServerValues(replicas), props.values),
      dependsOn: props.dependsOn,
    });
  }
}

const RELEASE_NAME = "metrics-server";

function metricsServerValues(replicas: number) {
  return {
    replicas,
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: {
          matchLabels: { "app.kubernetes.io/name": "metrics-server", "app.kubernetes.io/instance": RELEASE_NAME },
        },
      },
    ],
    apiService: { insecureSkipTLSVerify: false },
    // The chart reuses its certificate on upgrades and never renews it, so a year (the default) would end in an outage.
    tls: { type: "helm", helm: { certDurationDays: 3650 } },
    resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { memory: "400Mi" } },
  } satisfies ChartValues;
}
