import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { terraformCliConfig } from "../../local/terraform/provider-mirror";
import { outputOf } from "../engines/command";
import { CACHE_FOLDER, PROJECT_FOLDER } from "../engines/project-folder";
import { TERRAFORM_QUIET } from "../engines/terraform";
import { environmentModule, type StackJson } from "../plan/environment-module";

/** What Terraform accepted of an example. */
export interface ValidatedExample {
  /** Stacks that the example synthesises. */
  readonly stacks: readonly string[];
  /** Blocks of AWS resources that were validated, by type. */
  readonly validated: Readonly<Record<string, number>>;
  /** Blocks of providers that are not at hand everywhere (Helm, Kubernetes), by type: left out. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** The bindings pin one version of the provider; the check takes what is at hand, as the plans do. */
const ACCEPTED_VERSIONS = ">= 5.100.0, < 7.0.0";

/** The folders of examples, each a cdktf app of its own. */
export async function exampleNames(): Promise<readonly string[]> {
  const entries = await readdir(join(PROJECT_FOLDER, "examples"), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Synthesises an example the way its user would, and validates the AWS half with the real Terraform and the real provider.
 *
 * @throws Error with cdktf's or Terraform's own words when one of them refuses
 */
export async function validatedExample(name: string, terraform: string): Promise<ValidatedExample> {
  const folder = join(CACHE_FOLDER, "examples", name);
  await rm(folder, { recursive: true, force: true });
  const stacks = await synthesisedExample(name, join(folder, "cdktf.out"));
  const { files, kept, dropped } = environmentModule(stacks, { region: regionOf(stacks), versions: ACCEPTED_VERSIONS });

  const module = join(folder, "module");
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(module, path)), { recursive: true });
    await writeFile(join(module, path), JSON.stringify(content, undefined, 2));
  }
  const { configFile } = await terraformCliConfig(folder);
  const env = { ...TERRAFORM_QUIET, TF_CLI_CONFIG_FILE: configFile };
  await outputOf(terraform, ["init", "-no-color", "-backend=false"], { cwd: module, env, timeoutSeconds: 300 });
  await outputOf(terraform, ["validate", "-no-color"], { cwd: module, env, timeoutSeconds: 120 });
  return { stacks: Object.keys(stacks), validated: kept, leftOut: dropped };
}

async function synthesisedExample(name: string, outdir: string): Promise<Record<string, StackJson>> {
  const program = join(PROJECT_FOLDER, "dist/examples", name, "main.js");
  if (!existsSync(program)) {
    throw new Error(
      `examples/${name} has no main.ts, or it is not built: an example is a cdktf app in main.ts; run npm run build.`,
    );
  }
  await mkdir(outdir, { recursive: true });
  await outputOf(process.execPath, [program], { env: { CDKTF_OUTDIR: outdir }, timeoutSeconds: 60 });
  const folder = join(outdir, "stacks");
  const stacks: Record<string, StackJson> = {};
  for (const id of existsSync(folder) ? (await readdir(folder)).sort() : []) {
    stacks[id] = JSON.parse(await readFile(join(folder, id, "cdk.tf.json"), "utf8")) as StackJson;
  }
  return stacks;
}

/** An example says its region in its AWS provider. */
function regionOf(stacks: Readonly<Record<string, StackJson>>): string {
  const [provider] = Object.values(stacks).flatMap(({ provider }) => provider?.aws ?? []);
  return (provider?.region as string | undefined) ?? "eu-central-1";
}
