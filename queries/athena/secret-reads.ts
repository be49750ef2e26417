import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

export const secretReads = athenaQuery({
  name: "secret-reads",
  description: "Who read secrets, where, how many, and was it allowed?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "username", type: "varchar" },
    { name: "verb", type: "varchar" },
    { name: "namespace", type: "varchar" },
    { name: "status", type: "varchar" },
    { name: "requests", type: "bigint" },
    { name: "secrets", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.user.username")} AS username,
  ${field("$.verb")} AS verb,
  ${field("$.objectRef.namespace")} AS namespace,
  ${field("$.responseStatus.code")} AS status,
  count(DISTINCT event.id) AS requests,
  count(DISTINCT ${field("$.objectRef.name")}) AS secrets,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND strpos(event.message, '"secrets"') > 0
  AND ${field("$.objectRef.resource")} = 'secrets'
  AND ${field("$.stage")} = 'ResponseComplete'
  AND ${field("$.verb")} IN ('get', 'list', 'watch')
  AND ${field("$.user.username")} NOT LIKE 'system:%'
GROUP BY 1, 2, 3, 4
ORDER BY requests DESC, username, verb, namespace, status`,
});
