import { beforeAll, describe, expect, it } from "vitest";
import { INSIGHTS_QUERIES } from "../../../queries/insights";
import { type LogGroupPurpose, purposesOf } from "../../../queries/saved-query";
import { GAME_CREATED, TRACES } from "../events/application-events";
import type { ArchivedEvent, AuditFact } from "../events/fact";
import { LOG_GROUPS } from "../events/streams";
import { archiveTimeline } from "../events/timeline";
import { WRITES } from "../expectation";
import { evaluateInsights, fieldOf, type InsightsRow } from "./evaluator";
import { eventFields } from "./query-fields";

const events: ArchivedEvent[] = [];
const rows = new Map<LogGroupPurpose, InsightsRow[]>();

beforeAll(() => {
  const timeline = archiveTimeline({
    seed: 5,
    until: new Date("2026-03-01T00:30:00Z"),
    hours: 12,
    eventsPerHour: 1500,
    keyOf: () => "",
  });
  for (const { events: delivered } of timeline) {
    // What CloudWatch holds has no copies; those come with the delivery.
    for (const event of delivered.filter(({ copyFrom }) => copyFrom === undefined)) {
      events.push(event);
      const purpose = purposeOf(event.logGroup);
      rows.set(purpose, [...(rows.get(purpose) ?? []), rowOf(event)]);
    }
  }
}, 120_000);

describe.each(INSIGHTS_QUERIES)("Logs Insights query $name", (query) => {
  it("names only fields that its log lines have", () => {
    const groups = purposesOf(query).map((purpose) => rows.get(purpose)!);
    const missing = eventFields(query.query).filter(
      (name) => !groups.some((group) => group.some((row) => fieldOf(row, name) !== undefined)),
    );
    expect(missing).toEqual([]);
  });
});

