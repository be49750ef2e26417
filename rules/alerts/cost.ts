import { Duration } from "../../constructs/core/duration";
import { LOG_VOLUME } from "../recording/cost";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about what is billed by its amount, before the limit and before the bill. */
export const costAlerts: readonly AlertRule[] = [
  {
    alert: "PrometheusSeriesNearLimit",
    // Prometheus needs 3 to 4 KiB of memory for an active series; the stack gives it 4 GiB.
    expr: "max by (cluster) (prometheus_tsdb_head_series) > 800000",
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "Prometheus holds {{ $value | humanize }} series, almost as many as its memory can.",
    description: "More than 800,000 series have been active for 30 minutes; at about a million Prometheus runs out of memory.",
  },
  {
    alert: "PrometheusSeriesGrowing",
    expr: "max by (cluster) (prometheus_tsdb_head_series) / max by (cluster) (prometheus_tsdb_head_series offset 1d) > 1.5",
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "There are {{ $value | humanizePercentage }} as many series as yesterday.",
    description: "The number of active series has grown by more than half within a day, and the bill with it.",
  },
  {
    alert: "ScrapeJobHasManySamples",
    expr: "job:scrape_samples_post_metric_relabeling:sum > 300000",
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "Job {{ $labels.job }} brings {{ $value | humanize }} samples with every scrape.",
    description:
      "Job {{ $labels.job }} has brought more than 300,000 samples a scrape for 30 minutes; look for a label without bounds.",
  },
  {
    alert: "ScrapeSampleLimitExceeded",
    expr: "sum by (cluster, pod) (increase(prometheus_target_scrapes_exceeded_sample_limit_total[10m])) > 0",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "A target exposes more samples than its job may have.",
    description:
      "{{ $labels.pod }} has been throwing away whole scrapes for 10 minutes, because a target is over its sample limit.",
  },
  {
    alert: "LogVolumeJumped",
    // Below a megabyte a second a jump costs little.
    expr: `avg_over_time(${LOG_VOLUME}[1h]) > 3 * avg_over_time(${LOG_VOLUME}[1h] offset 1d) and avg_over_time(${LOG_VOLUME}[1h]) > 1e6`,
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $labels.name }} gets more than three times the logs of yesterday.",
    description: "{{ $labels.name }} gets {{ $value | humanize }}B of logs a second; CloudWatch bills every one of them.",
  },
];
