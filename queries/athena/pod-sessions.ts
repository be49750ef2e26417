import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * A session is written down when it begins and when it ends, under one audit id; a refused one only once, with the status 403.
 */
export const podSessions = athenaQuery({
  name: "pod-sessions",
  description: "Who opened a shell, attached or forwarded a port to a pod, from where, from when to when?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "started", type: "timestamp(3) with time zone" },
    { name: "ended", type: "timestamp(3) with time zone" },
    { name: "username", type: "varchar" },
    { name: "arn", type: "varchar" },
    { name: "source_ip", type: "varchar" },
    { name: "kind", type: "varchar" },
    { name: "namespace", type: "varchar" },
    { name: "pod", type: "varchar" },
    { name: "status", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  min(${EVENT_TIME}) AS started,
  max(${EVENT_TIME}) AS ended,
  max(${field("$.user.username")}) AS username,
  max(${field("$.user.extra.arn[0]")}) AS arn,
  max(${field("$.sourceIPs[0]")}) AS source_ip,
  max(${field("$.objectRef.subresource")}) AS kind,
  max(${field("$.objectRef.namespace")}) AS namespace,
  max(${field("$.objectRef.name")}) AS pod,
  max(${field("$.responseStatus.code")}) AS status
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND ${field("$.objectRef.subresource")} IN ('exec', 'attach', 'portforward')
GROUP BY ${field("$.auditID")}
ORDER BY started, ${field("$.auditID")}`,
});
