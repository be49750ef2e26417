import { Annotations, type ITerraformDependable, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ClusterExporters } from "../constructs/addons/cluster-exporters";
import { FluentBit, type FluentBitLogGroups } from "../constructs/addons/fluent-bit";
import { type ClusterAlertmanager, KubePrometheusStack } from "../constructs/addons/kube-prometheus-stack";
import { Namespaces } from "../constructs/addons/namespaces";
import { OtelAgent } from "../constructs/addons/otel-agent";
import { OtelCollector } from "../constructs/addons/otel-collector";
import { ScrapingCollector } from "../constructs/addons/scraping-collector";
import type { EnvironmentDestination } from "../environments/tracing-settings";
import type { CollectorDestination } from "../constructs/tracing/collector-destinations";
import type { IClusterRef } from "../constructs/eks/cluster-ref";
import { EksHelmProvider } from "../constructs/helm/eks-helm-provider";
import { removeKubernetesElements } from "../constructs/helm/kubernetes-none";
import { clusterScrapeJobs } from "../constructs/metrics/cluster-scrape-jobs";
import { inClusterAlertmanager } from "../constructs/metrics/in-cluster-alertmanager";
import type { IPrometheusWorkspaceRef } from "../constructs/metrics/workspace-ref";
import { dashboardJson, grafanaDashboards } from "../dashboards";
import { prometheusRules } from "../rules/render-prometheus";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { COLLECTIONS, OBSERVABILITY_NAMESPACE, rulesOf } from "./metric-collection";
import type { ClusterAlerts } from "./metrics-stack";

/** What an `InClusterStack` is made of. */
export interface InClusterStackProps extends EnvironmentStackProps {
  /** The cluster that everything runs in. */
  readonly cluster: IClusterRef;
  /** Where Fluent Bit writes. */
  readonly logGroups: FluentBitLogGroups;
  /** Where metrics are written. */
  readonly workspace: IPrometheusWorkspaceRef;
  /**
   * Where the cluster's Alertmanager sends alerts.
   * @default - nowhere: the workspace tells people
   */
  readonly clusterAlerts?: ClusterAlerts;
}

/** The EBS CSI add-on of the cluster stack makes this class, and makes it the default. */
const STORAGE_CLASS = "ebs-csi-default-sc";

/** Defines what runs inside the cluster: its Helm releases, and the roles of their pods. */
export class InClusterStack extends EnvironmentStack {
  public constructor(scope: Construct, id: string, props: InClusterStackProps) {
    super(scope, id, props);
    const { cluster } = props;
    const { location, metrics, name } = this.environment;
    const { region } = location;

    new EksHelmProvider(this, "Helm", { cluster, region });
    const monitors = metrics.collector === "in-cluster-prometheus";
    const dependsOn = monitors ? [this.addPrometheus(props).chart.resource] : this.addScraped(props);
    new FluentBit(this, "FluentBit", {
      cluster,
      region,
      roleName: this.roleName("fluent-bit"),
      logGroups: props.logGroups,
      namespace: OBSERVABILITY_NAMESPACE,
      podMonitor: monitors,
      dependsOn,
    });
    const { destinations, sampling } = this.environment.tracing;
    const gateway = new OtelCollector(this, "Collector", {
      cluster,
      region,
      roleName: this.roleName("opentelemetry-collector"),
      namespace: OBSERVABILITY_NAMESPACE,
      destinations: destinations.map((destination) => collectorDestination(destination, props)),
      sampling,
      externalLabels: { environment: name },
      storageClassName: STORAGE_CLASS,
      serviceMonitor: monitors,
      dependsOn,
    });
    new OtelAgent(this, "Agent", {
      clusterName: cluster.clusterName,
      namespace: OBSERVABILITY_NAMESPACE,
      gateway: { service: gateway.chart.releaseName, namespace: OBSERVABILITY_NAMESPACE },
      balanceByTrace: sampling !== undefined,
      serviceMonitor: monitors,
      dependsOn: [...dependsOn, gateway.chart.resource],
    });
    const { namespaces } = this.environment.cluster;
    if (Object.keys(namespaces).length > 0) {
      new Namespaces(this, "Namespaces", { namespaces });
    }
    if (this.environment.kubernetes === "none") {
      const removed = removeKubernetesElements(this);
      new TerraformOutput(this, "NotDeployed", { value: removed }).overrideLogicalId("not_deployed");
    }
  }

  private roleName(component: string): string {
    const { namePrefix, location } = this.environment;
    return `${namePrefix}-${component}-${location.region}`;
  }

  /** The monitors of the others are custom resources that this release defines. */
  private addPrometheus({ cluster, workspace, clusterAlerts }: InClusterStackProps): KubePrometheusStack {
    const { location, name } = this.environment;
    return new KubePrometheusStack(this, "Prometheus", {
      cluster,
      region: location.region,
      environment: name,
      namespace: OBSERVABILITY_NAMESPACE,
      createNamespace: true,
      storageClassName: STORAGE_CLASS,
      scrapeInterval: COLLECTIONS["in-cluster-prometheus"].interval,
      ruleGroups: prometheusRules(rulesOf("cluster", this.environment)),
      dashboards: grafanaDashboards.map((dashboard) => ({ uid: dashboard.name, json: dashboardJson(dashboard) })),
      remoteWrite: {
        workspaceArn: workspace.workspaceArn,
        remoteWriteUrl: workspace.remoteWriteUrl,
        roleName: this.roleName("prometheus"),
      },
      alertmanager: clusterAlerts && this.alertmanager(clusterAlerts),
    });
  }

  private alertmanager({ routing, topicArns, keyArn }: ClusterAlerts): ClusterAlertmanager {
    const rendered = inClusterAlertmanager(routing, { region: this.environment.location.region });
    rendered.warnings.forEach((warning) => {
      Annotations.of(this).addWarning(warning);
    });
    return { ...rendered, publish: { roleName: this.roleName("alertmanager"), topicArns, keyArn } };
  }

  /** The exporters, and the collector that scrapes them where AWS does not. Returns what makes the namespace. */
  private addScraped({ cluster, workspace }: InClusterStackProps): ITerraformDependable[] {
    const { location, metrics, name } = this.environment;
    const exporters = new ClusterExporters(this, "Exporters", { namespace: OBSERVABILITY_NAMESPACE, createNamespace: true });
    const dependsOn = [exporters.kubeStateMetrics.resource];
    if (metrics.collector === "opentelemetry-collector") {
      new ScrapingCollector(this, "Scraper", {
        cluster,
        region: location.region,
        roleName: this.roleName("otel-scraper"),
        namespace: OBSERVABILITY_NAMESPACE,
        workspace,
        jobs: clusterScrapeJobs({ namespace: OBSERVABILITY_NAMESPACE }),
        interval: COLLECTIONS["opentelemetry-collector"].interval,
        externalLabels: { environment: name },
        dependsOn,
      });
    }
    return dependsOn;
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
