import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PROJECT_FOLDER } from "../project-folder";
import type { Tier } from "../tier";
import { vitestChecks } from "../vitest-run";

const TESTS = "test/charts";
/** Given by CHARTS_DIR, a path from the project's folder or an absolute one. */
const chartsFolder = process.env.CHARTS_DIR ? resolve(PROJECT_FOLDER, process.env.CHARTS_DIR) : undefined;

/** The values that we give to Helm charts, against the charts' own defaults and schemas. */
export const charts: Tier = {
  name: "charts",
  shows: "every value that we give to a Helm chart is one that the chart has",
  lane: "other",

  missing(): string | undefined {
    if (!existsSync(join(PROJECT_FOLDER, TESTS))) {
      return `${TESTS} is not there`;
    }
    if (chartsFolder === undefined) {
      return "CHARTS_DIR names no folder with a subfolder per chart, holding its values.yaml and Chart.yaml";
    }
    return existsSync(chartsFolder) ? undefined : `CHARTS_DIR is ${chartsFolder}, which is not there`;
  },

  run: ({ log }) => vitestChecks({ name: "charts", args: [TESTS], env: { CHARTS_DIR: chartsFolder! }, timeoutSeconds: 300 }, log),
};
