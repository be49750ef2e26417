import { errorsByWorkload } from "../../../queries/athena/errors-by-workload";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: errorsByWorkload,
  fromHours: 24,
  begin: () => {
    const newest = new Map<string, { timestamp: number; message: string }>();
    return grouping({
      keys: (event) =>
        isA("application", event) && event.fact.isError ? [event.fact.namespace, event.fact.workload] : undefined,
      add: ({ keys, last }, event) => {
        if (event.timestamp === last) {
          newest.set(String(keys), event);
        }
      },
      row: ({ keys, count, last }) => [...keys, count, last, newest.get(String(keys))!.message],
      order: by(desc(2), 0, 1),
    });
  },
};
