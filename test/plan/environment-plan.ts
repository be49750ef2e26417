import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { environmentByName } from "../../environments";
import { terraformCliConfig } from "../../local/terraform/provider-mirror";
import { outputOf, runCommand } from "../engines/command";
import { CACHE_FOLDER } from "../engines/project-folder";
import { TERRAFORM_QUIET } from "../engines/terraform";
import { environmentModule } from "./environment-module";
import { withoutNewerArguments } from "./newer-arguments";
import { synthesisedEnvironments } from "./synthesised-environments";

/** One resource instance as Terraform plans it. */
export interface PlannedResource {
  /** `module.production-logs.aws_s3_bucket.Archive`. */
  readonly address: string;
  readonly type: string;
  /** What is known before anything exists. */
  readonly values: Readonly<Record<string, any>>;
}

/** The plan of a whole environment. */
export interface EnvironmentPlan {
  readonly environment: string;
  /** The plan as Terraform writes it, for tools that read it. */
  readonly file: string;
  readonly resources: readonly PlannedResource[];
  /** What would be done that is not a creation: always empty for a first plan that calls nobody. */
  readonly otherActions: readonly string[];
  /** Blocks of AWS resources in the synthesised JSON, by type. */
  readonly synthesised: Readonly<Record<string, number>>;
  /** Blocks of other providers that were left out, by type. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Arguments that the provider at hand is too old for, each with its place. */
  readonly leftOut: readonly string[];
}

/** The binding's own version is pinned in the stacks; the plan accepts what is at hand, as the `local` environment does. */
const ACCEPTED_VERSIONS = ">= 5.100.0, < 7.0.0";
const plans = new Map<string, Promise<EnvironmentPlan>>();

/**
 * Validates and plans an environment once in a test run, without AWS.
 *
 * @throws Error with Terraform's own words when it refuses
 */
export function environmentPlan(environment: string, terraform: string): Promise<EnvironmentPlan> {
  const known = plans.get(environment) ?? planEnvironment(environment, terraform);
  plans.set(environment, known);
  return known;
}

async function planEnvironment(environment: string, terraform: string): Promise<EnvironmentPlan> {
  const stacks = (await synthesisedEnvironments())[environment]!;
  const { region } = environmentByName(environment).location;
  const { files, kept, dropped } = environmentModule(stacks, { region, versions: ACCEPTED_VERSIONS });

  const folder = join(CACHE_FOLDER, "plans", environment);
  await rm(folder, { recursive: true, force: true });
  await writeFiles(folder, files);

  const { configFile } = await terraformCliConfig(folder);
  const env = { ...TERRAFORM_QUIET, ...WITHOUT_AWS, TF_CLI_CONFIG_FILE: configFile };
  const run = (args: string[], timeoutSeconds: number) => outputOf(terraform, args, { cwd: folder, env, timeoutSeconds });
  await run(["init", "-no-color", "-backend=false"], 300);
  const { files: known, leftOut } = withoutNewerArguments(files, await providerVersion(terraform, folder, env));
  await writeFiles(folder, known);
  await run(["validate", "-no-color"], 120);
  await run(["plan", "-no-color", "-refresh=false", "-lock=false", "-out=plan.bin"], 300);
  const file = join(folder, "plan.json");
  const { stdout } = await runCommand(terraform, ["show", "-json", "plan.bin"], { cwd: folder, env, timeoutSeconds: 120 });
  await writeFile(file, stdout);

  const plan = JSON.parse(stdout) as PlanJson;
  return {
    environment,
    file,
    resources: resourcesIn(plan.planned_values.root_module),
    otherActions: (plan.resource_changes ?? [])
      .filter(({ change }) => change.actions.join() !== "create")
      .map(({ address, change }) => `${address}: ${change.actions.join(", ")}`),
    synthesised: kept,
    dropped,
    leftOut,
  };
}

async function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(content, undefined, 2));
  }
}

/** The version of hashicorp/aws that `init` chose. */
async function providerVersion(terraform: string, cwd: string, env: Record<string, string | undefined>): Promise<string> {
  const text = await outputOf(terraform, ["version", "-json"], { cwd, env, timeoutSeconds: 30 });
  const { provider_selections: selections } = JSON.parse(text) as { provider_selections: Record<string, string> };
  return selections["registry.terraform.io/hashicorp/aws"]!;
}

/** The plan must not depend on who runs it: no profile, no keys, no instance role of the machine. */
const WITHOUT_AWS: Readonly<Record<string, string | undefined>> = {
  AWS_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_REGION: undefined,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};

interface PlanJson {
  readonly planned_values: { readonly root_module: PlannedModule };
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: readonly string[] } }[];
}

interface PlannedModule {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

function resourcesIn({ resources = [], child_modules = [] }: PlannedModule): PlannedResource[] {
  return [...resources, ...child_modules.flatMap(resourcesIn)];
}
