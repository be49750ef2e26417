import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { field, fromEvents, GIVEN_HOURS } from "./from-events";

export const throttledClients = athenaQuery({
  name: "throttled-clients",
  description: "Which clients did the API server slow down (429), and on what?",
  reads: ["control-plane"],
  logStreams: "kube-apiserver-audit-",
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "user_agent", type: "varchar" },
    { name: "username", type: "varchar" },
    { name: "verb", type: "varchar" },
    { name: "resource", type: "varchar" },
    { name: "requests", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  ${field("$.userAgent")} AS user_agent,
  ${field("$.user.username")} AS username,
  ${field("$.verb")} AS verb,
  ${field("$.objectRef.resource")} AS resource,
  count(DISTINCT event.id) AS requests
${fromEvents(table, GIVEN_HOURS)}
  AND logstream LIKE 'kube-apiserver-audit-%'
  AND ${field("$.responseStatus.code")} = '429'
GROUP BY 1, 2, 3, 4
ORDER BY requests DESC, user_agent, username, verb, resource`,
});
