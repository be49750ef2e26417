import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";

/** The parts of a synthesised stack that tests look at. */
export interface SynthesisedStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceBlock>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, ResourceBlock>>>>;
  readonly provider?: Readonly<Record<string, readonly ResourceBlock[]>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
}

/** Arguments of one resource as they stand in the JSON. */
export type ResourceBlock = Readonly<Record<string, any>>;

/** Synthesises what `build` creates in a stack of its own, validations included, and returns the JSON as an object. */
export function synthesise(build: (scope: Construct) => void): SynthesisedStack {
  return synthesiseStack(stackWith(build));
}

/** Synthesises a stack with its cross-stack references and its validations; the JSON as an object. */
export function synthesiseStack(stack: TerraformStack): SynthesisedStack {
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as SynthesisedStack;
}

/** A stack with an AWS provider that holds what `build` creates. */
export function stackWith(build: (scope: Construct) => void): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "test");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  build(stack);
  return stack;
}

/** All resources of a type, in the order of their names. */
export function resourcesOf(json: SynthesisedStack, type: string): ResourceBlock[] {
  return Object.entries(json.resource?.[type] ?? {})
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, block]) => block);
}

/** The one resource of a type; fails when there are more, or none. */
export function onlyResourceOf(json: SynthesisedStack, type: string): ResourceBlock {
  const all = resourcesOf(json, type);
  if (all.length !== 1) {
    throw new Error(`expected exactly one ${type}, found ${all.length}`);
  }
  return all[0]!;
}

/** How many resources of each type there are: the readable inventory of a stack. */
export function inventoryOf(json: SynthesisedStack): Record<string, number> {
  return Object.fromEntries(
    Object.entries(json.resource ?? {})
      .map(([type, blocks]) => [type, Object.keys(blocks).length] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}
