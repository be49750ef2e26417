import { Testing, type TerraformStack } from "cdktf";
import type { Environment } from "../../environments/environment";
import { addEnvironment } from "../../stacks/environment-stacks";
import { type ResourceBlock, type SynthesisedStack, synthesiseStack } from "./synth";

/** A resource of an environment with its place. */
export interface PlacedResource {
  /** Stack id without the environment: `cluster`. */
  readonly stack: string;
  /** Terraform address inside the stack. */
  readonly address: string;
  /** Terraform type. */
  readonly type: string;
  /** Arguments as they stand in the JSON. */
  readonly block: ResourceBlock;
}

/** Every stack of an environment as JSON, by its id without the environment's name. */
export function synthesiseEnvironment(environment: Environment): Record<string, SynthesisedStack> {
  const stacks = addEnvironment(Testing.app(), environment);
  // Consumers announce what they read, which adds outputs to the producers: all of them, before any is written.
  stacks.forEach((stack) => stack.prepareStack());
  return Object.fromEntries(stacks.map((stack) => [shortName(stack, environment), synthesiseStack(stack)]));
}

/** All resources of an environment. */
export function resourcesOfEnvironment(stacks: Record<string, SynthesisedStack>): PlacedResource[] {
  return Object.entries(stacks).flatMap(([stack, json]) =>
    Object.entries(json.resource ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({ stack, address: `${type}.${name}`, type, block })),
    ),
  );
}

function shortName(stack: TerraformStack, environment: Environment): string {
  return stack.node.id.slice(environment.name.length + 1);
}
