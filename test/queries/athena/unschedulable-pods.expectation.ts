import { unschedulablePods } from "../../../queries/athena/unschedulable-pods";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: unschedulablePods,
  fromHours: 60,
  toHours: 1,
  begin: () =>
    grouping({
      keys: ({ fact }) => (fact.kind === "scheduler" && fact.pod !== undefined ? [fact.pod, fact.reason ?? null] : undefined),
      distinct: true,
      row: ({ keys, ids, first, last }) => [...keys, ids.size, first, last],
      order: by(desc(2), 0, 1),
    }),
};
