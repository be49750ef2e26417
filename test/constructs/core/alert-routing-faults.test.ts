import { describe, expect, it } from "vitest";
import type { AlertReceiver } from "../../../constructs/core/alert-receivers";
import type { AlertRouting, QuietHours } from "../../../constructs/core/alert-routing";
import { alertRoutingFaults } from "../../../constructs/core/alert-routing-faults";
import { Duration } from "../../../constructs/core/duration";
import { SEVERITIES } from "../../../rules/rule";
import { fullInClusterRouting, leastRouting, pageTopic } from "../metrics/routing-samples";

const faults = (routing: Partial<AlertRouting>) =>
  alertRoutingFaults({ ...leastRouting, ...routing }).map(({ path, problem, got }) => [path, problem, got]);
const webhook = (url: string): AlertReceiver => ({ type: "webhook", url });
const night: QuietHours = { from: "20:00", to: "07:00", timeZone: "UTC" };

describe("alertRoutingFaults", () => {
  it("finds none in a right routing, however much it holds", () => {
    expect(alertRoutingFaults(leastRouting)).toEqual([]);
    expect(alertRoutingFaults(fullInClusterRouting)).toEqual([]);
  });

  it("knows a list of receivers for every severity of the rules", () => {
    expect(Object.keys(leastRouting).sort()).toEqual([...SEVERITIES].sort());
  });

  it("finds severities, teams and mails that reach nobody", () => {
    expect(faults({ page: [], ticket: [{ type: "email", to: [] }], teams: { shop: { page: [] }, payments: {} } })).toEqual([
      ["page", "names nobody", undefined],
      ["teams.shop.page", "names nobody", undefined],
      ["teams.payments", "changes nothing", undefined],
      ["ticket[0].to", "names nobody", undefined],
    ]);
  });

  it("finds names that no label could have", () => {
    expect(faults({ teams: { 'a"b': { page: [pageTopic] } }, groupBy: ["a-b"] })).toEqual([
      ['teams.a"b', "has the wrong form", 'a"b'],
      ["groupBy[0]", "has the wrong form", "a-b"],
    ]);
  });

  it.each(["http://example.com/hook", "https://", "ftp://example.com", "http://evil.svc.example.com/"])(
    "refuses to post to %s",
    (url) => {
      expect(faults({ page: [webhook(url)] })).toEqual([["page[0].url", "has the wrong form", url]]);
    },
  );

  it.each([
    "https://example.com/hook",
    "http://hook.team.svc:8080/a",
    "http://127.0.0.1:9/",
    "http://hook.team.svc.cluster.local",
  ])("posts to %s", (url) => {
    expect(faults({ page: [webhook(url)] })).toEqual([]);
  });

  it("finds malformed addresses and channels", () => {
    const secret = { key: "k" };
    expect(
      faults({
        page: [
          { type: "slack", channel: "platform", webhookUrl: secret },
          { type: "email", to: ["me"] },
        ],
      }),
    ).toEqual([
      ["page[0].channel", "has the wrong form", "platform"],
      ["page[1].to[0]", "has the wrong form", "me"],
    ]);
  });

  it.each([
    [{ ...night, from: "8:00" }, "quietHours[0].from", "8:00"],
    [{ ...night, to: "24:30" }, "quietHours[0].to", "24:30"],
    [{ ...night, timeZone: "Central European Time" }, "quietHours[0].timeZone", "Central European Time"],
    [{ ...night, to: "20:00" }, "quietHours[0]", "20:00-20:00"],
    [{ timeZone: "UTC" }, "quietHours[0]", "00:00-24:00"],
    [{ ...night, days: [] }, "quietHours[0]", "20:00-07:00"],
  ])("finds the fault of quiet hours %j", (hours, path, got) => {
    expect(faults({ quietHours: [hours] })).toEqual([[path, expect.any(String), got]]);
  });

  it("finds a sign of life that comes too seldom or too often", () => {
    expect(faults({ heartbeat: { receiver: pageTopic, every: Duration.seconds(30) } })).toEqual([
      ["heartbeat.every", "is out of range", "30s"],
    ]);
    expect(faults({ heartbeat: { receiver: pageTopic, every: Duration.days(2) } })).toHaveLength(1);
  });

  it("finds inhibitions that match everything or nothing", () => {
    expect(faults({ inhibitions: [{ when: [], mute: ["severity=ticket"], sameLabels: ["a b"] }] })).toEqual([
      ["inhibitions[0].when", "matches every alert", undefined],
      ["inhibitions[0].mute[0]", "has the wrong form", "severity=ticket"],
      ["inhibitions[0].sameLabels[0]", "has the wrong form", "a b"],
    ]);
  });
});
