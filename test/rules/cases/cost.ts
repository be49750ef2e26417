import { burst, type GroupCases, step } from "../rule-case";
import { ticket } from "./labels";

const series = 'prometheus_tsdb_head_series{cluster="c", pod="prometheus-0"}';
const samples = (instance: string) => `scrape_samples_post_metric_relabeling{cluster="c", job="shop", instance="${instance}"}`;
const bytes = (pod: string, name = "cw-application") =>
  `fluentbit_output_proc_bytes_total{cluster="c", namespace="observability", pod="${pod}", name="${name}"}`;

export const cost: GroupCases = {
  group: "cost",
  alerts: [
    {
      alert: "PrometheusSeriesNearLimit",
      series: { [series]: step(800_000, 850_000, 50) },
      from: 40,
      until: 60,
      fires: [
        {
          labels: ticket,
          summary: "Prometheus holds 850k series, almost as many as its memory can.",
          description:
            "More than 800,000 series have been active for 30 minutes; at about a million Prometheus runs out of memory.",
        },
      ],
      nearMiss: { [series]: "800000x90" },
    },
    {
      alert: "PrometheusSeriesGrowing",
      // A day of 1,000 series, then 1,550; from the second day on they are what there was the day before.
      series: { [series]: "1000x1439 1550x1500" },
      from: 1500,
      until: 2880,
      fires: [
        {
          labels: ticket,
          summary: "There are 155% as many series as yesterday.",
          description: "The number of active series has grown by more than half within a day, and the bill with it.",
        },
      ],
      nearMiss: { [series]: "1000x1439 1500x120" },
      nearMissMinutes: 1550,
    },
    {
      alert: "ScrapeJobHasManySamples",
      series: { [samples("a")]: "150000x90", [samples("b")]: step(150_000, 160_000, 50) },
      from: 40,
      until: 60,
      fires: [
        {
          labels: { ...ticket, job: "shop" },
          summary: "Job shop brings 310k samples with every scrape.",
          description: "Job shop has brought more than 300,000 samples a scrape for 30 minutes; look for a label without bounds.",
        },
      ],
      nearMiss: { [samples("a")]: "150000x90", [samples("b")]: "150000x90" },
    },
    {
      alert: "ScrapeSampleLimitExceeded",
      series: { 'prometheus_target_scrapes_exceeded_sample_limit_total{cluster="c", pod="prometheus-0"}': "0x9 0+0.05x20 1x60" },
      from: 21,
      until: 41,
      fires: [
        {
          labels: { ...ticket, pod: "prometheus-0" },
          summary: "A target exposes more samples than its job may have.",
          description:
            "prometheus-0 has been throwing away whole scrapes for 10 minutes, because a target is over its sample limit.",
        },
      ],
      nearMiss: { 'prometheus_target_scrapes_exceeded_sample_limit_total{cluster="c", pod="prometheus-0"}': "3x90" },
    },
    {
      alert: "LogVolumeJumped",
      // A day of 0.35 MB a second, then 1.085: 3.1 times as much.
      series: { [bytes("a")]: "0+21000000x1439 30240000000+65100000x1600" },
      from: 1528,
      until: 2883,
      fires: [
        {
          labels: { ...ticket, name: "cw-application" },
          summary: "cw-application gets more than three times the logs of yesterday.",
          description: "cw-application gets 1.085MB of logs a second; CloudWatch bills every one of them.",
        },
      ],
      nearMiss: {
        // Little, and less than three times as much.
        [bytes("a", "little")]: "0+12000000x1439 17280000000+58000000x200",
        [bytes("a", "less")]: "0+30000000x1439 43200000000+88000000x200",
      },
      nearMissMinutes: 1630,
    },
  ],
  recordings: [
    {
      record: "job:scrape_samples_post_metric_relabeling:sum",
      series: { [samples("a")]: "10x10", [samples("b")]: "20x10" },
      minute: 5,
      samples: { '{cluster="c", job="shop"}': 30 },
    },
    {
      record: "cluster_name:fluentbit_output_bytes:rate5m",
      series: { [bytes("a")]: burst(60, 20), [bytes("b")]: burst(60, 20) },
      minute: 12,
      samples: { '{cluster="c", name="cw-application"}': 0.8 },
    },
  ],
};
