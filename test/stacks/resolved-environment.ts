import { parse } from "yaml";
import type { PlacedResource } from "../support/environments";
import { resourcesOfEnvironment } from "../support/environments";
import type { SynthesisedStack } from "../support/synth";

type Stacks = Readonly<Record<string, SynthesisedStack>>;

/** A reference of Terraform that is not escaped. */
const REFERENCE = /(?<![$%])\$\{([^}]*)\}/g;
const REMOTE_OUTPUT = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/;
const ATTRIBUTE = /^([a-z][a-z0-9_]*)\.([\w-]+)\.(\w+)$/;

/** The stacks of an environment with references filled in, across stacks too, as far as the JSON says what they stand for. */
export class ResolvedEnvironment {
  /** Every resource, in the order of the stacks. */
  public readonly resources: readonly PlacedResource[];

  public constructor(private readonly stacks: Stacks) {
    this.resources = resourcesOfEnvironment({ ...stacks });
  }

  /** A text with its references filled in; those that nobody knows before a deployment stay. */
  public resolve(stack: string, text: string): string {
    return text.replace(REFERENCE, (whole, expression: string) => this.valueOf(stack, expression.trim()) ?? whole);
  }

  /** The arguments of a resource with references filled in and escapes taken away. */
  public argumentsOf({ stack, block }: PlacedResource): unknown {
    return mapTexts(withoutNotes(block), (text) => unescaped(this.resolve(stack, text)));
  }

  private valueOf(stack: string, expression: string): string | undefined {
    const remote = REMOTE_OUTPUT.exec(expression);
    if (remote) {
      return this.outputOf(remote[1]!, remote[2]!);
    }
    const attribute = ATTRIBUTE.exec(expression);
    return attribute ? this.attributeOf(stack, attribute[1]!, attribute[2]!, attribute[3]!) : undefined;
  }

  private outputOf(state: string, output: string): string | undefined {
    const names = Object.keys(this.stacks).filter((name) => state.endsWith(`-${name}`));
    const stack = names.sort((a, b) => b.length - a.length)[0];
    const value = stack === undefined ? undefined : this.stacks[stack]!.output?.[output]?.value;
    return typeof value === "string" ? this.resolve(stack!, value) : undefined;
  }

  private attributeOf(stack: string, type: string, name: string, attribute: string): string | undefined {
    const block = this.stacks[stack]?.resource?.[type]?.[name];
    if (type === "aws_cloudwatch_log_group" && block !== undefined && (attribute === "arn" || attribute === "id")) {
      const groupName = this.resolve(stack, block.name as string);
      return attribute === "id" ? groupName : `arn:aws:logs:::log-group:${groupName}`;
    }
    const value = block?.[attribute] as unknown;
    return typeof value === "string" ? this.resolve(stack, value) : undefined;
  }
}

/** Every object and every text in a value; texts that hold YAML or JSON are looked into as well. */
export function* partsOf(value: unknown): Generator<Readonly<Record<string, unknown>> | string> {
  if (typeof value === "string") {
    yield value;
    yield* partsOf(structureIn(value));
  } else if (Array.isArray(value)) {
    for (const item of value) {
      yield* partsOf(item);
    }
  } else if (typeof value === "object" && value !== null) {
    yield value as Record<string, unknown>;
    yield* partsOf(Object.values(value));
  }
}

/** Words of which one stands in every configuration that names a log group, so that not every text has to be parsed. */
const OF_INTEREST = /exporters|cloudwatch|loggroup|metrics_collected/i;

function structureIn(text: string): unknown {
  if (!/^\s*[{[]|\n/.test(text) || !OF_INTEREST.test(text)) {
    return undefined;
  }
  try {
    const value = parse(text, { logLevel: "silent" }) as unknown;
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutNotes(block: PlacedResource["block"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(block).filter(([key]) => key !== "//" && key !== "depends_on" && key !== "lifecycle"));
}

function unescaped(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{").replaceAll("{{`{{`}}", "{{");
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapTexts(item, change));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]))
    : value;
}
