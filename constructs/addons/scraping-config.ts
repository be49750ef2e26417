import type { Duration } from "../core/duration";
import { renderScrapeJobs, type ScraperJob } from "../metrics/scrape-configuration";
import type { CollectorDocument } from "../tracing/collector-document";
import { MEMORY_LIMITER, POD_ADDRESS, SELF_TELEMETRY } from "../tracing/collector-parts";
import type { ScrapeConfig } from "../tracing/collector-receivers";
import { QUEUE_STORAGE, WRITES_WHAT_THE_QUEUE_REPEATS } from "../tracing/destination-exporters";
import { FIRST_QUEUE_PORT, queueInFront } from "../tracing/queue-in-front";

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

/** How much waits on disk while AMP does not take it: some hours of a cluster of some dozen nodes. */
const QUEUE_BYTES = 4 * 1024 ** 3;

/** A collector that scrapes these jobs and writes them to AMP, over a queue on disk; its own metrics are on port 8888. */
export function scrapingConfig(props: ScrapingConfigProps): CollectorDocument {
  const { region, remoteWriteUrl, jobs, interval, externalLabels } = props;
  const writer = "prometheus_remote_write";
  const queue = queueInFront("amp", { feeds: { metrics: writer } }, FIRST_QUEUE_PORT, QUEUE_BYTES);
  const extensions = {
    health_check: { endpoint: `${POD_ADDRESS}:13133` },
    [QUEUE_STORAGE]: { directory: "/var/lib/otelcol", create_directory: true },
    "sigv4auth/aps": { region, service: "aps" },
  };
  return {
    extensions,
    receivers: {
      prometheus: {
        config: { global: { scrape_interval: `${interval.toSeconds()}s` }, scrape_configs: collectorScrapeConfigs(jobs) },
      },
      ...queue.receivers,
    },
    processors: { memory_limiter: MEMORY_LIMITER },
    exporters: {
      ...queue.exporters,
      [writer]: {
        endpoint: remoteWriteUrl,
        auth: { authenticator: "sigv4auth/aps" },
        external_labels: externalLabels,
        add_metric_suffixes: false,
        // Labels of a target stand on its series already; as attributes they would be written a second time.
        resource_to_telemetry_conversion: { enabled: false },
        target_info: { enabled: false },
        ...WRITES_WHAT_THE_QUEUE_REPEATS,
      },
    },
    service: {
      extensions: Object.keys(extensions),
      pipelines: {
        metrics: { receivers: ["prometheus"], processors: ["memory_limiter"], exporters: [queue.feeds.metrics!] },
        ...queue.pipelines,
      },
      telemetry: SELF_TELEMETRY,
    },
  };
}

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
