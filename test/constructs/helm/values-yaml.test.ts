import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { stableYaml, valuesYaml } from "../../../constructs/helm/values-yaml";

describe("valuesYaml", () => {
  it("writes the same bytes whatever the order of keys, and keeps the order of lists", () => {
    expect(valuesYaml({ b: { d: 1, c: [2, 1] }, a: "x" })).toBe(valuesYaml({ a: "x", b: { c: [2, 1], d: 1 } }));
    expect(valuesYaml({ b: { d: 1, c: [2, 1] }, a: "x" })).toBe("a: x\nb:\n  c:\n    - 2\n    - 1\n  d: 1\n");
  });

  it("doubles ${ and %{ in values and keys, so that Terraform prints them as they are", () => {
    expect(parse(valuesYaml({ "${k}": "${STORAGE_PATH}/x %{y}" }))).toEqual({ "$${k}": "$${STORAGE_PATH}/x %%{y}" });
  });

  it("leaves tokens alone, quoted, also beside text that Terraform must not read", () => {
    const token = Token.asString({ resolve: () => "123" });
    expect(valuesYaml({ a: token })).toBe(`a: "${token}"\n`);
    expect(valuesYaml({ a: `\${NODE}-${token}` })).toBe(`a: "$\${NODE}-${token}"\n`);
  });

  it("leaves undefined out and writes null", () => {
    expect(valuesYaml({ a: undefined, b: null })).toBe("b: null\n");
  });

  it("never folds or shortens what repeats", () => {
    const long = "word ".repeat(60).trim();
    const shared = { x: 1 };
    expect(valuesYaml({ a: long })).toBe(`a: ${long}\n`);
    expect(valuesYaml({ a: shared, b: shared })).toBe("a:\n  x: 1\nb:\n  x: 1\n");
  });
});

describe("stableYaml", () => {
  it.each(["on", "off", "yes", "no", "true", "null", "~", "0755", "1_000", "1:30", "1e3", "", "%a", "- a", "a: b", "# c"])(
    "quotes the string %j, which Helm would read as something else",
    (text) => {
      expect(stableYaml({ a: text })).toMatch(/^a: ["']/);
      expect(parse(stableYaml({ a: text }), { version: "1.1" })).toEqual({ a: text });
    },
  );

  it("keeps texts of several lines as they are", () => {
    const text = 'one\n  two: {{x}}\n\n"three"\n';
    expect(parse(stableYaml({ a: text }))).toEqual({ a: text });
  });
});
