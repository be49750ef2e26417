import { describe, expect, it } from "vitest";
import type { OptionalProp } from "./optional-props";
import { propFaults } from "./prop-faults";
import type { Variant } from "./sample";

const owner = { name: "Thing", file: "constructs/core/thing.ts", sampleFile: "test/props/samples/core.ts" };
const prop = (changes: Partial<OptionalProp> = {}): OptionalProp => ({
  path: "size",
  values: [],
  file: "constructs/core/thing-props.ts",
  declaredAt: "constructs/core/thing-props.ts:1",
  ...changes,
});
/** The output of a construct that writes what it makes of its one prop. */
const faults = (given: OptionalProp, variants: readonly Variant[], written: (value: unknown) => unknown) =>
  propFaults(owner, given, variants, (_variant, change, set) => String(written(set ? change(undefined!) : undefined)));

describe("propFaults", () => {
  it("has none for a prop whose change shows", () => {
    expect(faults(prop({ documentedDefault: "5 - five" }), [{ value: 7 }], (size = 5) => size)).toEqual([]);
    expect(faults(prop({ values: [true, false] }), [], (flag = false) => flag)).toEqual([]);
  });

  it("finds a dead option", () => {
    expect(faults(prop(), [{ value: 7 }], () => "same")).toEqual([
      "Thing.size (constructs/core/thing-props.ts) changes nothing in the output with 7: it is a dead option, or the variant is not a change.",
    ]);
    expect(faults(prop({ values: [true, false] }), [], () => "same").join()).toMatch(/changes nothing .* any of its values/);
  });

  it("finds a prop that nothing changes", () => {
    expect(faults(prop(), [], String)).toEqual([
      "Thing.size (constructs/core/thing-props.ts) has no variant: give a changed value in test/props/samples/core.ts.",
    ]);
  });

  it("finds two values with the same effect", () => {
    const colours = prop({ values: ["red", "green", "blue"] });
    expect(faults(colours, [], (colour) => (colour === "blue" ? "green" : colour))).toEqual([
      expect.stringMatching(/gives the same output with "blue" as with "green"/),
    ]);
  });

  it("finds a value that no variant takes, the default excepted", () => {
    const colours = prop({ values: ["red", "green", "blue"], documentedDefault: '"red"' });
    expect(faults(colours, [{ value: "green" }], (colour = "red") => colour)).toEqual([
      expect.stringMatching(/never takes the value "blue"/),
    ]);
  });

  it("finds a documented default that does not hold", () => {
    expect(faults(prop({ documentedDefault: "5" }), [{ value: 7 }], (size = 6) => size)).toEqual([
      expect.stringMatching(/says @default 5, but without the prop the output is another one/),
    ]);
  });
});
