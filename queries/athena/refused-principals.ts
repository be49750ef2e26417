import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS } from "./from-events";

export const refusedPrincipals = athenaQuery({
  name: "refused-principals",
  description: "Which IAM principals did the cluster turn away, and when last?",
  reads: ["control-plane"],
  logStreams: "authenticator-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "arn", type: "varchar" },
    { name: "refusals", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  regexp_extract(event.message, 'arn="*([^" ]+)', 1) AS arn,
  count(DISTINCT event.id) AS refusals,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'authenticator-%'
  AND strpos(event.message, 'access denied') > 0
GROUP BY 1
ORDER BY refusals DESC, arn`,
});
