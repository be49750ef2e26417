import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { outputOf } from "./command";
import { type Engine, engineFolder, type FoundEngine, installInto, type MissingEngine, type Progress } from "./engine";
import { type FoundJava, newestJava } from "./java";
import { copyFromMaven } from "./maven";

/** Version of Trino, server and Hive connector. Athena engine version 3 is a Trino that AWS keeps moving; it names no version. */
const VERSION = "476";
/** What that version asks for at its start. */
const LEAST_JAVA = 24;
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
    await installInto(folder, async (partial) => {
      // Server and connector are unpacked beside the downloads, and the downloads go: 450 MB that nobody needs again.
      const downloads = join(partial, "downloads");
      for (const artifact of [SERVER, HIVE_CONNECTOR]) {
        progress(`trino: fetching ${artifact}`);
        await copyFromMaven(artifact, downloads);
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

/**
 * The Java that Trino runs on.
 *
 * @throws Error when none is new enough
 */
export function javaForTrino(): Promise<FoundJava> {
  return newestJava(LEAST_JAVA, `Trino ${VERSION}`);
}
