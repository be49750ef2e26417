import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ruleGroups } from "../../../rules";
import { renderPrometheusRules } from "../../../rules/render-prometheus";
import { runCommand } from "../command";
import { CACHE_FOLDER, PROJECT_FOLDER } from "../project-folder";
import { promtool } from "../promtool";
import { type Check, check, type Tier, type TierContext } from "../tier";

const TESTS = join(PROJECT_FOLDER, "test/rules");

/** The rules as they are shipped, in Prometheus's own checker and rule test runner. */
export const rules: Tier = {
  name: "rules",
  shows: "every alert fires when it should and stays silent when it should; every recording rule has its value",
  lane: "other",
  engines: [promtool],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const folder = join(CACHE_FOLDER, "rules");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "rules.yaml"), renderPrometheusRules(ruleGroups));

    const run = (args: string[]) => runCommand(program(promtool), args, { cwd: folder, timeoutSeconds: 60, onLine: log });
    const checked = await run(["check", "rules", "--lint=all", "--lint-fatal", "rules.yaml"]);
    const checks = [check("promtool accepts every rule", checked.code === 0, checked.stdout + checked.stderr)];
    const tests = readdirSync(TESTS).filter((file) => file.endsWith(".promtool.yaml"));
    checks.push(check("there are rule tests", tests.length > 0));
    for (const file of tests) {
      // A test names its rules relative to itself.
      copyFileSync(join(TESTS, file), join(folder, file));
      const tested = await run(["test", "rules", file]);
      checks.push(check(`test/rules/${file}`, tested.code === 0, tested.stdout + tested.stderr));
    }
    return checks;
  },
};
