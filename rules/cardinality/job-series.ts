import type { ScrapeJob } from "../scrape-job";
import type { Subject } from "./cluster-size";

/** How many series a job gives. */
export interface JobSeries {
  /** What is scraped: a fixed number of targets, or one on each node. */
  readonly targets: number | "each-node";
  /** Series for each of these, in all the job's targets together; those for each target stand under `target`. */
  readonly seriesPer: Readonly<Partial<Record<Subject, number>>>;
  /**
   * By how much a cluster at work exceeds what was recorded, because the recordings keep about six series of a metric.
   * @default 1
   */
  readonly spread?: number;
}

/**
 * Series of each job that stacks scrape, after what is dropped at the scrape. The numbers are counted from the recordings in
 * `test/fixtures/exposition`, and a test holds them to it; `spread` is an estimate (2026-11). The rest of a bill is other people's
 * metrics: applications, and anything that has a monitor of its own.
 */
export const JOB_SERIES: Readonly<Partial<Record<ScrapeJob, JobSeries>>> = {
  alertmanager: { targets: 2, seriesPer: { target: 342 } },
  // By verb, resource and scope, of which the recording has few: an API server of a small EKS cluster keeps some ten thousand series.
  apiserver: { targets: 2, seriesPer: { target: 2_412 }, spread: 6 },
  cadvisor: { targets: "each-node", seriesPer: { node: 17, pod: 46, container: 38 } },
  coredns: { targets: 2, seriesPer: { target: 233 } },
  "fluent-bit": { targets: "each-node", seriesPer: { target: 77 } },
  "kube-state-metrics": { targets: 1, seriesPer: { node: 20, pod: 29, container: 26, workload: 51 } },
  kubelet: { targets: "each-node", seriesPer: { target: 898 }, spread: 1.5 },
  // The VPC CNI gives each pod an interface on its node.
  "node-exporter": { targets: "each-node", seriesPer: { target: 521, pod: 43 } },
  "otel-collector": { targets: 2, seriesPer: { target: 446 } },
  prometheus: { targets: 2, seriesPer: { target: 883 } },
  "prometheus-operator": { targets: 1, seriesPer: { target: 421 } },
};

/** What Prometheus itself stores about each target. */
export const SERIES_ABOUT_A_TARGET = 5;
