import { copiedEvents } from "../../../queries/athena/copied-events";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: copiedEvents,
  fromHours: 60,
  toHours: 30,
  begin: () =>
    grouping({
      keys: ({ logGroup }) => [logGroup],
      distinct: true,
      row: ({ keys, ids, count }) => [...keys, ids.size, count - ids.size],
      order: by(desc(2), 0),
    }),
};
