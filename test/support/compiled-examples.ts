import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { CACHE_FOLDER, PROJECT_FOLDER } from "../engines/project-folder";

/** A program that stands in a page. */
export interface PageExample {
  /** Where it is said to stand, from the project's folder: `constructs/logs/README.ts`. The file need not exist. */
  readonly path: string;
  readonly text: string;
}

/** Examples after the compiler and, unless it refused one, after their run. */
export interface CompiledExamples {
  /** What the compiler says against each, by path. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Runs all of them in one process; each writes below the folder of its path. Returns what they threw. */
  run(outdirOf: (path: string) => string): string;
}

/**
 * Compiles examples as another project would see the package: strictly, by its public entry points. One program for all, because most
 * of the time goes into the constructs that they share.
 *
 * @param name names the folder of the cache for the sources of this moment, aside from `dist`, which may be old or missing
 */
export function compiledExamples(name: string, examples: readonly PageExample[]): CompiledExamples {
  const options = projectOptions();
  const host = hostWith(options, new Map(examples.map(({ path, text }) => [join(PROJECT_FOLDER, path), text])));
  const paths = examples.map(({ path }) => join(PROJECT_FOLDER, path));
  const program = ts.createProgram(paths, options, host);
  const errors = Object.fromEntries(examples.map(({ path }) => [path, errorsOf(program, join(PROJECT_FOLDER, path))]));
  return { errors, run: (outdirOf) => runEmitted(program, join(CACHE_FOLDER, "compiled", name), examples, outdirOf) };
}

function projectOptions(): ts.CompilerOptions {
  const own = { incremental: false, noEmitOnError: false, declaration: false };
  const system = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { options } = ts.getParsedCommandLineOfConfigFile(join(PROJECT_FOLDER, "tsconfig.json"), own, system)!;
  return { ...options, tsBuildInfoFile: undefined };
}

function hostWith(options: ts.CompilerOptions, files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile(file, languageVersion, ...rest) {
      const text = files.get(file);
      return text === undefined
        ? host.getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, text, languageVersion);
    },
  };
}

function errorsOf(program: ts.Program, path: string): string[] {
  const file = program.getSourceFile(path)!;
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText, start }) => {
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** Node finds the package's entry points from the copy's own package.json, as it would from an installed one. */
function runEmitted(
  program: ts.Program,
  folder: string,
  examples: readonly PageExample[],
  outdirOf: (path: string) => string,
): string {
  rmSync(folder, { recursive: true, force: true });
  const emittedPath = (file: string) => join(folder, "dist", relative(join(PROJECT_FOLDER, "dist"), file));
  program.emit(undefined, (file, text) => {
    mkdirSync(dirname(emittedPath(file)), { recursive: true });
    writeFileSync(emittedPath(file), text);
  });
  writeFileSync(join(folder, "package.json"), ts.sys.readFile(join(PROJECT_FOLDER, "package.json"))!);
  const programs = examples.map(({ path }) => [
    outdirOf(path),
    emittedPath(join(PROJECT_FOLDER, "dist", path.replace(/\.ts$/, ".js"))),
  ]);
  return execFileSync(process.execPath, ["-e", RUNNER, JSON.stringify(programs)], { encoding: "utf8" });
}

/** Each as `node <file>` would start it. cdktf reads where to write when an app is made. */
const RUNNER = `
for (const [outdir, file] of JSON.parse(process.argv[1])) {
  process.env.CDKTF_OUTDIR = outdir;
  try {
    process.argv[1] = file;
    require("node:module").runMain();
  } catch (error) {
    console.log(file + ": " + error.stack);
  }
}`;
