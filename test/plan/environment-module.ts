/**
 * Turns the stacks of one environment into ONE Terraform configuration that plans without AWS.
 *
 * Each stack is a state of its own and reads its neighbours' outputs from their states, which don't exist before a
 * deployment. Here each stack becomes a child module and each cross-stack reference becomes an input variable that the
 * root wires to the producer's output: one `terraform plan` then knows the whole environment's graph.
 */

type Json = unknown;
type Block = Readonly<Record<string, Json>>;
type BlocksByName = Readonly<Record<string, Block>>;

/** The JSON that cdktf writes for one stack, as far as it matters here. */
export interface StackJson {
  readonly data?: Readonly<Record<string, BlocksByName>>;
  readonly output?: BlocksByName;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, BlocksByName>>;
  readonly terraform?: Block;
  readonly [other: string]: Json;
}

/** How the AWS provider is named in the configuration. */
export interface PlanningProvider {
  /** Region of the environment. */
  readonly region: string;
  /** Versions of hashicorp/aws that may plan it, as a Terraform constraint. */
  readonly versions: string;
}

/** One configuration for a whole environment. */
export interface EnvironmentModule {
  /** The files, by path within the configuration's folder: `main.tf.json`, `production-logs/main.tf.json`, ... */
  readonly files: Readonly<Record<string, Block>>;
  /** How many blocks of other providers were left out, by type. */
  readonly dropped: Readonly<Record<string, number>>;
  /** How many AWS resource blocks there are, by type. */
  readonly kept: Readonly<Record<string, number>>;
}

const IDENTIFIER = "[A-Za-z_][A-Za-z0-9_-]*";
const REMOTE_OUTPUT = new RegExp(`data\\.terraform_remote_state\\.(${IDENTIFIER})\\.outputs\\.(${IDENTIFIER})`, "g");
const REMOTE_STATE_PREFIX = "cross-stack-reference-input-";
/** Types that every Terraform knows, or that the AWS provider brings. */
const PLANNED_TYPE = /^(aws_|terraform_data$)/;

/**
 * Makes the configuration.
 *
 * @throws Error when what stays of a stack needs what was left out, or reads a stack that is not there
 */
export function environmentModule(stacks: Readonly<Record<string, StackJson>>, provider: PlanningProvider): EnvironmentModule {
  const dropped: Record<string, number> = {};
  const kept: Record<string, number> = {};
  const children = Object.fromEntries(Object.entries(stacks).map(([id, stack]) => [id, childModule(id, stack, dropped, kept)]));

  const module: Record<string, Block> = {};
  for (const [id, child] of Object.entries(children)) {
    const wiring = [...child.inputs].map(([variable, input]) => [variable, producerOutput(id, input, children)]);
    module[id] = { source: `./${id}`, ...Object.fromEntries(wiring) };
  }
  const root: Block = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: provider.versions } } },
    provider: { aws: [offlineProvider(provider.region, defaultTags(stacks))] },
    module,
  };
  const files = Object.entries(children).map(([id, child]) => [`${id}/main.tf.json`, child.json]);
  return { files: { "main.tf.json": root, ...(Object.fromEntries(files) as Record<string, Block>) }, dropped, kept };
}

interface Input {
  readonly stack: string;
  readonly output: string;
}

interface ChildModule {
  readonly json: Block;
  readonly outputs: ReadonlySet<string>;
  readonly inputs: ReadonlyMap<string, Input>;
}

function childModule(id: string, stack: StackJson, dropped: Record<string, number>, kept: Record<string, number>): ChildModule {
  rejectAliases(id, stack);
  const gone: string[] = [];
  const resource = plannedBlocks(stack.resource ?? {}, "", gone, dropped, kept);
  const data = plannedBlocks(without(stack.data ?? {}, "terraform_remote_state"), "data.", gone, dropped);

  const needsGone = mentionOf(gone);
  const output: Record<string, Block> = {};
  for (const [name, block] of Object.entries(stack.output ?? {})) {
    if (!needsGone(block)) {
      output[name] = without(block, "sensitive");
    }
  }

  const inputs = new Map<string, Input>();
  const wired = mapStrings({ data, output, resource: withoutDependsOn(resource, needsGone) }, (text) => {
    if (needsGone(text)) {
      throw new Error(`${id} has an AWS resource that needs one of another provider, so that it can't be planned alone: ${text}`);
    }
    return text.replace(REMOTE_OUTPUT, (_reference, state: string, name: string) => {
      const producer = state.startsWith(REMOTE_STATE_PREFIX) ? state.slice(REMOTE_STATE_PREFIX.length) : state;
      const variable = `${producer}--${name}`;
      inputs.set(variable, { stack: producer, output: name });
      return `var.${variable}`;
    });
  }) as Block;

  const variable = Object.fromEntries([...inputs.keys()].map((name) => [name, {}]));
  const groups = withoutEmpty({ variable, locals: stack.locals ?? {}, ...wired });
  const json = { terraform: { required_providers: { aws: { source: "hashicorp/aws" } } }, ...groups };
  return { json, outputs: new Set(Object.keys(output)), inputs };
}

