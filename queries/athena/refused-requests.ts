import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

export const refusedRequests = athenaQuery({
  name: "refused-requests",
  description: "Whose requests did the API server refuse, and from how many addresses did they come?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "username", type: "varchar" },
    { name: "status", type: "varchar" },
    { name: "requests", type: "bigint" },
    { name: "source_ips", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.user.username")} AS username,
  ${field("$.responseStatus.code")} AS status,
  count(DISTINCT event.id) AS requests,
  count(DISTINCT ${field("$.sourceIPs[0]")}) AS source_ips,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND ${field("$.responseStatus.code")} IN ('401', '403')
GROUP BY 1, 2
ORDER BY requests DESC, username, status`,
});
