import { groupObjects } from "../../../queries/athena/group-objects";
import { LOG_GROUPS } from "../events/streams";
import { by, grouping, type Expectation } from "../expectation";

const group = LOG_GROUPS.host[0];

export const expectation: Expectation = {
  query: groupObjects,
  fromHours: 34,
  toHours: 8,
  arguments: [group],
  begin: () =>
    grouping({
      keys: ({ logGroup, object }) => (logGroup === group ? [object] : undefined),
      distinct: true,
      row: ({ keys, ids, count, first, last }) => [...keys, ids.size, first, last, count],
      order: by(0),
    }),
};
