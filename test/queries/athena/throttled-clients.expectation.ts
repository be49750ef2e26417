import { throttledClients } from "../../../queries/athena/throttled-clients";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: throttledClients,
  fromHours: 30,
  toHours: 5,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("audit", event) && event.fact.code === 429
          ? [event.fact.userAgent, event.fact.username, event.fact.verb, event.fact.resource]
          : undefined,
      distinct: true,
      row: ({ keys, ids }) => [...keys, ids.size],
      order: by(desc(4), 0, 1, 2, 3),
    }),
};
