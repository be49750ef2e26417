import { volumeByGroupAndDay } from "../../../queries/athena/volume-by-group-and-day";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: volumeByGroupAndDay,
  fromHours: 168,
  begin: () =>
    grouping({
      keys: ({ hour, logGroup }) => [hour.slice(0, 10), logGroup],
      add: ({ sums }, { message }) => {
        sums.bytes = (sums.bytes ?? 0) + Buffer.byteLength(message);
      },
      row: ({ keys, count, sums }) => [...keys, count, sums.bytes!],
      order: by(0, desc(3), 1),
    }),
};
