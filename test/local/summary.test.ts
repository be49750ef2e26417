import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { envelopesIn } from "../../local/prove/delivered-objects";
import { SAMPLE_ERRORS, SAMPLE_EVENTS, sampleEvents } from "../../local/prove/sample-events";
import { notDeployed, typeClasses } from "../../local/prove/type-classes";
import { defectsOf, summaryJson, type UpSummary } from "../../local/report/summary";
import { summaryText } from "../../local/report/summary-text";
import { gzipSync } from "node:zlib";

const summary = (changes: Partial<UpSummary> = {}): UpSummary => ({
  environment: "local",
  endpoint: "http://127.0.0.1:4566",
  stacks: [
    { name: "local-network", resources: 30, types: 9, emptySecondPlan: true, drift: [] },
    { name: "local-logs", resources: 22, types: 14, emptySecondPlan: true, drift: [] },
  ],
  types: { emulated: ["aws_s3_bucket", "aws_vpc"], standIn: ["aws_grafana_workspace"], plannedOnly: [] },
  notDeployed: { helm_release: 4 },
  archive: {
    bucket: "obs-archive",
    events: 24,
    convertedByProver: true,
    groups: [
      { logGroup: "/obs/host", written: 3, found: 3, prefixes: ["logs/2026/11/21/09/host/"] },
      { logGroup: "/obs/plain", written: 3, found: 3, prefixes: ["logs/2026/11/21/09/"] },
    ],
  },
  query: { name: "errors-by-workload", rows: [{ workload: "checkout", errors: 5, last_message: "x".repeat(80) }] },
  requests: { checked: 812, refused: 0, standIn: 40, notInModel: 2, lastRefusals: [] },
  providerSource: "the Terraform registry",
  steps: [
    { step: "deploy", seconds: 61.4 },
    { step: "second plan", seconds: 9.2 },
  ],
  ...changes,
});
const text = (changes: Partial<UpSummary> = {}) => summaryText(summary(changes), picocolors.createColors(false));

describe("summaryText", () => {
  it.each([
    "Environment local is deployed and proved.",
    "52 resources of 3 types in 2 stacks, 71 s.",
    "The embedded AWS stays at http://127.0.0.1:4566 until nobody has asked it for 4 hours.",
    /local-logs +22 +14 +empty/,
    /stand-in types +1, stored and checked, without behaviour:\s+grafana_workspace/,
    /planned only +none/,
    /not deployed +4 helm_release \(kubernetes: "none"\)/,
    /requests +812 checked against AWS's API model, 0 refused/,
    /archive +s3:\/\/obs-archive/,
    /\/obs\/host +3 +3 +host/,
    /\/obs\/plain +3 +3 +the hour itself/,
    "converted by this prover from the Glue table's columns",
    /checkout +5 +x{45}\.\.\./,
    "npm run local:destroy",
  ])("says %s", (part) => {
    expect(text()).toMatch(part);
  });

  it("names every defect", () => {
    const stacks = [{ name: "local-logs", resources: 1, types: 1, emptySecondPlan: false, drift: ["update aws_s3_bucket.B"] }];
    const types = { emulated: [], standIn: [], plannedOnly: ["aws_oam_sink"] };
    const groups = [{ logGroup: "/obs/host", written: 3, found: 2, prefixes: [] }];
    const archive = { bucket: "obs-archive", events: 24, convertedByProver: true, groups };
    const faulty = { stacks, types, archive, query: { name: "errors-by-workload", rows: [] } };
    expect(defectsOf(summary(faulty))).toHaveLength(4);
    expect(text(faulty)).toContain("4 of the proofs failed");
    expect(text(faulty)).toContain("SQL finds 2 of 3 events of /obs/host in the archive");
    expect(text(faulty)).toContain("the second plan of local-logs is not empty: update aws_s3_bucket.B");
    expect(text(faulty)).toContain("aws_oam_sink is synthesised, yet it was not applied");
    expect(text(faulty)).toContain('the saved query "errors-by-workload" returned no rows');
  });
});

describe("summaryJson", () => {
  it("has the fields that programs read", () => {
    expect(summaryJson(summary())).toMatchObject({
      environment: "local",
      resources: 52,
      types: ["aws_grafana_workspace", "aws_s3_bucket", "aws_vpc"],
      standInTypes: ["aws_grafana_workspace"],
      plannedOnlyTypes: [],
      notDeployed: { helm_release: 4 },
      archive: { bucket: "obs-archive", convertedByProver: true },
      seconds: 71,
    });
  });
});

describe("typeClasses", () => {
  const state = (resources: Record<string, number>, synthesisedTypes: string[], outputs = {}) => ({
    stack: "local-logs",
    resources,
    synthesisedTypes,
    outputs,
  });
  const classes = { "stand-in": { services: ["grafana"], terraformTypes: ["aws_eks_addon"] } };

  it("separates what moto answers, what a stand-in answers and what was never applied", () => {
    const resources = { aws_vpc: 1, aws_eks_addon: 4, aws_grafana_license_association: 1 };
    expect(typeClasses([state(resources, [...Object.keys(resources), "aws_oam_sink"])], classes)).toEqual({
      emulated: ["aws_vpc"],
      standIn: ["aws_eks_addon", "aws_grafana_license_association"],
      plannedOnly: ["aws_oam_sink"],
    });
  });

  it("adds up what the stacks did not deploy", () => {
    const states = [
      state({}, [], { not_deployed: { helm_release: 2 } }),
      state({}, [], { not_deployed: { helm_release: 1 } }),
      state({}, []),
    ];
    expect(notDeployed(states)).toEqual({ helm_release: 3 });
  });
});

describe("sampleEvents", () => {
  it("holds errors of two workloads, in unlike numbers, in the order of time", () => {
    const events = sampleEvents(1_800_000_000_000);
    const errors = events.map(({ message }) => JSON.parse(message)).filter(({ level }) => level === "error");
    const workloads = errors.map(({ kubernetes }) => kubernetes.container_name as string);
    const ofCheckout = workloads.filter((name) => name === "checkout").length;
    expect([events.length, errors.length, new Set(workloads).size]).toEqual([SAMPLE_EVENTS, SAMPLE_ERRORS, 2]);
    expect(ofCheckout).not.toBe(errors.length - ofCheckout);
    expect(events.map(({ timestamp }) => timestamp)).toEqual(events.map(({ timestamp }) => timestamp).sort());
  });
});

describe("envelopesIn", () => {
  const envelope = { messageType: "DATA_MESSAGE", logEvents: [{ id: "1", timestamp: 1, message: 'a "quoted" } text' }] };

  it.each([
    ["one gzip member", gzipSync(JSON.stringify(envelope)), 1],
    ["two gzip members", Buffer.concat([gzipSync(JSON.stringify(envelope)), gzipSync(JSON.stringify(envelope))]), 2],
    ["plain documents without anything between", Buffer.from(JSON.stringify(envelope).repeat(3)), 3],
    ["something else", Buffer.from("PAR1"), 0],
  ])("reads %s", (_, bytes, count) => {
    expect(envelopesIn(bytes)).toEqual(Array.from({ length: count }, () => envelope));
  });
});
