import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { FluentBit, type FluentBitLogGroups } from "../constructs/addons/fluent-bit";
import { KubePrometheusStack } from "../constructs/addons/kube-prometheus-stack";
import { OtelAgent } from "../constructs/addons/otel-agent";
import { OtelCollector } from "../constructs/addons/otel-collector";
import type { EnvironmentDestination } from "../environments/tracing-settings";
import type { CollectorDestination } from "../constructs/tracing/collector-destinations";
import type { IClusterRef } from "../constructs/eks/cluster-ref";
import { EksHelmProvider } from "../constructs/helm/eks-helm-provider";
import { removeKubernetesElements } from "../constructs/helm/kubernetes-none";
import type { IPrometheusWorkspaceRef } from "../constructs/metrics/workspace-ref";
import { dashboardJson, grafanaDashboards } from "../dashboards";
import { ruleGroups } from "../rules";
import { prometheusRules } from "../rules/render-prometheus";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What an `InClusterStack` is made of. */
export interface InClusterStackProps extends EnvironmentStackProps {
  /** The cluster that everything runs in. */
  readonly cluster: IClusterRef;
  /** Where Fluent Bit writes. */
  readonly logGroups: FluentBitLogGroups;
  /** Where metrics are written. */
  readonly workspace: IPrometheusWorkspaceRef;
}

/** The EBS CSI add-on of the cluster stack makes this class, and makes it the default. */
const STORAGE_CLASS = "ebs-csi-default-sc";

/** Namespace of collectors and agents. */
const NAMESPACE = "observability";

/** Defines what runs inside the cluster: its Helm releases, and the roles of their pods. */
export class InClusterStack extends EnvironmentStack {
  public constructor(scope: Construct, id: string, props: InClusterStackProps) {
    super(scope, id, props);
    const { namePrefix, location } = this.environment;
    const { cluster, workspace } = props;
    const region = location.region;
    const roleName = (component: string) => `${namePrefix}-${component}-${region}`;

    new EksHelmProvider(this, "Helm", { cluster, region });
    const prometheus = new KubePrometheusStack(this, "Prometheus", {
      cluster,
      region,
      environment: this.environment.name,
      namespace: NAMESPACE,
      createNamespace: true,
      storageClassName: STORAGE_CLASS,
      ruleGroups: prometheusRules(ruleGroups),
      dashboards: grafanaDashboards.map((dashboard) => ({ uid: dashboard.name, json: dashboardJson(dashboard) })),
      remoteWrite: {
        workspaceArn: workspace.workspaceArn,
        remoteWriteUrl: workspace.remoteWriteUrl,
        roleName: roleName("prometheus"),
      },
    });
    // The monitors of the others are custom resources that the Prometheus stack defines.
    const monitored = [prometheus.chart.resource];
    new FluentBit(this, "FluentBit", {
      cluster,
      region,
      roleName: roleName("fluent-bit"),
      logGroups: props.logGroups,
      namespace: NAMESPACE,
      podMonitor: true,
      dependsOn: monitored,
    });
    const { destinations, sampling } = this.environment.tracing;
    const gateway = new OtelCollector(this, "Collector", {
      cluster,
      region,
      roleName: roleName("opentelemetry-collector"),
      namespace: NAMESPACE,
      destinations: destinations.map((destination) => collectorDestination(destination, props)),
      sampling,
      externalLabels: { environment: this.environment.name },
      storageClassName: STORAGE_CLASS,
      serviceMonitor: true,
      dependsOn: monitored,
    });
    new OtelAgent(this, "Agent", {
      clusterName: cluster.clusterName,
      namespace: NAMESPACE,
      gateway: { service: gateway.chart.releaseName, namespace: NAMESPACE },
      balanceByTrace: sampling !== undefined,
      serviceMonitor: true,
      dependsOn: [...monitored, gateway.chart.resource],
    });
    if (this.environment.kubernetes === "none") {
      const removed = removeKubernetesElements(this);
      new TerraformOutput(this, "NotDeployed", { value: removed }).overrideLogicalId("not_deployed");
    }
  }
}

/** The environment says which kinds; what they are here, its other stacks say. */
function collectorDestination(destination: EnvironmentDestination, props: InClusterStackProps): CollectorDestination {
  switch (destination.kind) {
    case "amp":
      return { kind: "amp", workspace: props.workspace };
    case "cloudwatch-logs":
      return { kind: "cloudwatch-logs", logGroup: props.logGroups.application };
    default:
      return destination;
  }
}
