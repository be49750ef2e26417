import { silentStreams } from "../../../queries/athena/silent-streams";
import { by, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: silentStreams,
  fromHours: 168,
  begin: ({ end }) =>
    grouping({
      keys: ({ logGroup, logStream }) => [logGroup, logStream],
      having: ({ last }) => last < end - 6 * 3_600_000,
      row: ({ keys, count, last }) => [...keys, last, count],
      order: by(2, 0, 1),
    }),
};
