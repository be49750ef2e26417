import { traceAcrossGroups } from "../../../queries/athena/trace-across-groups";
import { TRACES } from "../events/application-events";
import { by, type Expectation } from "../expectation";

const trace = TRACES[17]!;

export const expectation: Expectation = {
  query: traceAcrossGroups,
  fromHours: 70,
  toHours: 20,
  arguments: [trace],
  begin: () => {
    const rows = new Map<string, [number, string, string, string, string]>();
    return {
      see: ({ id, timestamp, logGroup, logStream, message, fact }) => {
        if (fact.kind === "application" && fact.traceId === trace && !fact.cut) {
          rows.set(id, [timestamp, logGroup, logStream, message, id]);
        }
      },
      rows: () => [...rows.values()].sort(by(0, 1, 2, 4)),
    };
  },
};
