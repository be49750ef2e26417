import { businessEventsByHour } from "../../../queries/athena/business-events-by-hour";
import { by, grouping, isA, type Expectation } from "../expectation";

const message = "Redis connection lost";

export const expectation: Expectation = {
  query: businessEventsByHour,
  fromHours: 30,
  toHours: 4,
  arguments: [message],
  begin: () =>
    grouping({
      keys: (event) =>
        isA("application", event) && event.fact.message === message && !event.fact.cut
          ? [event.timestamp - (event.timestamp % 3_600_000), event.fact.namespace, event.fact.workload]
          : undefined,
      distinct: true,
      row: ({ keys, ids }) => [...keys, ids.size],
      order: by(0, 1, 2),
    }),
};
