import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkMachine } from "../../local/preflight";
import { outputOf } from "./command";
import { type Engine, engineFolder, type FoundEngine, type MissingEngine, type Progress } from "./engine";

const VERSION = "1.37.0";
const folder = engineFolder("kubernetes-validate", VERSION);
const program = join(folder, "bin/kubernetes-validate");
/** Written last: a virtual environment can't be moved, so that this marks a finished one. */
const finished = join(folder, "finished");

/** The schemas of Kubernetes' own kinds for each of its versions, in a virtual environment of their own. */
export const kubernetesValidate: Engine = {
  name: "kubernetes-validate",
  purpose: "holds Kubernetes objects against the schemas of the cluster's version",

  find(): Promise<FoundEngine | MissingEngine> {
    return Promise.resolve(
      existsSync(finished)
        ? { path: program, version: VERSION }
        : { reason: `kubernetes-validate ${VERSION} is not installed yet` },
    );
  },

  async install(progress: Progress): Promise<FoundEngine> {
    const { python } = checkMachine();
    progress(`kubernetes-validate: installing ${VERSION} into a virtual environment`);
    await outputOf(python, ["-m", "venv", "--clear", folder], { timeoutSeconds: 120 });
    await outputOf(join(folder, "bin/pip"), ["install", "--quiet", `kubernetes-validate==${VERSION}`], { timeoutSeconds: 300 });
    await outputOf(join(folder, "bin/python"), ["-c", `open(${JSON.stringify(finished)}, "w").close()`], { timeoutSeconds: 30 });
    return { path: program, version: VERSION };
  },
};
