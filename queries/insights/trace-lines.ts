import type { InsightsQuery } from "../saved-query";

export const traceLines: InsightsQuery = {
  name: "trace-lines",
  description: "What did every component say about one trace, in order of time?",
  reads: ["application", "dataplane", "control-plane"],
  query: `
# Put the trace id in the place of the zeros.
fields @timestamp, @log, kubernetes.pod_name, @message
| filter @message like "00000000000000000000000000000000"
| sort @timestamp asc
| limit 1000`.trim(),
};
