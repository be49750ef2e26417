import { lateEvents } from "../../../queries/athena/late-events";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: lateEvents,
  fromHours: 50,
  toHours: 26,
  begin: () =>
    grouping({
      keys: ({ logGroup }) => [logGroup],
      add: ({ sums }, { hour, timestamp }) => {
        const [date, begin] = [hour.slice(0, 10).replaceAll("/", "-"), hour.slice(11)];
        const late = Date.parse(`${date}T${begin}:00:00Z`) - timestamp;
        sums.late = (sums.late ?? 0) + (late > 0 ? 1 : 0);
        sums.most = Math.max(sums.most ?? 0, late);
      },
      row: ({ keys, count, sums }) => [...keys, count, sums.late!, Math.ceil(sums.most! / 60_000)],
      order: by(desc(2), 0),
    }),
};
