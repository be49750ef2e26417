import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OtelCollector, type OtelCollectorProps } from "../../constructs/addons/otel-collector";
import { scrapingConfig } from "../../constructs/addons/scraping-config";
import { Duration } from "../../constructs/core/duration";
import type { ChartValues } from "../../constructs/helm/chart-values";
import { stableYaml } from "../../constructs/helm/values-yaml";
import { clusterScrapeJobs } from "../../constructs/metrics/cluster-scrape-jobs";
import { otelCollectorProps, valuesOfRelease } from "../constructs/addons/add-on-samples";
import { replaceForLiteBuild } from "./lite-build";

/** A configuration on disk, ready for `otelcol validate --config <path>`. */
export interface CollectorConfigFile {
  /** Which of our configurations it is. */
  readonly name: string;
  /** The file. */
  readonly path: string;
  /** What stands in it differs from what a cluster gets in this; one sentence each. */
  readonly replaced: readonly string[];
}

/** Every shape of the default configuration, by name: the props that make it. */
export const COLLECTOR_VARIANTS: Readonly<Record<string, Partial<OtelCollectorProps>>> = {
  "metrics-and-traces": {},
  "metrics-only": { traces: false },
  "traces-only": { workspace: undefined },
  "traces-china": { workspace: undefined, region: "cn-north-1" },
  scraping: {
    traces: false,
    config: scrapingConfig({
      region: "eu-west-1",
      remoteWriteUrl: otelCollectorProps.workspace!.remoteWriteUrl,
      jobs: clusterScrapeJobs({ namespace: "observability" }),
      interval: Duration.minutes(1),
      externalLabels: { cluster: "demo" },
    }),
  },
};

/**
 * Writes our collector configurations into a folder, each as the chart gets it: built by the add-on, synthesised, as Terraform
 * prints it and as Helm's `tpl` leaves it, with only those components replaced that the small collector build lacks.
 *
 * `otelcol validate` loads AWS credentials for sigv4auth: set dummy `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, and
 * `AWS_EC2_METADATA_DISABLED=true`; also `MY_POD_IP=127.0.0.1`, which the chart sets in the pod.
 */
export function writeCollectorConfigs(folder: string): CollectorConfigFile[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(COLLECTOR_VARIANTS).map(([name, props]) => {
    const { config, replaced } = replaceForLiteBuild(configOfChart(props));
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, stableYaml(config));
    return { name, path, replaced };
  });
}

/** The configuration that the chart gets, in the text that its `tpl` makes of it. */
export function configOfChart(props: Partial<OtelCollectorProps>): ChartValues {
  const values = valuesOfRelease((scope) => new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props }));
  return JSON.parse(JSON.stringify(values.alternateConfig).replaceAll("{{`{{`}}", "{{")) as ChartValues;
}
