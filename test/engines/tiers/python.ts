import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../command";
import { localPython } from "../local-python";
import { PROJECT_FOLDER } from "../project-folder";
import type { Check, Tier, TierContext } from "../tier";

const TESTS = "test/local-aws";

/** The emulator's own parts. */
export const python: Tier = {
  name: "python",
  shows: "the embedded AWS routes, validates and answers as the service models say",
  lane: "other",
  engines: [localPython],

  missing(): string | undefined {
    const folder = join(PROJECT_FOLDER, TESTS);
    const tests = existsSync(folder) ? readdirSync(folder).filter((file) => /^test_.*\.py$/.test(file)) : [];
    return tests.length > 0 ? undefined : `${TESTS} has no test_*.py`;
  },

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const { stdout, stderr, code } = await runCommand(
      program(localPython),
      ["-m", "unittest", "discover", "--verbose", "--start-directory", TESTS, "--top-level-directory", TESTS],
      { env: { PYTHONPATH: join(PROJECT_FOLDER, "local"), PYTHONDONTWRITEBYTECODE: "1" }, timeoutSeconds: 300, onLine: log },
    );
    return unittestChecks(stdout + stderr, code === 0);
  },
};

/** `test_name (file.Class.test_name) ... ok` is one check; a run that ended badly without saying where is another. */
function unittestChecks(text: string, ended: boolean): Check[] {
  const lines = [...text.matchAll(/^(\w+ \([\w.]+\))(?:\n.*)? \.\.\. (ok|FAIL|ERROR|expected failure)$/gm)];
  const checks = lines.map(([, name, result]) => ({
    name: name!,
    passed: result === "ok" || result === "expected failure",
    detail: text.slice(text.indexOf("=====")),
  }));
  return ended || checks.some(({ passed }) => !passed)
    ? checks
    : [...checks, { name: "unittest ends well", passed: false, detail: text.slice(-3000) }];
}
