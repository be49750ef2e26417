import type { Duration } from "../core/duration";
import { renderScrapeJobs, type ScraperJob } from "../metrics/scrape-configuration";
import type { PrometheusReceiver } from "../tracing/collector-components";
import type { CollectorConfig } from "../tracing/collector-config";

/** What a scraping collector does. */
export interface ScrapingConfigProps {
  /** Region that requests to the workspace are signed for. */
  readonly region: string;
  /** Remote-write URL of an AMP workspace; may be a token. */
  readonly remoteWriteUrl: string;
  /** What is scraped. */
  readonly jobs: readonly ScraperJob[];
  /** Time between two scrapes. */
  readonly interval: Duration;
  /** Labels of every series. */
  readonly externalLabels: Readonly<Record<string, string>>;
}

type ScrapeConfig = PrometheusReceiver["config"]["scrape_configs"][number];

/** A collector that scrapes these jobs and writes them to AMP, with its own metrics on port 8888. */
export function scrapingConfig({ region, remoteWriteUrl, jobs, interval, externalLabels }: ScrapingConfigProps): CollectorConfig {
  return {
    extensions: {
      health_check: { endpoint: `${POD_ADDRESS}:13133` },
      "sigv4auth/aps": { region, service: "aps" },
    },
    receivers: {
      prometheus: {
        config: { global: { scrape_interval: `${interval.toSeconds()}s` }, scrape_configs: collectorScrapeConfigs(jobs) },
      },
    },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
      batch: { send_batch_size: 8192, send_batch_max_size: 8192, timeout: "5s" },
    },
    exporters: {
      prometheus_remote_write: {
        endpoint: remoteWriteUrl,
        auth: { authenticator: "sigv4auth/aps" },
        external_labels: externalLabels,
        add_metric_suffixes: false,
        // Labels of a target stand on its series already; as attributes they would be written a second time.
        resource_to_telemetry_conversion: { enabled: false },
        target_info: { enabled: false },
      },
    },
    service: {
      extensions: ["health_check", "sigv4auth/aps"],
      pipelines: {
        metrics: {
          receivers: ["prometheus"],
          processors: ["memory_limiter", "batch"],
          exporters: ["prometheus_remote_write"],
        },
      },
      telemetry: {
        logs: { encoding: "json" },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: POD_ADDRESS, port: 8888 } } } }] },
      },
    },
  };
}

/** The pod's own address, which the chart puts into this variable. */
const POD_ADDRESS = "${env:MY_POD_IP}";

/** The certificate of the API server names this, whichever of its addresses is asked. */
const API_SERVER_TLS = {
  ca_file: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
  server_name: "kubernetes.default.svc",
} as const;

/** The jobs as the collector reads them: `$1` is written `$$1`, and the cluster's own authority signs what is asked over TLS. */
function collectorScrapeConfigs(jobs: readonly ScraperJob[]): readonly ScrapeConfig[] {
  const rendered = renderScrapeJobs(jobs, ({ scheme }) => (scheme === "https" ? { tls_config: API_SERVER_TLS } : {}));
  return JSON.parse(JSON.stringify(rendered).replaceAll("$", "$$$$")) as ScrapeConfig[];
}
