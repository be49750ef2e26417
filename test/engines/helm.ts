import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { outputOf } from "./command";
import { type Engine, engineFolder, type FoundEngine, installInto, type MissingEngine, onPath, type Progress } from "./engine";

const VERSION = "3.22.0";
const folder = engineFolder("helm", VERSION);
const program = join(folder, "helm");

/** Helm itself, built from its module: it renders our own chart as the provider's copy of it does. */
export const helm: Engine = {
  name: "helm",
  purpose: "renders the chart that ships with this package",

  find(): Promise<FoundEngine | MissingEngine> {
    return Promise.resolve(existsSync(program) ? { path: program, version: VERSION } : { reason: "helm is not built yet" });
  },

  async install(progress: Progress): Promise<FoundEngine> {
    const go = onPath("go");
    if (go === undefined) {
      throw new Error("go is not on the PATH, and helm is built from its Go module; install Go 1.25 or newer.");
    }
    progress(`helm: building ${VERSION}, 2 minutes the first time`);
    await installInto(folder, async (partial) => {
      const bin = join(partial, "bin");
      await outputOf(go, ["install", `helm.sh/helm/v3/cmd/helm@v${VERSION}`], {
        env: { GOBIN: bin, GOFLAGS: "-modcacherw" },
        timeoutSeconds: 900,
      });
      await rename(join(bin, "helm"), join(partial, "helm"));
    });
    return { path: program, version: VERSION };
  },
};
