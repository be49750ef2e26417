import { deprecatedApis } from "../../../queries/athena/deprecated-apis";
import { by, desc, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: deprecatedApis,
  fromHours: 30,
  toHours: 3,
  begin: () =>
    grouping({
      keys: (event) => {
        if (!isA("audit", event) || event.fact.removedRelease === undefined) {
          return undefined;
        }
        const { userAgent, username, apiGroup, apiVersion, resource, removedRelease } = event.fact;
        return [userAgent, username, apiGroup ?? null, apiVersion, resource, removedRelease];
      },
      distinct: true,
      row: ({ keys, ids }) => [...keys, ids.size],
      order: by(desc(6), 0, 1),
    }),
};
