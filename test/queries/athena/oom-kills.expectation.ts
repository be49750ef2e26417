import { oomKills } from "../../../queries/athena/oom-kills";
import { listing, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: oomKills,
  fromHours: 60,
  begin: () =>
    listing(
      "kernel",
      ({ fact }) => fact.outOfMemory !== undefined,
      ({ timestamp, fact: { node, outOfMemory } }) => [
        timestamp,
        node,
        outOfMemory!.process,
        String(outOfMemory!.pid),
        outOfMemory!.residentKibibytes,
        outOfMemory!.container ? "container limit" : "node",
      ],
    ),
};
