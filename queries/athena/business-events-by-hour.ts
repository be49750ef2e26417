import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS, ownField, WORKLOAD } from "./from-events";

export const businessEventsByHour = athenaQuery({
  name: "business-events-by-hour",
  description: "How often did an application write one certain message in each hour?",
  reads: ["application"],
  parameters: [
    ...BETWEEN_HOURS,
    {
      name: "message",
      description: "the whole message, as the application writes it into msg",
      example: "'Game created in Redis'",
    },
  ],
  columns: [
    { name: "event_hour", type: "timestamp(3) with time zone" },
    { name: "namespace", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "events", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  date_trunc('hour', ${EVENT_TIME}) AS event_hour,
  ${field("$.kubernetes.namespace_name")} AS namespace,
  ${WORKLOAD} AS workload,
  count(DISTINCT event.id) AS events
${fromEvents(table, GIVEN_HOURS)}
  AND ${ownField("msg")} = ?
GROUP BY 1, 2, 3
ORDER BY event_hour, namespace, workload`,
});
