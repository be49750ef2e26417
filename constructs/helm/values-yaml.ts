import { Token } from "cdktf";
import { Document, isScalar, Scalar, visit } from "yaml";
import { literal } from "../core/literal";
import { isMap, type ChartValue, type ChartValues } from "./chart-values";

/**
 * Values as the YAML document that Terraform hands to Helm: the same bytes for the same values, whatever the order of their keys.
 * `${` and `%{` reach Helm as they are; tokens are left for Terraform.
 */
export function valuesYaml(values: ChartValues): string {
  return stableYaml(forTerraform(values));
}

/**
 * YAML with sorted keys and without folded lines. Written for YAML 1.1, which is what Helm reads: there `on`, `yes` and `0755`
 * are no strings unless quoted. A string with a token is quoted too, so that an account id stays a string after Terraform put it in.
 */
export function stableYaml(value: ChartValue): string {
  const document = new Document(value, { version: "1.1", sortMapEntries: true, aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === "string" && Token.isUnresolved(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function forTerraform(value: ChartValue): ChartValue {
  if (typeof value === "string") {
    return Token.isUnresolved(value) ? literalAroundTokens(value) : literal(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => forTerraform(item));
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [literal(key), forTerraform(item)]),
  );
}

/** What `literal` does, for a string that also holds tokens: cdktf marks each of them as `${TfToken[...]}`. */
function literalAroundTokens(text: string): string {
  return text.replace(/[$%]\{(?!TfToken\[)/g, (opening) => opening[0] + opening);
}
