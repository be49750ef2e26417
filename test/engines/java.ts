import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./command";

/** A Java that is new enough. */
export interface FoundJava {
  /** Folder of the JDK. */
  readonly home: string;
  /** The program. */
  readonly java: string;
  /** Feature version, such as 25. */
  readonly version: number;
}

/**
 * The newest JDK of the machine: `JAVA_HOME`, then where Linux distributions put theirs.
 *
 * @throws Error when none is as new as `what` needs it
 */
export async function newestJava(least: number, what: string): Promise<FoundJava> {
  const found: FoundJava[] = [];
  for (const home of jdkFolders()) {
    const java = join(home, "bin/java");
    const { stdout, stderr } = await runCommand(java, ["-version"], { timeoutSeconds: 30 });
    const version = Number(/version "(\d+)/.exec(stdout + stderr)?.[1] ?? 0);
    found.push({ home, java, version });
  }
  const newest = found.sort((a, b) => b.version - a.version)[0];
  if (newest === undefined || newest.version < least) {
    const there = newest === undefined ? "no JDK is on the machine" : `the newest JDK of the machine is ${newest.version}`;
    throw new Error(`${there}, and ${what} runs on ${least} or newer; install one, or set JAVA_HOME.`);
  }
  return newest;
}

function jdkFolders(): readonly string[] {
  const installed = "/usr/lib/jvm";
  const beside = existsSync(installed) ? readdirSync(installed).map((name) => join(installed, name)) : [];
  const candidates = [...(process.env.JAVA_HOME ? [process.env.JAVA_HOME] : []), ...beside];
  return candidates.filter((home) => existsSync(join(home, "bin/java")) && existsSync(join(home, "bin/jar")));
}
