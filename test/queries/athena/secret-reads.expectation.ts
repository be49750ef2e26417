import { secretReads } from "../../../queries/athena/secret-reads";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: secretReads,
  fromHours: 30,
  toHours: 1,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("audit", event) &&
        event.fact.resource === "secrets" &&
        ["get", "list", "watch"].includes(event.fact.verb) &&
        !event.fact.username.startsWith("system:")
          ? [event.fact.username, event.fact.verb, event.fact.namespace ?? null, String(event.fact.code)]
          : undefined,
      distinct: true,
      add: ({ sets }, event) => {
        (sets.names ??= new Set()).add(isA("audit", event) ? event.fact.name! : null);
      },
      row: ({ keys, ids, sets, last }) => [...keys, ids.size, sets.names!.size, last],
      order: by(desc(4), 0, 1, 2, 3),
    }),
};
