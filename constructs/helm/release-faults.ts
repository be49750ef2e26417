import { Token } from "cdktf";
import type { Fault } from "../core/validation";
import { isMap, type ChartValue, type ChartValues } from "./chart-values";

/** Keys whose value would be a secret; `passwordKey`, `existingSecret` and the like only name one. */
const SECRET_KEY = /(password|passwd|passphrase|secretkey|secretaccesskey|accesskey|apikey|privatekey|token)$/i;

/**
 * Faults of the names of a release.
 *
 * @see Helm: release names have at most 53 characters, so that suffixes fit into the 63 of a DNS label (Helm 3 documentation, read 2026-11)
 * @see Kubernetes: namespaces are DNS labels, RFC 1123, 63 characters
 */
export function releaseNameFaults(names: { releaseName: string; namespace: string; chart: string }): Fault[] {
  return [
    ...dnsLabelFaults("releaseName", names.releaseName, 53),
    ...dnsLabelFaults("namespace", names.namespace, 63),
    ...dnsLabelFaults("chart.chart", names.chart, 63),
  ];
}

/** Faults of values that must not, or can't, travel to a chart. Secrets are named by their path and never printed. */
export function chartValueFaults(values: ChartValues, path = "values"): Fault[] {
  return Object.entries(values).flatMap(([key, value]) => valueFaults(key, value, `${path}.${key}`));
}

function valueFaults(key: string, value: ChartValue, path: string): Fault[] {
  if (typeof value === "string") {
    return value !== "" && SECRET_KEY.test(key) ? [secretFault(path)] : [];
  }
  if (typeof value === "number" || Array.isArray(value)) {
    if (Token.isUnresolved(value)) {
      return [unwritableFault(path)];
    }
    return Array.isArray(value) ? value.flatMap((item: ChartValue, index) => valueFaults(key, item, `${path}[${index}]`)) : [];
  }
  if (isMap(value)) {
    return Token.isUnresolved(value) ? [unwritableFault(path)] : chartValueFaults(value, path);
  }
  return [];
}

function secretFault(path: string): Fault {
  return {
    path,
    problem: "holds a secret, which would end in Terraform's state and in the release (the value is not printed)",
    fix: "keep it in Secrets Manager, bring it into the cluster as a Secret, and name that Secret (keys such as existingSecret)",
  };
}

function unwritableFault(path: string): Fault {
  return {
    path,
    problem: "is a number, list or map that Terraform knows only at apply, which YAML can't hold",
    allowed: "strings that are tokens; everything else as literals",
    fix: "pass it as a string (Token.asString) or compute it before",
  };
}

function dnsLabelFaults(path: string, name: string, maxCharacters: number): Fault[] {
  if (Token.isUnresolved(name) || (name.length <= maxCharacters && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name))) {
    return [];
  }
  return [
    {
      path,
      problem: name.length > maxCharacters ? `is too long: ${name.length} characters` : "is not a DNS label",
      got: name,
      allowed: `1 to ${maxCharacters} lower-case letters, digits and hyphens, beginning and ending with a letter or digit`,
      fix: "choose a shorter or simpler name; names are never cut",
    },
  ];
}
