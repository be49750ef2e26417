import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { field, fromEvents, GIVEN_HOURS } from "./from-events";

export const deprecatedApis = athenaQuery({
  name: "deprecated-apis",
  description: "Who still calls APIs that a coming Kubernetes release drops?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "user_agent", type: "varchar" },
    { name: "username", type: "varchar" },
    { name: "api_group", type: "varchar" },
    { name: "api_version", type: "varchar" },
    { name: "resource", type: "varchar" },
    { name: "removed_release", type: "varchar" },
    { name: "requests", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.userAgent")} AS user_agent,
  ${field("$.user.username")} AS username,
  ${field("$.objectRef.apiGroup")} AS api_group,
  ${field("$.objectRef.apiVersion")} AS api_version,
  ${field("$.objectRef.resource")} AS resource,
  ${field('$.annotations["k8s.io/removed-release"]')} AS removed_release,
  count(DISTINCT event.id) AS requests
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND strpos(event.message, 'k8s.io/deprecated') > 0
  AND ${field('$.annotations["k8s.io/deprecated"]')} = 'true'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY requests DESC, user_agent, username`,
});
