import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * Names that begin with system: are the cluster's own controllers and nodes; they are left out.
 */
export const writesByUser = athenaQuery({
  name: "writes-by-user",
  description: "Who changed what kind of object in the cluster, and how often?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "username", type: "varchar" },
    { name: "verb", type: "varchar" },
    { name: "resource", type: "varchar" },
    { name: "namespace", type: "varchar" },
    { name: "writes", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.user.username")} AS username,
  ${field("$.verb")} AS verb,
  ${field("$.objectRef.resource")} AS resource,
  ${field("$.objectRef.namespace")} AS namespace,
  count(DISTINCT event.id) AS writes,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND ${field("$.stage")} = 'ResponseComplete'
  AND ${field("$.verb")} IN ('create', 'update', 'patch', 'delete', 'deletecollection')
  AND ${field("$.user.username")} NOT LIKE 'system:%'
GROUP BY 1, 2, 3, 4
ORDER BY writes DESC, username, verb, resource, namespace`,
});
