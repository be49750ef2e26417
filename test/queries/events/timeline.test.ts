import { describe, expect, it } from "vitest";
import type { ArchivedEvent } from "./fact";
import { archiveTimeline, type ArchiveObject } from "./timeline";

const generate = (seed: number): ArchiveObject[] => [
  ...archiveTimeline({
    seed,
    until: new Date("2026-01-02T00:40:00Z"),
    hours: 30,
    eventsPerHour: 400,
    keyOf: (arrival, index) => `${arrival.toISOString()}-${index}`,
  }),
];

describe("the generated timeline", () => {
  const objects = generate(1);
  const events = objects.flatMap((object) => object.events);

  it("is the same for the same seed, and another for another", () => {
    expect(generate(1)).toEqual(objects);
    expect(generate(2)[0]).not.toEqual(objects[0]);
  });

  it("ends with the hour before, over the end of a year, and leaves the hour out that falls out of a day's window", () => {
    const hours = [...new Set(objects.map(({ hour }) => hour))];
    expect(hours.at(0)).toBe("2025/12/31/18");
    expect(hours.at(-1)).toBe("2026/01/01/23");
    expect(hours).not.toContain("2026/01/01/00");
    expect(hours).toHaveLength(29);
  });

  it("holds in its records what its events say, at most a hundred to a record", () => {
    for (const { records, events: told } of objects) {
      const written = records.filter(({ messagetype }) => messagetype === "DATA_MESSAGE").flatMap(({ logevents }) => logevents);
      expect(written.map(({ id }) => id)).toEqual(told.map(({ id }) => id));
      expect(Math.max(...records.map(({ logevents }) => logevents.length))).toBeLessThanOrEqual(100);
    }
  });

  it("has what makes queries stumble: copies, late events, tests of the destination, lines that are no JSON, silent streams", () => {
    const isJson = ({ message }: ArchivedEvent) => {
      try {
        return typeof JSON.parse(message) === "object";
      } catch {
        return false;
      }
    };
    const copies = events.filter(({ copyFrom }) => copyFrom !== undefined);
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.every(({ id }) => events.filter((event) => event.id === id).length === 2)).toBe(true);
    expect(events.some(({ hour, timestamp }) => new Date(timestamp).toISOString().slice(11, 13) !== hour.slice(11))).toBe(true);
    expect(objects.some(({ records }) => records.some(({ messagetype }) => messagetype === "CONTROL_MESSAGE"))).toBe(true);
    expect(events.some((event) => event.fact.kind === "application" && !isJson(event))).toBe(true);
    expect(events.filter(({ fact }) => fact.kind === "audit").every(isJson)).toBe(true);
  });
});
