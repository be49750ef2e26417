import { createRequire } from "node:module";
import { Fn, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEnvironment } from "../../stacks/environment-stacks";
import { withoutResolvingPlainValues } from "../../stacks/plain-values";
import { ENVIRONMENTS } from "../../environments";

type Resolve = (scope: TerraformStack, value: unknown, preparing?: boolean) => unknown;
const tokens = createRequire(__filename)("cdktf/lib/_tokens") as { resolve: Resolve };
const original = tokens.resolve;

afterEach(() => {
  tokens.resolve = original;
});

describe("withoutResolvingPlainValues", () => {
  let stack: TerraformStack;
  let variable: TerraformVariable;
  beforeEach(() => {
    stack = new TerraformStack(Testing.app(), "stack");
    variable = new TerraformVariable(stack, "Variable", {});
  });

  const values: Readonly<Record<string, (variable: TerraformVariable) => unknown>> = {
    "plain values": () => ({ a: "text", b: 1, c: -1.5, d: true, e: null, f: [], g: {}, h: [1, [2, { i: "x" }]], j: new Date(0) }),
    "what is undefined, in maps and lists": () => ({ a: undefined, b: [undefined, 1], c: { d: undefined } }),
    "text that only looks like a token": () => [
      "${var.x}",
      "$${x}",
      "1e+289",
      "0.5e-7",
      "#{x}",
      "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    ],
    "a string": (v) => ({ a: v.stringValue, b: `x-${v.stringValue}-y\${z}`, c: [v.stringValue, "z"] }),
    "a long string": (v) => ({
      a: `${"x".repeat(3000)}${v.stringValue}${"y".repeat(50)}${v.stringValue}`,
      b: `${"x".repeat(3000)}${v.stringValue}\${other}${v.stringValue}`,
      c: `${"x".repeat(3000)}\$\${escaped}${v.stringValue}`,
      d: `${"x".repeat(3000)}\${join("-", ["${v.stringValue}"])}`,
      e: `${"x".repeat(3000)}${v.numberValue}${v.stringValue}`,
      f: `${"x".repeat(3000)}${Fn.join(",", [v.stringValue, "z"])}`,
    }),
    "a number, alone and inside text": (v) => ({ a: v.numberValue, b: `x${v.numberValue}`, c: [v.numberValue] }),
    "a list": (v) => ({ a: v.listValue, b: Fn.element(v.listValue, 0), c: Token.asNumberList(v.value) }),
    "a map": (v) => ({ a: Token.asStringMap(v.value), b: Token.asNumberMap(v.value), c: Token.asAnyMap(v.value) }),
    "a key": (v) => ({ [v.stringValue]: { x: 1 } }),
    "an object that resolves itself": (v) => ({ a: v.value, b: Lazy.anyValue({ produce: () => ({ c: v.stringValue }) }) }),
    "a plain object that resolves itself": () => ({ a: { creationStack: [], resolve: () => "made", toString: () => "" } }),
    "a function of Terraform": (v) => ({ a: Fn.join("-", ["x", v.stringValue]), b: [Fn.lengthOf(v.listValue)] }),
  };

  it.each(Object.entries(values))("gives what cdktf gives for %s", (_, value) => {
    const expected = original(stack, value(variable));
    withoutResolvingPlainValues();
    expect(tokens.resolve(stack, value(variable))).toStrictEqual(expected);
  });

  const circle: Record<string, unknown> = { a: {} };
  circle.a = circle;
  const faults: Readonly<Record<string, () => unknown>> = {
    "a function": () => ({ a: { b: () => 1 } }),
    "a construct": () => ({ a: [stack] }),
    "a circle": () => circle,
    "the value of a map that is a token": () => ({ a: Token.STRING_MAP_TOKEN_VALUE }),
    "the value of a map of numbers that is a token": () => ({ a: Token.NUMBER_MAP_TOKEN_VALUE }),
    "an element of a list that is a token": () => ({ a: variable.listValue[0] }),
  };

  it.each(Object.entries(faults))("refuses %s with cdktf's own message", (_, value) => {
    const messageOf = () => {
      try {
        tokens.resolve(stack, value());
        return "no error";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const expected = messageOf();
    expect(expected).not.toBe("no error");
    withoutResolvingPlainValues();
    expect(messageOf()).toBe(expected);
  });

  it("leaves the value itself as it is", () => {
    withoutResolvingPlainValues();
    const value = { a: [{ b: undefined }] };
    const result = tokens.resolve(stack, value) as typeof value;
    expect(result).not.toBe(value);
    expect(result.a).not.toBe(value.a);
    expect(value).toStrictEqual({ a: [{ b: undefined }] });
  });

  it("finds every reference between stacks", () => {
    const synthesised = () => {
      const app = Testing.app();
      const other = new TerraformVariable(new TerraformStack(app, "other"), "Variable", {});
      const reader = new TerraformStack(app, "reader");
      new TerraformOutput(reader, "Out", { value: { plain: [1, { deep: `x-${other.stringValue}` }] } });
      reader.prepareStack();
      return { text: JSON.stringify(reader.toTerraform()), dependencies: reader.dependencies.map(({ node }) => node.id) };
    };
    const expected = synthesised();
    expect(expected.dependencies).toEqual(["other"]);
    withoutResolvingPlainValues();
    expect(synthesised()).toEqual(expected);
  });

  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    "synthesises %s as before",
    (_, environment) => {
      const synthesised = () => {
        const stacks = addEnvironment(Testing.app(), environment);
        stacks.forEach((each) => each.prepareStack());
        return stacks.map((each) => each.toTerraform() as unknown);
      };
      const expected = synthesised();
      withoutResolvingPlainValues();
      expect(synthesised()).toStrictEqual(expected);
    },
  );
});
