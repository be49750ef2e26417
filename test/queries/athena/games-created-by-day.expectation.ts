import { gamesCreatedByDay } from "../../../queries/athena/games-created-by-day";
import { GAME_CREATED } from "../events/application-events";
import { by, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: gamesCreatedByDay,
  fromHours: 60,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("application", event) && event.fact.shape !== "text" && event.fact.message === GAME_CREATED && !event.fact.cut
          ? [new Date(event.timestamp).toISOString().slice(0, 10), event.fact.workload]
          : undefined,
      distinct: true,
      row: ({ keys, ids }) => [...keys, ids.size],
      order: by(0, 1),
    }),
};
