import { toMatchSnapshot } from "jest-snapshot";
import { expect } from "vitest";
import type { SynthesisedStack } from "./synth";

/**
 * Leaves out of a stack what changes without meaning: provider pins, long documents (each has a test of its own). What stays is
 * the wiring: types, names, references, flags.
 */
export function sanitised({ resource = {}, output = {} }: SynthesisedStack): unknown {
  const short = JSON.parse(
    JSON.stringify({ resource, output }, (_key, value: unknown) =>
      typeof value === "string" && value.length > 160 ? `<${value.length} characters>` : value,
    ),
  ) as unknown;
  return short;
}

expect.extend({
  /** Compares the sanitised JSON of a stack with its recorded snapshot; `npm run test:update` records anew. */
  toMatchStackSnapshot(received: SynthesisedStack) {
    return (toMatchSnapshot as (this: unknown, received: unknown) => { pass: boolean; message: () => string }).call(
      this,
      sanitised(received),
    );
  },
});

declare module "vitest" {
  interface Matchers<T = any> {
    /** Compares the sanitised JSON of a stack with its recorded snapshot. */
    toMatchStackSnapshot(): T;
  }
}
