import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * The authoriser of EKS says in the audit event that an access policy allowed the request. Who changed an access entry stands
 * in CloudTrail.
 */
export const accessPolicyUse = athenaQuery({
  name: "access-policy-use",
  description: "Which principals were admitted by an access entry with an EKS access policy, and for how many requests?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "username", type: "varchar" },
    { name: "arn", type: "varchar" },
    { name: "requests", type: "bigint" },
    { name: "writes", type: "bigint" },
    { name: "last_seen", type: "timestamp(3) with time zone" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.user.username")} AS username,
  ${field("$.user.extra.arn[0]")} AS arn,
  count(DISTINCT event.id) AS requests,
  count(DISTINCT event.id) FILTER (
    WHERE ${field("$.verb")} IN ('create', 'update', 'patch', 'delete', 'deletecollection')
  ) AS writes,
  max(${EVENT_TIME}) AS last_seen
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND strpos(event.message, 'EKS Access Policy') > 0
  AND ${field("$.stage")} = 'ResponseComplete'
  AND ${field('$.annotations["authorization.k8s.io/reason"]')} LIKE 'EKS Access Policy:%'
GROUP BY 1, 2
ORDER BY requests DESC, username`,
});
