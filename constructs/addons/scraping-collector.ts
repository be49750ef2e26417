import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { throwFaults } from "../core/validation";
import type { IClusterRef } from "../eks/cluster-ref";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { scrapeConfigurationFaults, type ScraperJob } from "../metrics/scrape-configuration";
import { CollectorConfig } from "../tracing/collector-config";
import type { RemoteWriteTarget } from "../tracing/collector-destinations";
import { OtelCollector } from "./otel-collector";
import { scrapingConfig } from "./scraping-config";

/** What a `ScrapingCollector` is made of. */
export interface ScrapingCollectorProps {
  /** The cluster whose targets are scraped; its name is the label `cluster`. */
  readonly cluster: IClusterRef;
  /** Region of the workspace; must be known, because requests are signed for it. */
  readonly region: string;
  /** Name of the role that the pod gets, at most 64 characters. */
  readonly roleName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** The AMP workspace that samples are written to. */
  readonly workspace: RemoteWriteTarget;
  /** What is scraped, at least one job; no values are tokens. */
  readonly jobs: readonly ScraperJob[];
  /**
   * Time between two scrapes, 30 seconds and more.
   * @default Duration.seconds(60)
   */
  readonly interval?: Duration;
  /**
   * Labels of every series besides `cluster` and `region`.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Name of the release and the service account.
   * @default "otel-scraper"
   */
  readonly releaseName?: string;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release, besides the role.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines an OpenTelemetry Collector that scrapes a cluster and writes to AMP, with the jobs that a managed scraper would have. It is
 * one pod, because two would scrape everything twice; while it moves to another node there are no samples.
 */
export class ScrapingCollector extends Construct {
  /** The collector itself, with its role and its release. */
  public readonly collector: OtelCollector;

  /** @throws ValidationError when a job or a label is malformed */
  public constructor(scope: Construct, id: string, props: ScrapingCollectorProps) {
    super(scope, id);
    const { cluster, region, workspace, jobs, interval = Duration.seconds(60), externalLabels } = props;
    const labels = { ...externalLabels, cluster: cluster.clusterName, region };
    throwFaults(
      `scraping collector "${this.node.path}"`,
      scrapeConfigurationFaults("scrape", { jobs, interval, externalLabels: labels }),
    );

    this.collector = new OtelCollector(this, "Collector", {
      cluster,
      region,
      roleName: props.roleName,
      namespace: props.namespace,
      destinations: [{ kind: "amp", workspace }],
      config: new CollectorConfig({
        name: this.node.path,
        image: "contrib",
        role: "gateway",
        document: scrapingConfig({ region, remoteWriteUrl: workspace.remoteWriteUrl, jobs, interval, externalLabels: labels }),
      }),
      releaseName: props.releaseName ?? "otel-scraper",
      replicas: 1,
      createNamespace: props.createNamespace,
      values: mergeChartValues(SCRAPER_VALUES, props.values),
      dependsOn: props.dependsOn,
    });
  }
}

/** What discovery and the kubelets' proxy need, and memory for the series of a cluster of some dozen nodes. */
const SCRAPER_VALUES = {
  clusterRole: {
    create: true,
    rules: [
      {
        apiGroups: [""],
        resources: ["nodes", "nodes/metrics", "nodes/proxy", "services", "endpoints", "pods"],
        verbs: ["get", "list", "watch"],
      },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["get", "list", "watch"] },
      { nonResourceURLs: ["/metrics"], verbs: ["get"] },
    ],
  },
  // Nobody sends to it.
  ports: { otlp: { enabled: false }, "otlp-http": { enabled: false } },
  // A StatefulSet ends the old pod before the new one: two would scrape everything twice.
  resources: { requests: { cpu: "200m", memory: "1Gi" }, limits: { memory: "2Gi" } },
} satisfies ChartValues;
