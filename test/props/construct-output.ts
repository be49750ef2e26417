import type { Construct } from "constructs";
import { withoutCreationTraces } from "../../stacks/creation-traces";
import { withoutResolvingPlainValues } from "../../stacks/plain-values";
import { stackWith, synthesiseStack } from "../support/synth";
import { withPropAt } from "./prop-path";
import type { AnySample, Variant } from "./sample";
import type { Change } from "./prop-faults";

// As main.ts does: without them each synth takes twice as long.
withoutCreationTraces();
withoutResolvingPlainValues();

/** Unchanged outputs, which most variants of a sample share. */
const unchanged = new WeakMap<AnySample, Map<string, string>>();

/** All that a construct leaves behind in its stack: the JSON, and the warnings that a person reads at synth. */
export function outputOfSample(sample: AnySample, path: string, variant: Variant, change: Change, set: boolean): string {
  if (set || variant.make !== undefined) {
    return synthesised(sample, path, variant, change, set);
  }
  const outputs = unchanged.get(sample) ?? new Map<string, string>();
  unchanged.set(sample, outputs);
  const id = JSON.stringify(variant.with ?? {}, (_key, value: unknown) => (value === undefined ? "undefined" : value));
  const output = outputs.get(id) ?? synthesised(sample, path, variant, change, set);
  outputs.set(id, output);
  return output;
}

function synthesised(sample: AnySample, path: string, variant: Variant, change: Change, set: boolean): string {
  const stack = stackWith((scope: Construct) => {
    const props = { ...(sample.least(scope) as object), ...variant.with };
    const value = change(scope);
    const construct = sample.create(scope, "Subject", set ? withPropAt({ ...props, ...variant.also }, path, value) : props);
    sample.then?.(construct);
  });
  const json = synthesiseStack(stack);
  const annotations = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.map(({ type, data }) => ({ path: node.path, type, data: data as unknown })));
  return JSON.stringify({ json, annotations });
}
