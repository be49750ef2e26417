import type { Tier } from "../tier";
import { vitestChecks } from "../vitest-run";

/** Every test that needs nothing but Node. */
export const unit: Tier = {
  name: "unit",
  shows: "every construct, stack and environment synthesises what it should, and refuses what it should",
  lane: "other",
  run: ({ log }) => vitestChecks({ name: "unit", args: ["--exclude", "test/charts/**"], timeoutSeconds: 600 }, log),
};
