import { rbacChanges } from "../../../queries/athena/rbac-changes";
import { listing, type Expectation, WRITES } from "../expectation";

export const expectation: Expectation = {
  query: rbacChanges,
  fromHours: 60,
  toHours: 30,
  begin: () =>
    listing(
      "audit",
      ({ fact }) =>
        fact.apiGroup === "rbac.authorization.k8s.io" && fact.stage === "ResponseComplete" && WRITES.includes(fact.verb),
      ({ timestamp, fact }) => [
        timestamp,
        fact.username,
        fact.arn ?? null,
        fact.sourceIp,
        fact.verb,
        fact.resource,
        fact.namespace ?? null,
        fact.name ?? null,
        String(fact.code),
      ],
    ),
};
