import { Duration } from "../constructs/core/duration";
import type { SeriesLimit } from "../constructs/metrics/series-limits";
import type { Environment } from "../environments/environment";
import type { AlertSender, MetricCollector } from "../environments/environment-props";
import { deadMansSwitch, EXPORTER_SCRAPE_JOBS, IN_CLUSTER_SCRAPE_JOBS, ruleGroupsFor, type ScrapeJob } from "../rules";
import { isAlert, type RuleGroup } from "../rules/rule";

/** Namespace of collectors, agents and exporters, where scrapers look for them. */
export const OBSERVABILITY_NAMESPACE = "observability";

/** What a way to collect scrapes, and how often. */
export interface Collection {
  readonly jobs: readonly ScrapeJob[];
  readonly interval: Duration;
}

/** The ways to collect. Prometheus in the cluster is asked by people, who want to see what happens now. */
export const COLLECTIONS: Readonly<Record<MetricCollector, Collection>> = {
  "in-cluster-prometheus": { jobs: IN_CLUSTER_SCRAPE_JOBS, interval: Duration.seconds(30) },
  "opentelemetry-collector": { jobs: EXPORTER_SCRAPE_JOBS, interval: Duration.seconds(60) },
  "managed-scraper": { jobs: EXPORTER_SCRAPE_JOBS, interval: Duration.seconds(60) },
};

/** Where rules are evaluated. */
type Evaluator = Exclude<AlertSender, "both">;

/**
 * The rules of a workspace, or of the Prometheus in the cluster. Both record; alerts are evaluated in the workspace only where it tells
 * people, and in the cluster always, whose Grafana shows them. The sign of life has one sender, so that its silence means something.
 */
export function rulesOf(evaluator: Evaluator, { metrics, alerts, cluster }: Environment): readonly RuleGroup[] {
  const groups = ruleGroupsFor([...COLLECTIONS[metrics.collector].jobs, ...autoscalerJobs(metrics, cluster)]);
  if (evaluator === "workspace" && alerts.sentBy === "cluster") {
    return groups
      .map(({ name, interval, rules }) => ({ name, interval, rules: rules.filter((rule) => !isAlert(rule)) }))
      .filter(({ rules }) => rules.length > 0);
  }
  return heartbeatSender(alerts) === evaluator ? [...groups, deadMansSwitch] : groups;
}

/** The autoscaler's own series; only Prometheus in the cluster finds its monitor. */
function autoscalerJobs({ collector }: Environment["metrics"], { autoscaler }: Environment["cluster"]): readonly ScrapeJob[] {
  return collector === "in-cluster-prometheus" && autoscaler !== "none" ? [autoscaler] : [];
}

/** Who gives the sign of life: where both send, the cluster, which is the one that goes; nobody where nobody listens. */
export function heartbeatSender({ heartbeat, sentBy }: Environment["alerts"]): Evaluator | undefined {
  if (heartbeat === undefined) {
    return undefined;
  }
  return sentBy === "workspace" ? "workspace" : "cluster";
}

/** The limits of an environment's workspace; undefined where it has none. */
export function seriesLimitsOf({ maxActiveSeries, maxSeriesByJob }: Environment["metrics"]): readonly SeriesLimit[] | undefined {
  const limits: SeriesLimit[] = [
    ...(maxActiveSeries === undefined ? [] : [{ labels: {}, maxSeries: maxActiveSeries }]),
    ...Object.entries(maxSeriesByJob).map(([job, maxSeries]) => ({ labels: { job }, maxSeries })),
  ];
  return limits.length === 0 ? undefined : limits;
}
