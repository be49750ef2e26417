import { awsAuthChanges } from "../../../queries/athena/aws-auth-changes";
import { listing, type Expectation, WRITES } from "../expectation";

export const expectation: Expectation = {
  query: awsAuthChanges,
  fromHours: 50,
  toHours: 2,
  begin: () =>
    listing(
      "audit",
      ({ fact }) => fact.resource === "configmaps" && fact.name === "aws-auth" && WRITES.includes(fact.verb),
      ({ timestamp, fact }) => [timestamp, fact.username, fact.arn ?? null, fact.userAgent, fact.verb, String(fact.code)],
    ),
};
