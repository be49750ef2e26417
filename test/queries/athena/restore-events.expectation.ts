import { restoreEvents } from "../../../queries/athena/restore-events";
import { LOG_GROUPS } from "../events/streams";
import { by, type Expectation } from "../expectation";

const group = LOG_GROUPS.dataplane[0];

export const expectation: Expectation = {
  query: restoreEvents,
  fromHours: 12,
  toHours: 6,
  arguments: [group],
  begin: () => {
    const rows = new Map<string, [string, number, string, string]>();
    return {
      see: ({ id, timestamp, logGroup, logStream, message }) => {
        if (logGroup === group) {
          rows.set(id, [logStream, timestamp, message, id]);
        }
      },
      rows: () => [...rows.values()].sort(by(0, 1, 3)),
    };
  },
};
