import { Token } from "cdktf";
import type { IConstruct } from "constructs";
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an `import` would give a copy that can't be changed
import tokens = require("cdktf/lib/_tokens");

type Resolve = (scope: IConstruct, value: unknown, preparing?: boolean) => unknown;

/**
 * Keeps cdktf from searching for tokens where there can be none. It resolves every value of a stack three times (for references
 * between stacks, for each element, for the merged stack), and for each string, number and map builds a context and runs several
 * patterns. Measured 2026-11 on the benchmark's machine: a third of the time of each further environment, a tenth of the first
 * one's. Here plain values are copied as cdktf would copy them, and whatever might hold a token goes to cdktf itself, unchanged.
 *
 * Called by the app, never by a construct, like `withoutCreationTraces`; a test compares both ways on every kind of token.
 */
export function withoutResolvingPlainValues(): void {
  const module: { resolve: Resolve } = tokens as { resolve: Resolve };
  const resolve = module.resolve;
  module.resolve = (scope, value, preparing) => {
    try {
      return copied(value, (rest) => resolve(scope, rest, preparing));
    } catch {
      // Found again from the top, the error names the place of the value, and a circle is called one.
      return resolve(scope, value, preparing);
    }
  };
}

/** The value without what is undefined, as cdktf leaves it out; parts that may hold tokens are resolved. */
function copied(value: unknown, resolve: (value: unknown) => unknown): unknown {
  if (isPlainScalar(value)) {
    return value;
  }
  if (typeof value === "string") {
    return resolvedByParts(value, resolve) ?? resolve(value);
  }
  if (Array.isArray(value)) {
    // One element can be a token for the whole list.
    return value.every((item) => typeof item === "object" || isPlainScalar(item))
      ? value.map((item) => copied(item, resolve)).filter((item) => item !== undefined)
      : resolve(value);
  }
  // An object of a class is a token, a construct or a date.
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    return resolve(value);
  }
  const map = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(map)) {
    // A key can be a token, and one key can be a token for the whole map.
    if (!isPlainScalar(key)) {
      return resolve(value);
    }
    const item = copied(map[key], resolve);
    if (item !== undefined) {
      copy[key] = item;
    }
  }
  return copy;
}

/** Texts shorter than this are left to cdktf, which is quick with them. */
const LONG = 2_000;
const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/**
 * A long text, such as the values of a chart, with its tokens resolved one by one. For each of them cdktf searches the rest of the text
 * for expressions that it must not touch; a text that has none need not be searched again and again. Undefined where it has some,
 * or where a token is no text.
 */
function resolvedByParts(text: string, resolve: (value: unknown) => unknown): string | undefined {
  if (text.length < LONG || text.includes("e+")) {
    return undefined;
  }
  // Every second part is a token.
  const parts = text.split(TOKEN);
  if (parts.length < 3 || parts.some((part, index) => index % 2 === 0 && part.includes("${"))) {
    return undefined;
  }
  const resolved = parts.map((part, index) => (index % 2 === 0 ? part : resolve(part)));
  return resolved.every((part) => typeof part === "string") ? resolved.join("") : undefined;
}

/** Tokens in text are `TfToken[...]`; numbers that are tokens are huge, so an exponent stands in them, also inside text. */
function isPlainScalar(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return !value.includes("TfToken[") && !value.includes("e+") && !MAP_VALUES.includes(value);
    case "number":
      return Number.isSafeInteger(value) && value !== Token.NUMBER_MAP_TOKEN_VALUE;
    case "boolean":
    case "undefined":
      return true;
    default:
      return value === null;
  }
}

/** What stands in a map that is a token as a whole. */
const MAP_VALUES: readonly string[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];
