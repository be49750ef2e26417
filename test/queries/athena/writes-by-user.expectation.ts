import { writesByUser } from "../../../queries/athena/writes-by-user";
import { by, desc, grouping, isA, type Expectation, WRITES } from "../expectation";

export const expectation: Expectation = {
  query: writesByUser,
  fromHours: 40,
  toHours: 20,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("audit", event) &&
        event.fact.stage === "ResponseComplete" &&
        WRITES.includes(event.fact.verb) &&
        !event.fact.username.startsWith("system:")
          ? [event.fact.username, event.fact.verb, event.fact.resource, event.fact.namespace ?? null]
          : undefined,
      distinct: true,
      row: ({ keys, ids, last }) => [...keys, ids.size, last],
      order: by(desc(4), 0, 1, 2, 3),
    }),
};
