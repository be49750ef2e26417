import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ENVIRONMENTS } from "../../environments";
import { outputOf } from "../engines/command";
import { CACHE_FOLDER, PROJECT_FOLDER } from "../engines/project-folder";
import type { StackJson } from "./environment-module";

/** The stacks of one environment as cdktf wrote them, by stack id. */
export type SynthesisedEnvironment = Readonly<Record<string, StackJson>>;

let synthesised: Promise<Readonly<Record<string, SynthesisedEnvironment>>> | undefined;

/** Synthesises every environment once in a test run, the way a deployment does; by environment name. */
export function synthesisedEnvironments(): Promise<Readonly<Record<string, SynthesisedEnvironment>>> {
  return (synthesised ??= synthesiseAll());
}

async function synthesiseAll(): Promise<Readonly<Record<string, SynthesisedEnvironment>>> {
  const outdir = join(CACHE_FOLDER, "plans", "cdktf.out");
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await outputOf(process.execPath, [join(PROJECT_FOLDER, "dist/main.js")], {
    env: { CDKTF_OUTDIR: outdir, ENVIRONMENT: undefined },
    timeoutSeconds: 120,
  });

  const stacksFolder = join(outdir, "stacks");
  const environments: Record<string, Record<string, StackJson>> = Object.fromEntries(ENVIRONMENTS.map(({ name }) => [name, {}]));
  for (const id of (await readdir(stacksFolder)).sort()) {
    const environment = environmentOf(id);
    environments[environment]![id] = JSON.parse(await readFile(join(stacksFolder, id, "cdk.tf.json"), "utf8")) as StackJson;
  }
  return environments;
}

/** `production-eu-logs` belongs to `production-eu`, not to `production`: the longest name wins. */
function environmentOf(stackId: string): string {
  const names = ENVIRONMENTS.map(({ name }) => name).filter((name) => stackId.startsWith(`${name}-`));
  const longest = names.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) {
    throw new Error(`The stack ${stackId} belongs to no environment of environments/index.ts.`);
  }
  return longest;
}
