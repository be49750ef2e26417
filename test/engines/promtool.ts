import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir } from "node:fs/promises";
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

/** Debian's own build is enough: AMP runs rules of the Prometheus 2 language. */
const SOURCE = "debian";
/** Debian 12's, the oldest that the rules were tested with. */
const LEAST_VERSION = "2.42.0";
const NEXT_STEP = "install promtool 2.42 or newer on the PATH";
const folder = engineFolder("promtool", SOURCE);
const cached = join(folder, "promtool");

/** Prometheus's rule checker and rule test runner. */
export const promtool: Engine = {
  name: "promtool",
  purpose: "checks the alert and recording rules and runs their unit tests",

  async find(): Promise<FoundEngine | MissingEngine> {
    // One on the PATH that is too old does not hide the one that an earlier run has unpacked.
    const paths = [onPath("promtool"), existsSync(cached) ? cached : undefined].filter((path) => path !== undefined);
    const found = await Promise.all(paths.map(async (path) => ({ path, version: await versionOf(path) })));
    return found.find(({ version }) => atLeast(version, LEAST_VERSION)) ?? { reason: reasonAgainst(found[0]) };
  },

  /** Unpacks the program of Debian's package into the cache: no root, and no service that starts. */
  async install(progress: Progress): Promise<FoundEngine> {
    if (onPath("apt-get") === undefined || onPath("dpkg") === undefined) {
      throw new Error(`no promtool of version 2.42 or newer is on the PATH and this is not a Debian system; ${NEXT_STEP}.`);
    }
    progress("promtool: unpacking Debian's prometheus package");
    await installInto(folder, async (partial) => {
      await download(partial);
      const archive = (await readdir(partial)).find((file) => file.endsWith(".deb"));
      if (archive === undefined) {
        throw new Error(`apt-get downloaded no prometheus package; ${NEXT_STEP}.`);
      }
      const unpacked = join(partial, "unpacked");
      await mkdir(unpacked);
      await outputOf("dpkg", ["-x", join(partial, archive), unpacked], { timeoutSeconds: 60 });
      await copyFile(join(unpacked, "usr/bin/promtool"), join(partial, "promtool"));
      await chmod(join(partial, "promtool"), 0o755);
    });
    const installed = { path: cached, version: await versionOf(cached) };
    if (!atLeast(installed.version, LEAST_VERSION)) {
      throw new Error(`${reasonAgainst(installed)}; ${NEXT_STEP}.`);
    }
    return installed;
  },
};

function reasonAgainst(found: FoundEngine | undefined): string {
  return found === undefined
    ? "promtool is not on the PATH"
    : `promtool ${found.version} at ${found.path} is older than ${LEAST_VERSION}`;
}

async function download(cwd: string): Promise<void> {
  const first = await runCommand("apt-get", ["download", "prometheus"], { cwd, timeoutSeconds: 120 });
  if (first.code === 0) {
    return;
  }
  // A fresh machine has no package lists, and only root may fetch them.
  await runCommand("apt-get", ["update"], { timeoutSeconds: 120 });
  await outputOf("apt-get", ["download", "prometheus"], { cwd, timeoutSeconds: 120 });
}

async function versionOf(path: string): Promise<string> {
  const { stdout, stderr } = await runCommand(path, ["--version"], { timeoutSeconds: 30 });
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? "unknown";
}
