import { existsSync } from "node:fs";
import { join } from "node:path";
import { outputOf, runCommand } from "./command";
import {
  atLeast,
  type Engine,
  engineFolder,
  type FoundEngine,
  installInto,
  type MissingEngine,
  onPath,
  type Progress,
} from "./engine";

/** The newest version that `go install` builds: later modules leave out the web pages that the server embeds. */
const VERSION = "0.31.1";
/** The first one that reads a webhook's address from a file. */
const LEAST_VERSION = "0.26.0";
const folder = engineFolder("alertmanager", VERSION);

/** Prometheus's router of alerts. */
export const alertmanager = goProgram("alertmanager", "groups, mutes and sends alerts, as AMP and the cluster do");

/** Its command line, which reads configurations and follows routes. */
export const amtool = goProgram("amtool", "checks Alertmanager configurations and follows an alert's route");

function goProgram(name: string, purpose: string): Engine {
  const cached = join(folder, name);
  return {
    name,
    purpose,

    async find(): Promise<FoundEngine | MissingEngine> {
      // One on the PATH that is too old does not hide the one that an earlier run has built.
      const paths = [onPath(name), existsSync(cached) ? cached : undefined].filter((path) => path !== undefined);
      const found = await Promise.all(paths.map(async (path) => ({ path, version: await versionOf(path) })));
      return (
        found.find(({ version }) => atLeast(version, LEAST_VERSION)) ?? {
          reason: found[0]
            ? `${name} ${found[0].version} at ${found[0].path} is older than ${LEAST_VERSION}`
            : `${name} is not built yet`,
        }
      );
    },

    /** Builds both programs, which share most of their code. */
    async install(progress: Progress): Promise<FoundEngine> {
      const go = onPath("go");
      if (go === undefined) {
        throw new Error(`go is not on the PATH, and ${name} is built from its Go module; install Go 1.25 or newer.`);
      }
      await installInto(folder, async (partial) => {
        progress("alertmanager: building it and amtool, about 2 minutes the first time");
        const commands = ["alertmanager", "amtool"].map(
          (command) => `github.com/prometheus/alertmanager/cmd/${command}@v${VERSION}`,
        );
        await outputOf(go, ["install", "-trimpath", "-ldflags=-s -w", ...commands], {
          env: { GOBIN: partial, GOFLAGS: "-modcacherw" },
          timeoutSeconds: 900,
        });
      });
      return { path: cached, version: VERSION };
    },
  };
}

/** A program from a module says no version of its own: the folder that it was built into does. */
async function versionOf(path: string): Promise<string> {
  if (path.startsWith(folder)) {
    return VERSION;
  }
  const { stdout, stderr } = await runCommand(path, ["--version"], { timeoutSeconds: 30 });
  return /version (\d\S+)/.exec(stdout + stderr)?.[1] ?? "unknown";
}
