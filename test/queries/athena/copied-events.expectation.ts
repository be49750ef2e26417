import { copiedEvents } from "../../../queries/athena/copied-events";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: copiedEvents,
  fromHours: 100,
  toHours: 50,
  begin: () =>
    grouping({
      keys: ({ logGroup }) => [logGroup],
      distinct: true,
      row: ({ keys, ids, count }) => [...keys, ids.size, count - ids.size],
      order: by(desc(2), 0),
    }),
};
