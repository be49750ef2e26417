import { podSessions } from "../../../queries/athena/pod-sessions";
import { by, grouping, isA, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: podSessions,
  fromHours: 70,
  toHours: 40,
  begin: () => {
    const sessions = new Map<string, readonly (string | null)[]>();
    return grouping({
      keys: (event) => {
        if (!isA("audit", event) || !["exec", "attach", "portforward"].includes(event.fact.subresource ?? "")) {
          return undefined;
        }
        const { auditId, username, arn, sourceIp, subresource, namespace, name, code } = event.fact;
        sessions.set(auditId, [username, arn ?? null, sourceIp, subresource!, namespace ?? null, name ?? null, String(code)]);
        return [auditId];
      },
      row: ({ keys: [auditId], first, last }) => [first, last, ...sessions.get(String(auditId))!, auditId!],
      // The audit id breaks ties of the time and is no column of the result.
      order: by(0, 9),
    });
  },
};
