import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * Access entries, the way that EKS prefers today, are changed through the EKS API and stand in CloudTrail; access-policy-use
 * shows here who enters by them.
 */
export const awsAuthChanges = athenaQuery({
  name: "aws-auth-changes",
  description: "Who changed the aws-auth ConfigMap, which maps IAM principals to users of the cluster?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "event_time", type: "timestamp(3) with time zone" },
    { name: "username", type: "varchar" },
    { name: "arn", type: "varchar" },
    { name: "user_agent", type: "varchar" },
    { name: "verb", type: "varchar" },
    { name: "status", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH event AS (
  SELECT DISTINCT event.id, event."timestamp", event.message
  ${fromEvents(table, GIVEN_HOURS)}
    AND logstream LIKE 'kube-apiserver-audit-%'
    AND strpos(event.message, 'aws-auth') > 0
)
SELECT
  ${EVENT_TIME} AS event_time,
  ${field("$.user.username")} AS username,
  ${field("$.user.extra.arn[0]")} AS arn,
  ${field("$.userAgent")} AS user_agent,
  ${field("$.verb")} AS verb,
  ${field("$.responseStatus.code")} AS status
FROM event
WHERE ${field("$.objectRef.resource")} = 'configmaps'
  AND ${field("$.objectRef.namespace")} = 'kube-system'
  AND ${field("$.objectRef.name")} = 'aws-auth'
  AND ${field("$.stage")} = 'ResponseComplete'
  AND ${field("$.verb")} IN ('create', 'update', 'patch', 'delete')
ORDER BY event."timestamp", event.id`,
});
