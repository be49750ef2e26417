import { stringify } from "yaml";
import { Duration } from "../core/duration";
import { literal } from "../core/literal";
import { type Fault, patternFaults, wholeNumberFaults } from "../core/validation";

/** What Kubernetes tells Prometheus about. */
export type KubernetesRole = "node" | "pod" | "service" | "endpoints" | "endpointslice" | "ingress";

/** One step of relabelling, as Prometheus knows it. */
export interface RelabelStep {
  /** What happens with what `regex` matches. */
  readonly action: "keep" | "drop" | "replace" | "labelmap" | "labeldrop" | "labelkeep";
  /**
   * Labels whose values are joined by `;` and matched.
   * @default - none: `labelmap`, `labeldrop` and `labelkeep` match names
   */
  readonly sourceLabels?: readonly string[];
  /**
   * RE2 expression for the whole text.
   * @default - `(.*)`, which is everything
   */
  readonly regex?: string;
  /**
   * Label that `replace` writes.
   * @default - none
   */
  readonly targetLabel?: string;
  /**
   * What is written; `$1` is the first group.
   * @default - `$1`, which is all that matched
   */
  readonly replacement?: string;
}

/** One job of a scraper. */
export interface ScraperJob {
  /** Name of the job, which becomes the label `job`; unique. */
  readonly jobName: string;
  /** What is discovered in the cluster. */
  readonly role: KubernetesRole;
  /**
   * Namespaces that are looked into.
   * @default - all of them
   */
  readonly namespaces?: readonly string[];
  /**
   * Path of the metrics.
   * @default - `/metrics`
   */
  readonly metricsPath?: string;
  /**
   * `https` with the scraper's own token, as the API server and the kubelet want it.
   * @default "http"
   */
  readonly scheme?: "http" | "https";
  /**
   * Time between two scrapes, 30 seconds and more.
   * @default - the configuration's
   */
  readonly interval?: Duration;
  /** The most samples of one scrape, 1 and more; a target with more gives none at all. It caps what a bad label may cost. */
  readonly sampleLimit: number;
  /**
   * Whether labels of the target win over those of the discovery.
   * @default false
   */
  readonly honorLabels?: boolean;
  /**
   * What is done with targets before the scrape.
   * @default - every target is scraped as it was found
   */
  readonly relabel?: readonly RelabelStep[];
  /**
   * What is done with samples before they are sent: dropping what nobody asks for saves its price.
   * @default - every sample is sent
   */
  readonly metricRelabel?: readonly RelabelStep[];
}

/** What a managed scraper collects. */
export interface ScrapeConfiguration {
  /** At least one job. */
  readonly jobs: readonly ScraperJob[];
  /**
   * Time between two scrapes, 30 seconds and more.
   * @default Duration.seconds(60)
   */
  readonly interval?: Duration;
  /** Labels that every series gets; `cluster` is what the rules and dashboards ask for. Tokens are accepted as values. */
  readonly externalLabels: Readonly<Record<string, string>>;
}

/** The shortest interval. @see AMP User Guide, "Scraper limitations" (read 2026-11) */
const MIN_INTERVAL = Duration.seconds(30);

/**
 * The largest configuration that is sent. AMP documents no number; this is well within what a request may hold, and a configuration
 * that comes near it repeats itself.
 */
export const MAX_SCRAPE_CONFIGURATION_BYTES = 256 * 1024;

/** The only token that a scraper has. @see AMP User Guide, "Scraper configuration" (read 2026-11) */
const TOKEN_FILE = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/** The configuration as the YAML that AMP takes, escaped for Terraform; the provider encodes it in base64. */
export function renderScrapeConfiguration({
  jobs,
  interval = Duration.seconds(60),
  externalLabels,
}: ScrapeConfiguration): string {
  const config = {
    global: { scrape_interval: interval.toPrometheus(), external_labels: { ...externalLabels } },
    scrape_configs: renderScrapeJobs(jobs),
  };
  return stringify(config, { lineWidth: 0 });
}

/** The jobs as Prometheus spells them, with what `extra` puts beside each. */
export function renderScrapeJobs(jobs: readonly ScraperJob[], extra: (job: ScraperJob) => object = () => ({})): object[] {
  return jobs.map((job) => ({ ...renderJob(job), ...extra(job) }));
}

