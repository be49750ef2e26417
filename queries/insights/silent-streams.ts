import { LOG_GROUP_PURPOSES, type InsightsQuery } from "../saved-query";

/**
 * Streams of pods and nodes end with them; one of the control plane or of a node that still runs should not be at the top.
 */
export const silentStreams: InsightsQuery = {
  name: "silent-streams",
  description: "Which streams have been silent the longest?",
  reads: LOG_GROUP_PURPOSES,
  query: `
stats max(@timestamp) as last_event, count(*) as events by @log, @logStream
| sort last_event asc
| limit 50`.trim(),
};
