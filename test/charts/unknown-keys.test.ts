import { describe, expect, it } from "vitest";
import { mergedAsHelm } from "./chart-folder";
import { unknownKeys, wrongTypes } from "./unknown-keys";

const defaults = { replicas: 1, open: {}, list: [], unset: null, closed: { a: { b: true } } };

describe("unknownKeys", () => {
  it("finds a misspelled key at any depth", () => {
    expect(unknownKeys({ replica: 2, closed: { a: { c: 1 }, d: 1 } }, defaults)).toEqual(["replica", "closed.a.c", "closed.d"]);
  });

  it("accepts anything below empty maps, lists and null, and what is listed with a reason", () => {
    expect(unknownKeys({ open: { x: 1 }, list: [{ y: 1 }], unset: { z: 1 } }, defaults)).toEqual([]);
    expect(unknownKeys({ closed: { d: 1 } }, defaults, { "closed.d": "stands in a comment" })).toEqual([]);
  });
});

describe("wrongTypes", () => {
  it("finds another type than the default's", () => {
    expect(wrongTypes({ replicas: "2", list: {}, closed: { a: { b: "yes" } } }, defaults)).toEqual([
      "replicas is a string, the chart's default is a number",
      "list is a map, the chart's default is a list",
      "closed.a.b is a string, the chart's default is a boolean",
    ]);
  });
});

describe("mergedAsHelm", () => {
  it("merges maps, replaces lists and drops what is null", () => {
    expect(mergedAsHelm({ a: { b: 1, c: 2 }, l: [1] }, { a: { b: null, d: 3 }, l: [2] })).toEqual({ a: { c: 2, d: 3 }, l: [2] });
  });
});
