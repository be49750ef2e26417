/**
 * The most samples of one scrape of one target, by job. A target with more gives none at all, and `ScrapeSampleLimitExceeded` or the
 * absence of its series tells somebody: a label without bounds then costs one job, not the workspace. Each limit leaves room for twice
 * what a cluster of 100 nodes with 50 pods each is expected to have, which a test computes.
 */
export const SAMPLE_LIMITS = {
  alertmanager: 5_000,
  apiserver: 60_000,
  cadvisor: 30_000,
  coredns: 5_000,
  "fluent-bit": 2_000,
  "kube-state-metrics": 1_000_000,
  kubelet: 10_000,
  "node-exporter": 15_000,
  "otel-collector": 5_000,
  prometheus: 10_000,
  "prometheus-operator": 5_000,
} as const;

/** The limit of every other monitor in a cluster that names none of its own: applications, as a rule. */
export const DEFAULT_SAMPLE_LIMIT = 20_000;
