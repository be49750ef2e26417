import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { outputOf } from "./command";
import { type Engine, engineFolder, type FoundEngine, installInto, type MissingEngine, onPath, type Progress } from "./engine";
import { PROJECT_FOLDER } from "./project-folder";

/** Version of the collector's builder; every module of the manifest has the version that belongs to it. */
const BUILDER_VERSION = "0.158.0";
const MANIFEST = join(PROJECT_FOLDER, "test/engines/otelcol/builder.yaml");
/** Of Prometheus's ways to find targets only these: the others are the clouds' clients, and half of the build. */
const BUILD_TAGS = "remove_all_sd,enable_kubernetes_sd,enable_file_sd,enable_http_sd";

/** An OpenTelemetry Collector with the components that our configurations name, built from its modules. */
export const otelcol: Engine = {
  name: "otelcol",
  purpose: "validates and runs the collector configurations",

  find(): Promise<FoundEngine | MissingEngine> {
    if (!existsSync(MANIFEST)) {
      return Promise.resolve({ reason: "test/engines/otelcol/builder.yaml is not there" });
    }
    const path = join(folder(), "otelcol");
    return Promise.resolve(existsSync(path) ? { path, version: BUILDER_VERSION } : { reason: "the collector is not built yet" });
  },

  async install(progress: Progress): Promise<FoundEngine> {
    const go = onPath("go");
    if (go === undefined) {
      throw new Error("go is not on the PATH, and the collector is built from Go modules; install Go 1.25 or newer.");
    }
    await installInto(folder(), async (partial) => {
      progress("otelcol: fetching the builder");
      await outputOf(go, ["install", `go.opentelemetry.io/collector/cmd/builder@v${BUILDER_VERSION}`], {
        env: { GOBIN: partial, GOFLAGS: "-modcacherw" },
        timeoutSeconds: 300,
      });
      progress("otelcol: building the collector, 5 to 10 minutes the first time");
      const source = join(partial, "source");
      const manifest = join(partial, "builder.yaml");
      await writeFile(manifest, manifestWithOutput(source));
      await outputOf(join(partial, "builder"), ["--config", manifest, "--skip-compilation"], { timeoutSeconds: 300 });
      await outputOf(go, ["build", "-trimpath", "-ldflags=-s -w", "-tags", BUILD_TAGS, "-o", join(partial, "otelcol"), "."], {
        cwd: source,
        timeoutSeconds: 1500,
      });
    });
    return { path: join(folder(), "otelcol"), version: BUILDER_VERSION };
  },
};

/** The builder takes the folder for the generated source from the manifest only. */
function manifestWithOutput(outputPath: string): string {
  const manifest = parse(readFileSync(MANIFEST, "utf8")) as { dist: Record<string, unknown> };
  return stringify({ ...manifest, dist: { ...manifest.dist, output_path: outputPath } });
}

/** A changed manifest is another collector: its hash stands in the folder's name. */
function folder(): string {
  const hash = createHash("sha256").update(readFileSync(MANIFEST)).update(BUILD_TAGS).digest("hex").slice(0, 8);
  return engineFolder("otelcol", `${BUILDER_VERSION}-${hash}`);
}
