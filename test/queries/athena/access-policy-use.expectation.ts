import { accessPolicyUse } from "../../../queries/athena/access-policy-use";
import { by, desc, grouping, isA, type Expectation, WRITES } from "../expectation";

export const expectation: Expectation = {
  query: accessPolicyUse,
  fromHours: 40,
  toHours: 10,
  begin: () =>
    grouping({
      keys: (event) =>
        isA("audit", event) && event.fact.reason.startsWith("EKS Access Policy") && event.fact.stage === "ResponseComplete"
          ? [event.fact.username, event.fact.arn ?? null]
          : undefined,
      distinct: true,
      add: ({ sets }, event) => {
        if (isA("audit", event) && WRITES.includes(event.fact.verb)) {
          (sets.writes ??= new Set()).add(event.id);
        }
      },
      row: ({ keys, ids, sets, last }) => [...keys, ids.size, sets.writes?.size ?? 0, last],
      order: by(desc(2), 0),
    }),
};
