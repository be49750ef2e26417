import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * Leaves nobody out: a controller of the cluster that changes a role is worth a look too. A refused attempt has the status 403.
 */
export const rbacChanges = athenaQuery({
  name: "rbac-changes",
  description: "Who changed roles and bindings in the cluster, from where, and was it allowed?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "event_time", type: "timestamp(3) with time zone" },
    { name: "username", type: "varchar" },
    { name: "arn", type: "varchar" },
    { name: "source_ip", type: "varchar" },
    { name: "verb", type: "varchar" },
    { name: "resource", type: "varchar" },
    { name: "namespace", type: "varchar" },
    { name: "name", type: "varchar" },
    { name: "status", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH event AS (
  SELECT DISTINCT event.id, event."timestamp", event.message
  ${fromEvents(table, GIVEN_HOURS)}
    AND logstream LIKE 'kube-apiserver-audit-%'
    AND strpos(event.message, 'rbac.authorization.k8s.io') > 0
)
SELECT
  ${EVENT_TIME} AS event_time,
  ${field("$.user.username")} AS username,
  ${field("$.user.extra.arn[0]")} AS arn,
  ${field("$.sourceIPs[0]")} AS source_ip,
  ${field("$.verb")} AS verb,
  ${field("$.objectRef.resource")} AS resource,
  ${field("$.objectRef.namespace")} AS namespace,
  ${field("$.objectRef.name")} AS name,
  ${field("$.responseStatus.code")} AS status
FROM event
WHERE ${field("$.objectRef.apiGroup")} = 'rbac.authorization.k8s.io'
  AND ${field("$.stage")} = 'ResponseComplete'
  AND ${field("$.verb")} IN ('create', 'update', 'patch', 'delete', 'deletecollection')
ORDER BY event."timestamp", event.id`,
});