/** Keeps the blocks of AWS and counts the others. */
function plannedBlocks(
  blocks: Readonly<Record<string, BlocksByName>>,
  prefix: string,
  gone: string[],
  dropped: Record<string, number>,
  kept: Record<string, number> = {},
): Record<string, BlocksByName> {
  const planned: Record<string, BlocksByName> = {};
  for (const [type, byName] of Object.entries(blocks)) {
    const count = Object.keys(byName).length;
    if (PLANNED_TYPE.test(type)) {
      kept[type] = (kept[type] ?? 0) + count;
      // cdktf's own notes stand under "//".
      planned[type] = mapValues(byName, (block) => without(block, "//", "provider"));
    } else {
      const label = prefix + type;
      dropped[label] = (dropped[label] ?? 0) + count;
      gone.push(...Object.keys(byName).map((name) => `${label}.${name}`));
    }
  }
  return planned;
}

/** An order after something that is left out is no order any more. */
function withoutDependsOn(
  blocks: Record<string, BlocksByName>,
  needsGone: (value: Json) => boolean,
): Record<string, BlocksByName> {
  return mapValues(blocks, (byName) =>
    mapValues(byName, (block) =>
      Array.isArray(block.depends_on)
        ? { ...block, depends_on: block.depends_on.filter((address: Json) => !needsGone(address)) }
        : block,
    ),
  );
}

function producerOutput(consumer: string, { stack, output }: Input, children: Readonly<Record<string, ChildModule>>): string {
  const producer = children[stack];
  if (producer === undefined) {
    throw new Error(`${consumer} reads ${output} of ${stack}, which is no stack of this environment.`);
  }
  if (!producer.outputs.has(output)) {
    throw new Error(`${consumer} reads ${output} of ${stack}, which has no such output on the AWS half.`);
  }
  return `\${module.${stack}.${output}}`;
}

/** One provider for all modules: it makes no call. The keys are no keys. */
function offlineProvider(region: string, tags: Json): Block {
  return {
    region,
    access_key: "offline",
    secret_key: "offline",
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_region_validation: true,
    skip_requesting_account_id: true,
    ...(tags === undefined ? {} : { default_tags: tags }),
  };
}

/** The tags that an environment's provider puts on everything: the same in all of its stacks. */
function defaultTags(stacks: Readonly<Record<string, StackJson>>): Json {
  return Object.values(stacks)
    .flatMap((stack) => stack.provider?.aws ?? [])
    .map((block) => block.default_tags)
    .find((tags) => tags !== undefined);
}

function rejectAliases(id: string, stack: StackJson): void {
  if (stack.provider?.aws?.some((block) => block.alias !== undefined)) {
    throw new Error(`${id} has an AWS provider with an alias; the plan of an environment knows one region and one account only.`);
  }
}

/** Terraform takes an empty group of blocks for one without a label. */
function withoutEmpty(groups: Readonly<Record<string, Json>>): Block {
  return Object.fromEntries(Object.entries(groups).filter(([, group]) => Object.keys(group as Block).length > 0));
}

/** Says whether a value mentions one of the addresses, as a whole word. */
function mentionOf(addresses: readonly string[]): (value: Json) => boolean {
  if (addresses.length === 0) {
    return () => false;
  }
  const pattern = new RegExp(`(?<![\\w.-])(${addresses.map((address) => address.replaceAll(".", "\\.")).join("|")})(?![\\w-])`);
  return (value) => pattern.test(typeof value === "string" ? value : JSON.stringify(value));
}

function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapStrings(item, change));
  }
  if (value !== null && typeof value === "object") {
    return mapValues(value as Block, (item) => mapStrings(item, change));
  }
  return value;
}

function without<T>(record: Readonly<Record<string, T>>, ...keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