/** What AMP would refuse. */
export function scrapeConfigurationFaults(path: string, configuration: ScrapeConfiguration): Fault[] {
  const { jobs, interval, externalLabels } = configuration;
  const names = jobs.map(({ jobName }) => jobName);
  return [
    ...(jobs.length > 0 ? [] : [{ path: `${path}.jobs`, problem: "are empty", fix: "name at least one job" }]),
    ...intervalFaults(`${path}.interval`, interval),
    ...Object.keys(externalLabels).flatMap((label) =>
      patternFaults(`${path}.externalLabels`, label, /^[a-zA-Z_][a-zA-Z0-9_]*$/, "names of labels"),
    ),
    ...jobs.flatMap((job, index) => jobFaults(`${path}.jobs[${index}]`, job, names.indexOf(job.jobName) !== index)),
    ...sizeFaults(path, renderScrapeConfiguration(configuration)),
  ];
}

function renderJob(job: ScraperJob): object {
  const { namespaces, metricsPath, scheme, interval, honorLabels, relabel = [], metricRelabel = [] } = job;
  return {
    job_name: job.jobName,
    ...(interval === undefined ? {} : { scrape_interval: interval.toPrometheus() }),
    sample_limit: job.sampleLimit,
    ...(honorLabels === true ? { honor_labels: true } : {}),
    ...(metricsPath === undefined ? {} : { metrics_path: metricsPath }),
    ...(scheme === "https" ? { scheme, authorization: { type: "Bearer", credentials_file: TOKEN_FILE } } : {}),
    kubernetes_sd_configs: [{ role: job.role, ...(namespaces === undefined ? {} : { namespaces: { names: [...namespaces] } }) }],
    ...(relabel.length === 0 ? {} : { relabel_configs: relabel.map(renderStep) }),
    ...(metricRelabel.length === 0 ? {} : { metric_relabel_configs: metricRelabel.map(renderStep) }),
  };
}

function renderStep({ action, sourceLabels, regex, targetLabel, replacement }: RelabelStep): object {
  return {
    action,
    ...(sourceLabels === undefined ? {} : { source_labels: [...sourceLabels] }),
    // Groups may be written `${1}`.
    ...(regex === undefined ? {} : { regex: literal(regex) }),
    ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    ...(replacement === undefined ? {} : { replacement: literal(replacement) }),
  };
}

function jobFaults(path: string, job: ScraperJob, twice: boolean): Fault[] {
  const steps = (name: string, given: readonly RelabelStep[] = []) =>
    given.flatMap((step, index) => stepFaults(`${path}.${name}[${index}]`, step));
  return [
    ...patternFaults(`${path}.jobName`, job.jobName, /\S/, "a name that is not empty"),
    ...(twice ? [{ path: `${path}.jobName`, problem: "stands twice", got: job.jobName, fix: "give each job its own name" }] : []),
    ...wholeNumberFaults(`${path}.sampleLimit`, job.sampleLimit, 1, 1_000_000, "samples"),
    ...intervalFaults(`${path}.interval`, job.interval),
    ...(job.metricsPath === undefined
      ? []
      : patternFaults(`${path}.metricsPath`, job.metricsPath, /^\/\S*$/, "a path: /metrics")),
    ...steps("relabel", job.relabel),
    ...steps("metricRelabel", job.metricRelabel),
  ];
}

function stepFaults(path: string, { action, sourceLabels, targetLabel }: RelabelStep): Fault[] {
  if ((action === "keep" || action === "drop") && sourceLabels === undefined) {
    return [{ path, problem: `is a ${action} that looks at no label`, fix: "name the labels in sourceLabels" }];
  }
  return action === "replace" && targetLabel === undefined
    ? [{ path, problem: "is a replace that writes no label", fix: "name the label in targetLabel" }]
    : [];
}

function intervalFaults(path: string, interval: Duration | undefined): Fault[] {
  if (interval === undefined || interval.toSeconds() >= MIN_INTERVAL.toSeconds()) {
    return [];
  }
  return [
    {
      path,
      problem: "is shorter than a managed scraper scrapes",
      got: interval.toString(),
      allowed: `${MIN_INTERVAL.toString()} and more`,
      fix: "use Duration.seconds(30) or more",
    },
  ];
}

function sizeFaults(path: string, text: string): Fault[] {
  const bytes = Buffer.byteLength(text);
  return bytes <= MAX_SCRAPE_CONFIGURATION_BYTES
    ? []
    : [
        {
          path,
          problem: "makes a configuration that is too large",
          got: `${bytes} bytes`,
          allowed: `at most ${MAX_SCRAPE_CONFIGURATION_BYTES} bytes`,
          fix: "divide the jobs between two scrapers",
        },
      ];
}
