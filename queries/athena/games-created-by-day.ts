import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, fromEvents, GIVEN_HOURS, ownField, WORKLOAD } from "./from-events";

/**
 * A business count in the manner of ShipIt Clicker, which writes one such line for every game. Each event counts once, however
 * often it was delivered; a line that only mentions the words does not count.
 */
export const gamesCreatedByDay = athenaQuery({
  name: "games-created-by-day",
  description: "How many games were created each day, by which workload?",
  reads: ["application"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "day", type: "varchar" },
    { name: "workload", type: "varchar" },
    { name: "games", type: "bigint" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
SELECT
  date_format(${EVENT_TIME}, '%Y-%m-%d') AS day,
  ${WORKLOAD} AS workload,
  count(DISTINCT event.id) AS games
${fromEvents(table, GIVEN_HOURS)}
  AND strpos(event.message, 'Game created in Redis') > 0
  AND ${ownField("msg")} = 'Game created in Redis'
GROUP BY 1, 2
ORDER BY day, workload`,
});
