import type { InsightsQuery } from "../saved-query";

/**
 * Needs groups of the standard class; the infrequent-access class has no pattern command.
 */
export const errorPatterns: InsightsQuery = {
  name: "error-patterns",
  description: "Which kinds of error are there now, and how often?",
  reads: "application",
  query: String.raw`
filter log_processed.level in ["error", "fatal", "ERROR", "FATAL", 50, 60] or log like /(?i)\b(error|exception|panic)\b/
| pattern @message
| sort @sampleCount desc
| limit 20`.trim(),
};
