import { documentedDefault } from "./documented-default";
import type { OptionalProp } from "./optional-props";
import type { Variant } from "./sample";

/** The output with a variant's `with` and, when `set`, the change; `change` is called in both cases. */
export type OutputOf = (variant: Variant, change: Change, set: boolean) => string;

/** Makes the value of a prop. */
export type Change = NonNullable<Variant["make"]>;

/** Whose prop it is, for sentences. */
export interface PropOwner {
  /** Name of the class or interface. */
  readonly name: string;
  /** Where it stands. */
  readonly file: string;
  /** Where its sample stands. */
  readonly sampleFile: string;
}

/**
 * What is wrong with an optional prop, as sentences: nothing changes it in the test, a value has no effect, two values have the same
 * one, or the documented default is not what happens.
 */
export function propFaults(owner: PropOwner, prop: OptionalProp, variants: readonly Variant[], outputOf: OutputOf): string[] {
  const where = `${owner.name}.${prop.path} (${prop.file === "" ? owner.file : prop.file})`;
  const changing = variants.length > 0 ? variants : prop.values.length > 0 ? [{}] : [];
  if (changing.length === 0) {
    return [`${where} has no variant: give a changed value in ${owner.sampleFile}.`];
  }
  return [
    ...changing.flatMap((variant) => variantFaults(prop, variant, outputOf)),
    ...untriedFaults(prop, changing),
    ...defaultFaults(prop, { ...changing[0]!, also: undefined }, outputOf),
  ].map((fault) => `${where} ${fault}`);
}

function variantFaults(prop: OptionalProp, variant: Variant, outputOf: OutputOf): string[] {
  if (isGiven(variant)) {
    const change = variant.make ?? (() => variant.value);
    return outputOf(variant, change, true) === outputOf(variant, change, false)
      ? [`changes nothing in the output with ${shown(variant.value)}: it is a dead option, or the variant is not a change.`]
      : [];
  }
  const unchanged = outputOf(variant, () => undefined, false);
  const outputs = prop.values.map((value) => ({ value, output: outputOf(variant, () => value, true) }));
  const faults = outputs.flatMap(({ value, output }, index) => {
    const same = outputs.slice(0, index).find((other) => other.output === output);
    return same === undefined ? [] : [`gives the same output with ${shown(value)} as with ${shown(same.value)}.`];
  });
  return outputs.every(({ output }) => output === unchanged) ? [`changes nothing in the output with any of its values.`] : faults;
}

/** Values of the type that no variant takes; the default is what everything is compared with. */
function untriedFaults(prop: OptionalProp, variants: readonly Variant[]): string[] {
  if (variants.some((variant) => !isGiven(variant))) {
    return [];
  }
  const fallback = documentedDefault(prop.documentedDefault)?.value;
  const tried = variants.map(({ value }) => value);
  return prop.values
    .filter((value) => value !== fallback && !tried.includes(value))
    .map((value) => `never takes the value ${shown(value)} in its variants.`);
}

/** A docstring that gives a default as a value must give the one that holds. */
function defaultFaults(prop: OptionalProp, variant: Variant, outputOf: OutputOf): string[] {
  const documented = documentedDefault(prop.documentedDefault);
  if (documented === undefined) {
    return [];
  }
  const withDefault = outputOf(variant, () => documented.value, true);
  return withDefault === outputOf(variant, () => documented.value, false)
    ? []
    : [`says @default ${prop.documentedDefault!}, but without the prop the output is another one.`];
}

function isGiven(variant: Variant): boolean {
  return "value" in variant || variant.make !== undefined;
}

function shown(value: unknown): string {
  return value === undefined ? "what it makes" : (JSON.stringify(value) ?? String(value));
}
