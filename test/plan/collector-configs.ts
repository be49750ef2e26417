import { parse } from "yaml";
import type { ChartValues } from "../../constructs/helm/chart-values";
import type { StackJson } from "./environment-module";

/** A collector configuration that an environment ships. */
export interface ShippedCollectorConfig {
  /** `production-in-cluster helm_release.OtelCollector`. */
  readonly from: string;
  /** The configuration as the collector reads it. */
  readonly config: ChartValues;
  /** Arguments that the collector gets beside it. */
  readonly args: readonly string[];
  /** Variables that the pod gives to the collector and that the configuration reads. */
  readonly variables: readonly string[];
}

/** A reference whose value only exists after a deployment; every such value in a collector configuration is an address or a name. */
const REFERENCE = /(?<!\$)\$\{(?!env:)[^}]*\}/g;

/** Finds the collector configurations in the Helm values of synthesised stacks: what is shipped, not a copy of it. */
export function collectorConfigs(stacks: Readonly<Record<string, StackJson>>): readonly ShippedCollectorConfig[] {
  return Object.entries(stacks).flatMap(([id, stack]) =>
    Object.entries(stack.resource?.helm_release ?? {}).flatMap(([name, release]) =>
      ((release.values ?? []) as readonly string[]).flatMap((text) => {
        const values = parse(asDeployed(text)) as ChartCollectorValues | null;
        const config = values?.alternateConfig ?? values?.config;
        return isCollectorConfig(config)
          ? [
              {
                from: `${id} helm_release.${name}`,
                config,
                args: values?.command?.extraArgs ?? [],
                variables: variablesIn(config),
              },
            ]
          : [];
      }),
    ),
  );
}

/** The text after Terraform and the chart's `tpl`: references have a value, escaped openings are plain. */
function asDeployed(text: string): string {
  return text
    .replace(REFERENCE, "https://deployed.example.com/value")
    .replaceAll("$${", "${")
    .replaceAll("%%{", "%{")
    .replaceAll("{{`{{`}}", "{{");
}

/** Both keys under which the collector's chart takes a configuration; the second one replaces the first. */
interface ChartCollectorValues {
  readonly command?: { readonly extraArgs?: readonly string[] };
  readonly config?: ChartValues;
  readonly alternateConfig?: ChartValues;
}

function isCollectorConfig(config: ChartValues | undefined): config is ChartValues {
  return (config?.service as { pipelines?: unknown } | undefined)?.pipelines !== undefined;
}

function variablesIn(config: unknown): string[] {
  return [...new Set([...JSON.stringify(config).matchAll(/\$\{env:(\w+)/g)].map(([, name]) => name!))].sort();
}
