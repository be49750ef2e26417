import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { outputOf, runCommand } from "./command";
import { type Engine, engineFolder, type FoundEngine, installInto, type MissingEngine, onPath, type Progress } from "./engine";

/** Version of Trino, server and Hive connector. Athena engine version 3 is a Trino that AWS keeps moving; it names no version. */
const VERSION = "476";
/** What that version asks for at its start. */
const LEAST_JAVA = 24;
const MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
const SERVER = `io.trino:trino-server-core:${VERSION}:tar.gz`;
const HIVE_CONNECTOR = `io.trino:trino-hive:${VERSION}:zip`;

const folder = engineFolder("trino", VERSION);

/** Trino with its Hive connector: the SQL of Athena and, in the same code that Athena's feature came into, partition projection. */
export const trino: Engine = {
  name: "trino",
  purpose: "runs the saved Athena queries on Parquet files, through a table with projected partitions",

  async find(): Promise<FoundEngine | MissingEngine> {
    await javaForTrino();
    return existsSync(folder) ? { path: folder, version: VERSION } : { reason: "Trino is not installed yet" };
  },

  /** Takes 450 MB out of Maven Central; Maven checks their sums. */
  async install(progress: Progress): Promise<FoundEngine> {
    const java = await javaForTrino();
    const mvn = onPath("mvn");
    if (mvn === undefined) {
      throw new Error("mvn is not on the PATH, and Trino comes from Maven Central; install Maven 3.8 or newer.");
    }
    await installInto(folder, async (partial) => {
      // Server and connector are unpacked beside the downloads, and the downloads go: 450 MB that nobody needs again.
      const downloads = join(partial, "downloads");
      for (const artifact of [SERVER, HIVE_CONNECTOR]) {
        progress(`trino: fetching ${artifact}`);
        await outputOf(
          mvn,
          [
            ...["--batch-mode", "--no-transfer-progress", "--quiet", "--strict-checksums"],
            `-Dmaven.repo.local=${join(downloads, "repository")}`,
            MAVEN_PLUGIN,
            `-Dartifact=${artifact}`,
            "-Dmdep.useBaseVersion=true",
            `-DoutputDirectory=${downloads}`,
          ],
          { cwd: partial, timeoutSeconds: 400 },
        );
      }
      progress("trino: unpacking");
      const unpack = async (file: string, command: string, args: readonly string[]) => {
        await outputOf(command, [...args, join(downloads, file)], { cwd: downloads, timeoutSeconds: 120 });
      };
      await unpack(`trino-server-core-${VERSION}.tar.gz`, "tar", ["-xzf"]);
      // The JDK brings the program for it; `unzip` is not on every machine.
      await unpack(`trino-hive-${VERSION}.zip`, join(java.home, "bin/jar"), ["--extract", "--file"]);
      const server = join(downloads, `trino-server-core-${VERSION}`);
      await rename(join(server, "lib"), join(partial, "lib"));
      await mkdir(join(partial, "plugin"));
      await rename(join(downloads, `trino-hive-${VERSION}`), join(partial, "plugin/hive"));
      await rm(downloads, { recursive: true });
    });
    return { path: folder, version: VERSION };
  },
};

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
 * @throws Error when none is new enough for Trino
 */
export async function javaForTrino(): Promise<FoundJava> {
  const found: FoundJava[] = [];
  for (const home of jdkFolders()) {
    const java = join(home, "bin/java");
    const { stdout, stderr } = await runCommand(java, ["-version"], { timeoutSeconds: 30 });
    const version = Number(/version "(\d+)/.exec(stdout + stderr)?.[1] ?? 0);
    found.push({ home, java, version });
  }
  const newest = found.sort((a, b) => b.version - a.version)[0];
  if (newest === undefined || newest.version < LEAST_JAVA) {
    const there = newest === undefined ? "no JDK is on the machine" : `the newest JDK of the machine is ${newest.version}`;
    throw new Error(`${there}, and Trino ${VERSION} runs on ${LEAST_JAVA} or newer; install one, or set JAVA_HOME.`);
  }
  return newest;
}

function jdkFolders(): readonly string[] {
  const installed = "/usr/lib/jvm";
  const beside = existsSync(installed) ? readdirSync(installed).map((name) => join(installed, name)) : [];
  const candidates = [...(process.env.JAVA_HOME ? [process.env.JAVA_HOME] : []), ...beside];
  return candidates.filter((home) => existsSync(join(home, "bin/java")) && existsSync(join(home, "bin/jar")));
}
