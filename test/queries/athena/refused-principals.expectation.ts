import { refusedPrincipals } from "../../../queries/athena/refused-principals";
import { by, desc, grouping, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: refusedPrincipals,
  fromHours: 60,
  toHours: 1,
  begin: () =>
    grouping({
      keys: ({ fact }) => (fact.kind === "authenticator" && fact.refusedArn !== undefined ? [fact.refusedArn] : undefined),
      distinct: true,
      row: ({ keys, ids, last }) => [...keys, ids.size, last],
      order: by(desc(1), 0),
    }),
};
