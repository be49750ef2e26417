import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describeEnd, lastLines, runCommand } from "./command";
import type { Progress } from "./engine";
import { CACHE_FOLDER, PROJECT_FOLDER } from "./project-folder";
import type { Check } from "./tier";

const VITEST = join(PROJECT_FOLDER, "node_modules/vitest/vitest.mjs");

/** What to run with vitest, and how. */
export interface VitestRun {
  /** Name of the run: its result file. */
  readonly name: string;
  /** Arguments of `vitest run`: path filters and options. */
  readonly args: readonly string[];
  /** Variables for the tests. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

/** Runs vitest and counts each of its tests as a check; a file that can't be loaded is a failed one. */
export async function vitestChecks({ name, args, env, timeoutSeconds }: VitestRun, log: Progress): Promise<readonly Check[]> {
  const folder = join(CACHE_FOLDER, "test-results");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  await rm(file, { force: true });
  // CI=1: a snapshot that is not recorded fails instead of being written.
  const result = await runCommand(
    process.execPath,
    [VITEST, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
    { env: { ...env, CI: "1", NO_COLOR: "1" }, timeoutSeconds, onLine: log },
  );
  const report = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as VitestReport,
    () => undefined,
  );
  if (report === undefined) {
    return [{ name: `vitest ${name}`, passed: false, detail: `vitest ${describeEnd(result)}:\n${lastLines(result, 30)}` }];
  }
  const checks = report.testResults.flatMap(checksOfFile);
  if (result.code !== 0 && checks.every(({ passed }) => passed)) {
    return [
      ...checks,
      { name: `vitest ${name}`, passed: false, detail: `vitest ${describeEnd(result)}:\n${lastLines(result, 30)}` },
    ];
  }
  return checks;
}

function checksOfFile({ name, status, message, assertionResults }: VitestFile): Check[] {
  const file = name.replace(`${PROJECT_FOLDER}/`, "");
  const checks = assertionResults
    .filter((test) => test.status === "passed" || test.status === "failed")
    .map((test) => ({
      name: `${file}: ${test.fullName}`,
      passed: test.status === "passed",
      detail: test.failureMessages?.join("\n"),
    }));
  return status === "failed" && checks.every(({ passed }) => passed)
    ? [...checks, { name: file, passed: false, detail: message }]
    : checks;
}

interface VitestReport {
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages?: readonly string[];
  }[];
}
