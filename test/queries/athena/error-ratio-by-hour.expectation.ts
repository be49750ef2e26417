import { errorRatioByHour } from "../../../queries/athena/error-ratio-by-hour";
import { by, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: errorRatioByHour,
  fromHours: 30,
  toHours: 6,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("application", event) && !event.fact.cut
          ? [event.timestamp - (event.timestamp % 3_600_000), event.fact.namespace, event.fact.workload]
          : undefined,
      add: ({ sums }, { fact }) => {
        sums.errors = (sums.errors ?? 0) + (fact.kind === "application" && fact.isError ? 1 : 0);
      },
      row: ({ keys, count, sums }) => [...keys, count, sums.errors!, sums.errors! / count],
      order: by(0, 1, 2),
    }),
};
