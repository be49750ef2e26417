import { describe, expect, it } from "vitest";
import type { Engine } from "../engines/engine";
import { headlineText } from "../engines/report";
import { check, mandatory, noneOf, runTier, type Tier } from "../engines/tier";

const tier = (parts: Partial<Tier>): Tier => ({
  name: "sample",
  shows: "something",
  lane: "other",
  run: () => Promise.resolve([check("looks", true)]),
  ...parts,
});
const engine = (parts: Partial<Engine>): Engine => ({
  name: "engine",
  purpose: "something",
  find: () => Promise.resolve({ reason: "engine is not on the PATH" }),
  install: () => Promise.reject(new Error("engine can't be installed without Go")),
  ...parts,
});
const run = (parts: Partial<Tier>) => runTier(tier(parts), () => undefined);

describe("runTier", () => {
  it("counts what passed and names what failed", async () => {
    const result = await run({ run: () => Promise.resolve([check("one", true), noneOf("two", ["a fault"])]) });
    expect(result).toMatchObject({ passed: 1, failed: [{ name: "two", detail: "a fault" }] });
  });

  it("keeps the names of the checks that the summary says", async () => {
    const result = await run({
      run: () => Promise.resolve([check("one", true), { name: "2 of 2 proved", passed: true, headline: true }]),
    });
    expect(result.headlines).toEqual(["2 of 2 proved"]);
    expect(headlineText([result, { ...result, headlines: undefined }])).toBe("\n\n2 of 2 proved");
    expect(headlineText([])).toBe("");
  });

  it("fails when nothing was looked at", async () => {
    expect(await run({ run: () => Promise.resolve([]) })).toMatchObject({ passed: 0, failed: [{ detail: "No check ran." }] });
  });

  it("fails when it breaks", async () => {
    expect(await run({ run: () => Promise.reject(new Error("broken")) })).toMatchObject({ failed: [{ detail: "broken" }] });
  });

  it("does not run without its engine, and says why", async () => {
    expect(await run({ engines: [engine({})] })).toMatchObject({ failed: [], notRun: "engine can't be installed without Go" });
  });

  it("does not run when its engine can't be looked for, and says why", async () => {
    const find = () => Promise.reject(new Error("`terraform version` ended with code 1"));
    const install = () => Promise.resolve({ path: "/engine", version: "1.0.0" });
    expect(await run({ engines: [engine({ find, install })] })).toMatchObject({
      failed: [],
      notRun: "`terraform version` ended with code 1",
    });
  });

  it("fails when it breaks while it finds out whether it can run", async () => {
    const missing = () => {
      throw new Error("half a file");
    };
    const failed = [{ name: "sample finds out whether it can run", passed: false, detail: "half a file" }];
    expect(await run({ missing })).toMatchObject({ passed: 0, failed });
    expect(await run({ missing: () => Promise.reject(new Error("half a file")) })).toMatchObject({ passed: 0, failed });
  });

  it("waits for what may be missing", async () => {
    expect(await run({ missing: () => Promise.resolve("it is deployed") })).toMatchObject({
      failed: [],
      notRun: "it is deployed",
    });
  });

  it("installs an engine that is missing, and hands its program on", async () => {
    const installed = engine({ install: () => Promise.resolve({ path: "/engine", version: "1.0.0" }) });
    const result = await run({ engines: [installed], run: ({ program }) => Promise.resolve([check(program(installed), true)]) });
    expect(result).toMatchObject({ passed: 1, failed: [] });
  });
});

describe("mandatory", () => {
  it("turns a tier that did not run into one that failed, with the reason", async () => {
    const result = mandatory(await run({ missing: () => "CHARTS_DIR is not set" }));
    expect(result.failed).toEqual([{ name: "sample runs", passed: false, detail: "Not run: CHARTS_DIR is not set" }]);
    expect(result.notRun).toBeUndefined();
  });

  it("leaves a tier that ran as it is", async () => {
    const result = await run({});
    expect(mandatory(result)).toBe(result);
  });
});
