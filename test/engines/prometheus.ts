import { existsSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./command";
import { programOfPackage } from "./debian-package";
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

/** Debian 12's, whose own build is enough: AMP runs rules of the Prometheus 2 language. */
const LEAST_VERSION = "2.42.0";
const folder = engineFolder("prometheus", "debian");
const cached = join(folder, "prometheus");

/** The Prometheus server. */
export const prometheus: Engine = {
  name: "prometheus",
  purpose: "evaluates rules and sends alerts",

  async find(): Promise<FoundEngine | MissingEngine> {
    const paths = [onPath("prometheus"), existsSync(cached) ? cached : undefined].filter((path) => path !== undefined);
    const found = await Promise.all(paths.map(async (path) => ({ path, version: await versionOf(path) })));
    return found.find(({ version }) => atLeast(version, LEAST_VERSION)) ?? { reason: reasonAgainst(found[0]) };
  },

  async install(progress: Progress): Promise<FoundEngine> {
    progress("prometheus: unpacking Debian's package");
    await installInto(folder, (partial) => programOfPackage("prometheus", "prometheus", partial));
    const installed = { path: cached, version: await versionOf(cached) };
    if (!atLeast(installed.version, LEAST_VERSION)) {
      throw new Error(`${reasonAgainst(installed)}; install prometheus ${LEAST_VERSION} or newer on the PATH.`);
    }
    return installed;
  },
};

function reasonAgainst(found: FoundEngine | undefined): string {
  return found === undefined
    ? "prometheus is not on the PATH"
    : `prometheus ${found.version} at ${found.path} is older than ${LEAST_VERSION}`;
}

async function versionOf(path: string): Promise<string> {
  const { stdout, stderr } = await runCommand(path, ["--version"], { timeoutSeconds: 30 });
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? "unknown";
}
