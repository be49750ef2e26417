import type { InsightsQuery } from "../saved-query";

/**
 * Levels are words or, from pino, numbers: 50 is error, 60 is fatal. This project's Fluent Bit puts the application's own JSON
 * below log_processed, a plain one at the top.
 */
export const errorRate: InsightsQuery = {
  name: "error-rate",
  description: "Which share of the lines of each workload are errors, in steps of five minutes?",
  reads: "application",
  query: `
filter ispresent(log_processed.level) or ispresent(level)
| fields tolower(concat("/", coalesce(log_processed.level, level), "/")) as severity
| fields strcontains("/error/fatal/critical/panic/50/60/", severity) as is_error
| stats count(*) as lines, sum(is_error) as errors, avg(is_error) as error_ratio by kubernetes.namespace_name, kubernetes.container_name, bin(5m)
| sort error_ratio desc
| limit 1000`.trim(),
};
