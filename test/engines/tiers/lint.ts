import { existsSync } from "node:fs";
import { join } from "node:path";
import { describeEnd, runCommand } from "../command";
import { PROJECT_FOLDER } from "../project-folder";
import type { Check, Tier, TierContext } from "../tier";

const PARTS = [
  { name: "eslint finds nothing", script: "lint:eslint" },
  { name: "prettier finds nothing to change", script: "lint:format" },
  { name: "imports keep their directions", script: "lint:imports" },
];

/** The checks of the source itself, by the scripts of package.json. */
export const lint: Tier = {
  name: "lint",
  shows: "the source keeps its own rules: types, style, import directions",
  lane: "other",

  async run({ log }: TierContext): Promise<readonly Check[]> {
    const checks: Check[] = [];
    for (const { name, script } of PARTS) {
      const result = await runCommand("npm", ["run", "--silent", script], { timeoutSeconds: 300, onLine: log });
      checks.push({
        name,
        passed: result.code === 0,
        detail: `${describeEnd(result)}\n${(result.stdout + result.stderr).trim()}`,
      });
    }
    return checks;
  },

  missing: () => (existsSync(join(PROJECT_FOLDER, "node_modules/eslint")) ? undefined : "eslint is not installed; run npm ci"),
};
