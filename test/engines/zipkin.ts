import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Engine, engineFolder, type FoundEngine, installInto, type MissingEngine, type Progress } from "./engine";
import { type FoundJava, newestJava } from "./java";
import { copyFromMaven } from "./maven";

const VERSION = "3.6.1";
const LEAST_JAVA = 17;

const folder = engineFolder("zipkin", VERSION);
const jar = join(folder, `zipkin-server-${VERSION}-exec.jar`);

/** Zipkin, a trace store in one file; Jaeger and Tempo need modules or images that not every machine gets. */
export const zipkin: Engine = {
  name: "zipkin",
  purpose: "stores the traces that the gateway sends, and is asked for them",

  async find(): Promise<FoundEngine | MissingEngine> {
    await javaForZipkin();
    return existsSync(jar) ? { path: jar, version: VERSION } : { reason: "Zipkin is not installed yet" };
  },

  async install(progress: Progress): Promise<FoundEngine> {
    await javaForZipkin();
    progress("zipkin: fetching 135 MB out of Maven Central");
    await installInto(folder, async (partial) => {
      await copyFromMaven(`io.zipkin:zipkin-server:${VERSION}:jar:exec`, partial);
      await rm(join(partial, "repository"), { recursive: true });
    });
    return { path: jar, version: VERSION };
  },
};

/**
 * The Java that Zipkin runs on.
 *
 * @throws Error when none is new enough
 */
export function javaForZipkin(): Promise<FoundJava> {
  return newestJava(LEAST_JAVA, `Zipkin ${VERSION}`);
}
