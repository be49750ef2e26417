import { refusedRequests } from "../../../queries/athena/refused-requests";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: refusedRequests,
  fromHours: 90,
  toHours: 60,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("audit", event) && [401, 403].includes(event.fact.code) ? [event.fact.username, String(event.fact.code)] : undefined,
      distinct: true,
      add: ({ sets }, event) => {
        (sets.addresses ??= new Set()).add(isA("audit", event) ? event.fact.sourceIp : null);
      },
      row: ({ keys, ids, sets, last }) => [...keys, ids.size, sets.addresses!.size, last],
      order: by(desc(2), 0, 1),
    }),
};
