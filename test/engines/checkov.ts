import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkMachine } from "../../local/preflight";
import { outputOf } from "./command";
import { type Engine, engineFolder, type FoundEngine, type MissingEngine, type Progress } from "./engine";

const VERSION = "3.3.30";
const folder = engineFolder("checkov", VERSION);
const program = join(folder, "bin/checkov");
/** Written last: a virtual environment can't be moved, so that this marks a finished one. */
const finished = join(folder, "finished");

/** The policy scanner, in a virtual environment of its own. */
export const checkov: Engine = {
  name: "checkov",
  purpose: "scans production's plan for what a security review would find",

  find(): Promise<FoundEngine | MissingEngine> {
    return Promise.resolve(
      existsSync(finished) ? { path: program, version: VERSION } : { reason: `checkov ${VERSION} is not installed yet` },
    );
  },

  async install(progress: Progress): Promise<FoundEngine> {
    const { python } = checkMachine();
    progress(`checkov: installing ${VERSION} into a virtual environment, about a minute`);
    await outputOf(python, ["-m", "venv", "--clear", folder], { timeoutSeconds: 120 });
    await outputOf(join(folder, "bin/pip"), ["install", "--quiet", `checkov==${VERSION}`], { timeoutSeconds: 600 });
    await outputOf(join(folder, "bin/python"), ["-c", `open(${JSON.stringify(finished)}, "w").close()`], { timeoutSeconds: 30 });
    return { path: program, version: VERSION };
  },
};
