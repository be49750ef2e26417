import { volumeByWorkloadAndDay } from "../../../queries/athena/volume-by-workload-and-day";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: volumeByWorkloadAndDay,
  fromHours: 168,
  tolerance: { percent_of_day: 0.0004 },
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
      row: ({ keys, count, sums }) => [
        ...keys,
        count,
        sums.bytes!,
        Number(((100 * sums.bytes!) / days.get(String(keys[0]))!).toFixed(2)),
      ],
      order: by(0, desc(4), 1, 2),
    });
  },
};
