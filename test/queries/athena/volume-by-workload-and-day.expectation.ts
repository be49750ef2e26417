import { volumeByWorkloadAndDay } from "../../../queries/athena/volume-by-workload-and-day";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: volumeByWorkloadAndDay,
  fromHours: 168,
  begin: () => {
    const days = new Map<string, number>();
    return grouping({
      keys: (event) =>
        isA("application", event) && !event.fact.cut
          ? [event.hour.slice(0, 10), event.fact.namespace, event.fact.workload]
          : undefined,
      add: ({ keys: [day], sums }, { message }) => {
        const bytes = Buffer.byteLength(message);
        sums.bytes = (sums.bytes ?? 0) + bytes;
        days.set(String(day), (days.get(String(day)) ?? 0) + bytes);
      },
      row: ({ keys, count, sums }) => {
        const percent = (100 * sums.bytes!) / days.get(String(keys[0]))!;
        // Rounded to two digits by the query.
        return [...keys, count, sums.bytes!, { least: percent - 0.00501, most: percent + 0.00501 }];
      },
      order: by(0, desc(4), 1, 2),
    });
  },
};
