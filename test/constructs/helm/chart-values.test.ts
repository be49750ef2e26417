import { describe, expect, it } from "vitest";
import { mergeChartValues, templateLiteral, templateLiteralDeep } from "../../../constructs/helm/chart-values";

describe("mergeChartValues", () => {
  it("merges maps key by key and lets the later scalar win", () => {
    expect(mergeChartValues({ a: { b: 1, c: 2 }, d: 1 }, { a: { c: 3, e: 4 } })).toEqual({ a: { b: 1, c: 3, e: 4 }, d: 1 });
  });

  it("replaces lists, and maps by scalars and the other way round", () => {
    expect(mergeChartValues({ a: [1, 2], b: { c: 1 }, d: 1 }, { a: [3], b: 2, d: { e: 1 } })).toEqual({
      a: [3],
      b: 2,
      d: { e: 1 },
    });
  });

  it("keeps null, which makes Helm drop a default, and skips undefined, at every depth", () => {
    expect(mergeChartValues({ a: { b: 1, c: 1 } }, { a: { b: null, c: undefined } }, undefined)).toEqual({
      a: { b: null, c: 1 },
    });
  });

  it("leaves its arguments as they were", () => {
    const first = { a: { b: 1 } };
    mergeChartValues(first, { a: { b: 2 } });
    expect(first).toEqual({ a: { b: 1 } });
  });
});

describe("templateLiteral", () => {
  it("turns {{ into a template that prints {{", () => {
    expect(templateLiteral("{{pod}} {{ x }}")).toBe("{{`{{`}}pod}} {{`{{`}} x }}");
  });

  it("reaches every string of a structure and nothing else", () => {
    expect(templateLiteralDeep({ a: ["{{x", 1, null], b: { c: "plain", d: true } })).toEqual({
      a: ["{{`{{`}}x", 1, null],
      b: { c: "plain", d: true },
    });
  });
});
