import type { RecordingRule } from "../rule";

/** What Fluent Bit hands to its outputs, which CloudWatch bills by the byte. */
export const LOG_VOLUME = "cluster_name:fluentbit_output_bytes:rate5m";

/** What is stored about the things that the bill counts. */
export const costRecordings: readonly RecordingRule[] = [
  {
    record: "job:scrape_samples_post_metric_relabeling:sum",
    expr: "sum by (cluster, job) (scrape_samples_post_metric_relabeling)",
  },
  { record: LOG_VOLUME, expr: "sum by (cluster, name) (rate(fluentbit_output_proc_bytes_total[5m]))" },
];
