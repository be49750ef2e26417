import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Construct } from "constructs";
import { OtelAgent, type OtelAgentProps } from "../../constructs/addons/otel-agent";
import { OtelCollector, type OtelCollectorProps } from "../../constructs/addons/otel-collector";
import { ScrapingCollector } from "../../constructs/addons/scraping-collector";
import type { ChartValues } from "../../constructs/helm/chart-values";
import { stableYaml } from "../../constructs/helm/values-yaml";
import { clusterScrapeJobs } from "../../constructs/metrics/cluster-scrape-jobs";
import { logGroups, otelAgentProps, otelCollectorProps, valuesOfRelease, workspace } from "../constructs/addons/add-on-samples";
import { withStandIns } from "./stand-ins";

/** A configuration on disk, ready for `otelcol validate --config <path>`. */
export interface CollectorConfigFile {
  /** Which of our configurations it is. */
  readonly name: string;
  /** The file. */
  readonly path: string;
  /** What stands in it differs from what a cluster gets in this; one sentence each. */
  readonly replaced: readonly string[];
}

const gateway = (props: Partial<OtelCollectorProps>) => (scope: Construct) =>
  new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props });
const agent = (props: Partial<OtelAgentProps>) => (scope: Construct) =>
  new OtelAgent(scope, "Agent", { ...otelAgentProps, ...props });
const logGroup = logGroups.application;

/** Every shape of our configurations, by name: what makes it. */
export const COLLECTOR_VARIANTS: Readonly<Record<string, (scope: Construct) => Construct>> = {
  "gateway-many": gateway({}),
  "gateway-open": gateway({
    sampling: undefined,
    destinations: [
      { kind: "jaeger", endpoint: "jaeger-collector.observability:4317" },
      { kind: "cloudwatch-metrics" },
      { kind: "otlp", name: "store", endpoint: "http://store:4318", signals: ["logs"] },
    ],
  }),
  "gateway-aws-exporters": gateway({
    destinations: [
      { kind: "xray", exporter: "awsxray" },
      { kind: "cloudwatch-logs", logGroup, exporter: "awscloudwatchlogs" },
      { kind: "emf", logGroup, metricNamespace: "Shop" },
    ],
  }),
  "gateway-china": gateway({ region: "cn-north-1", destinations: [{ kind: "xray" }] }),
  scraper: (scope) =>
    new ScrapingCollector(scope, "Scraper", {
      ...otelCollectorProps,
      workspace,
      jobs: clusterScrapeJobs({ namespace: "observability" }),
    }),
  "agent-everything": agent({ targetAllocator: "http://allocator:80", detectors: ["env", "eks", "ec2"] }),
  "agent-least": agent({
    balanceByTrace: false,
    scrapeAnnotatedPods: false,
    hostMetrics: false,
    kubeletMetrics: false,
    podLogs: false,
  }),
};

/**
 * Writes our collector configurations into a folder, each as the chart gets it: built by the add-on, synthesised, as Terraform
 * prints it and as Helm's `tpl` leaves it, with only those components replaced that the built collector lacks.
 *
 * `otelcol validate` loads AWS credentials for sigv4auth: set dummy `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, and
 * `AWS_EC2_METADATA_DISABLED=true`; also `MY_POD_IP=127.0.0.1`, which the chart sets in the pod.
 */
export function writeCollectorConfigs(folder: string): CollectorConfigFile[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(COLLECTOR_VARIANTS).map(([name, build]) => {
    const { config, replaced } = withStandIns(configOfChart(build));
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, stableYaml(config));
    return { name, path, replaced };
  });
}

/** The configuration that the chart gets, in the text that its `tpl` makes of it. */
export function configOfChart(build: (scope: Construct) => Construct): ChartValues {
  const values = valuesOfRelease(build);
  return JSON.parse(JSON.stringify(values.alternateConfig).replaceAll("{{`{{`}}", "{{")) as ChartValues;
}
