import { archiveCoverage } from "../../../queries/athena/archive-coverage";
import { by, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: archiveCoverage,
  fromHours: 40,
  toHours: 10,
  begin: () =>
    grouping({
      keys: ({ logGroup }) => [logGroup],
      add: ({ sets }, { hour }) => {
        (sets.hours ??= new Set()).add(hour);
      },
      row: ({ keys, count, first, last, sets }) => [...keys, first, last, first, last, sets.hours!.size, count],
      order: by(0),
    }),
};
