import type { InsightsQuery } from "../saved-query";

/**
 * The count that ShipIt Clicker is followed by: it writes one such line for every game.
 */
export const gamesCreatedPerHour: InsightsQuery = {
  name: "games-created-per-hour",
  description: "How many games were created in each hour?",
  reads: "application",
  query: `
filter log_processed.msg = "Game created in Redis" or msg = "Game created in Redis"
| stats count(*) as games by bin(1h)
| limit 1000`.trim(),
};