/** The number of rows, and the sum of the counts in them: computed from the events' facts, not from their text. */
describe("on the lines of a cluster", () => {
  const audit = (matches: (fact: AuditFact) => boolean) =>
    events.filter(({ fact }) => fact.kind === "audit" && matches(fact)).length;
  const application = (matches: (fact: Extract<ArchivedEvent["fact"], { kind: "application" }>) => boolean) =>
    events.filter(({ fact }) => fact.kind === "application" && !fact.cut && matches(fact)).length;
  const people = (fact: AuditFact) => !fact.username.startsWith("system:");

  it.each<[string, string | undefined, () => number]>([
    [
      "control-plane-writes",
      undefined,
      () =>
        Math.min(
          200,
          audit((fact) => WRITES.includes(fact.verb) && people(fact)),
        ),
    ],
    ["aws-auth-changes", undefined, () => audit(({ name, verb }) => name === "aws-auth" && WRITES.includes(verb))],
    ["access-policy-use", "requests", () => audit(({ reason }) => reason.startsWith("EKS Access Policy"))],
    [
      "rbac-changes",
      undefined,
      () => audit(({ apiGroup, verb }) => apiGroup === "rbac.authorization.k8s.io" && WRITES.includes(verb)),
    ],
    ["pod-sessions", undefined, () => audit(({ subresource }) => ["exec", "attach", "portforward"].includes(subresource ?? ""))],
    ["secret-reads", "reads", () => audit((fact) => fact.resource === "secrets" && people(fact))],
    ["refused-requests", "refused", () => audit(({ code }) => code === 401 || code === 403)],
    ["anonymous-requests", "requests", () => audit(({ username }) => username === "system:anonymous")],
    ["throttled-clients", "throttled", () => audit(({ code }) => code === 429)],
    ["deprecated-apis", "calls", () => audit(({ removedRelease }) => removedRelease !== undefined)],
    [
      "refused-principals",
      "refusals",
      () => events.filter(({ fact }) => fact.kind === "authenticator" && fact.refusedArn).length,
    ],
    ["unschedulable-pods", "attempts", () => events.filter(({ fact }) => fact.kind === "scheduler" && fact.pod).length],
    ["error-rate", "errors", () => application(({ isError }) => isError)],
    [
      "error-lines",
      undefined,
      () =>
        Math.min(
          200,
          application(({ isError }) => isError),
        ),
    ],
    ["request-latency", "requests", () => application(({ responseMilliseconds }) => responseMilliseconds !== undefined)],
    ["games-created-per-hour", "games", () => application(({ message, shape }) => message === GAME_CREATED && shape !== "text")],
    ["log-volume", "lines", () => events.filter(({ fact }) => fact.kind === "application").length],
    ["oom-kills", "kills", () => events.filter(({ fact }) => fact.kind === "kernel" && fact.outOfMemory).length],
    [
      "pod-evictions",
      undefined,
      () => Math.min(100, events.filter(({ fact }) => fact.kind === "kubelet" && fact.evictedPod).length),
    ],
  ])("%s finds what happened", (name, counted, expected) => {
    const result = resultOf(name);
    const found = counted === undefined ? result.length : result.reduce((sum, row) => sum + Number(row[counted]), 0);
    expect(found).toBeGreaterThan(0);
    expect(found).toBe(expected());
  });

  it("games-created-per-hour has one row an hour", () => {
    const hours = new Set(
      events
        .filter(({ fact }) => fact.kind === "application" && fact.message === GAME_CREATED && !fact.cut && fact.shape !== "text")
        .map(({ timestamp }) => Math.floor(timestamp / 3_600_000)),
    );
    expect(resultOf("games-created-per-hour")).toHaveLength(hours.size);
  });

  it("trace-lines finds every line of the trace that is put in its place", () => {
    const query = INSIGHTS_QUERIES.find(({ name }) => name === "trace-lines")!;
    const found = evaluateInsights(query.query.replace("0".repeat(32), TRACES[3]!), rows.get("application")!);
    expect(found).toHaveLength(
      events.filter(({ fact }) => fact.kind === "application" && fact.traceId === TRACES[3] && !fact.cut).length,
    );
  });

  it("memory-near-limit gives the peak of each pod", () => {
    const peaks = new Map<string, number>();
    for (const { fact } of events) {
      if (fact.kind === "performance") {
        peaks.set(fact.pod, Math.max(peaks.get(fact.pod) ?? 0, fact.memoryOfLimitPercent));
      }
    }
    expect(new Map(resultOf("memory-near-limit").map((row) => [row.PodName, row.peak_percent]))).toEqual(peaks);
  });

  it("silent-streams begins with the stream that fell silent first", () => {
    const last = new Map<string, number>();
    for (const { logStream, timestamp } of events.filter(({ logGroup }) => logGroup === LOG_GROUPS.host[0])) {
      last.set(logStream, Math.max(last.get(logStream) ?? 0, timestamp));
    }
    const query = INSIGHTS_QUERIES.find(({ name }) => name === "silent-streams")!;
    const streams = evaluateInsights(query.query, rows.get("host")!).map((row) => row["@logStream"]);
    expect(streams).toEqual([...last].sort(([, a], [, b]) => a - b).map(([stream]) => stream));
  });
});

function resultOf(name: string): readonly InsightsRow[] {
  const query = INSIGHTS_QUERIES.find((one) => one.name === name)!;
  return evaluateInsights(
    query.query,
    purposesOf(query).flatMap((purpose) => rows.get(purpose)!),
  );
}

function purposeOf(logGroup: string): LogGroupPurpose {
  return (Object.entries(LOG_GROUPS) as [LogGroupPurpose, readonly string[]][]).find(([, groups]) =>
    groups.includes(logGroup),
  )![0];
}

/** What CloudWatch makes of an event: fields of its JSON, when it is JSON, and those of its own. */
function rowOf({ message, timestamp, logStream, logGroup }: ArchivedEvent): InsightsRow {
  return {
    ...discovered(message),
    "@timestamp": timestamp,
    "@message": message,
    "@logStream": logStream,
    "@log": `111122223333:${logGroup}`,
  };
}

function discovered(message: string): object {
  try {
    return JSON.parse(message) as object;
  } catch {
    return {};
  }
}
