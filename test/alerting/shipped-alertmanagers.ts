import { parse } from "yaml";
import type { StackJson } from "../plan/environment-module";

/** A configuration as an Alertmanager reads it. */
export interface AlertmanagerFile {
  readonly route: AlertmanagerRoute;
  readonly receivers: readonly AlertmanagerReceiver[];
  readonly templates?: readonly string[];
}

/** A node of the routing tree, as far as tests look at it. */
export interface AlertmanagerRoute {
  readonly receiver?: string;
  readonly matchers?: readonly string[];
  readonly routes?: readonly AlertmanagerRoute[];
}

/** A receiver with its integrations by kind: `sns_configs`, `pagerduty_configs`. */
export interface AlertmanagerReceiver {
  readonly name: string;
  readonly [integrations: string]: unknown;
}

/** An Alertmanager that an environment ships. */
export interface ShippedAlertmanager {
  /** `AMP of production-metrics`. */
  readonly from: string;
  readonly config: AlertmanagerFile;
  /** Template files by the name under which the configuration knows them. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A reference whose value only exists after a deployment: topics and secrets, all of them ARNs. */
const REFERENCE = /(?<!\$)\$\{([^}]*)\}/g;

/** Finds the Alertmanagers in synthesised stacks, those of AMP and those in the cluster: what is shipped, not a copy of it. */
export function shippedAlertmanagers(stacks: Readonly<Record<string, StackJson>>): readonly ShippedAlertmanager[] {
  return Object.entries(stacks).flatMap(([id, stack]) => [
    ...Object.values(stack.resource?.aws_prometheus_alert_manager_definition ?? {}).map(({ definition }) => ({
      from: `AMP of ${id}`,
      ...ampAlertmanager(asDeployed(definition as string)),
    })),
    ...Object.values(stack.resource?.helm_release ?? {}).flatMap((release) =>
      ((release.values ?? []) as readonly string[]).flatMap((text) => {
        const found = chartAlertmanager(asDeployed(text));
        return found === undefined ? [] : [{ from: `the cluster of ${id}`, ...found }];
      }),
    ),
  ]);
}

/** The definition of AMP as its two parts; keys that AMP reads from Secrets Manager are replaced by a word, which amtool wants. */
export function ampAlertmanager(definition: string): Omit<ShippedAlertmanager, "from"> {
  const { alertmanager_config, template_files } = parse(definition) as {
    alertmanager_config: string;
    template_files: Record<string, string>;
  };
  const config = parse(alertmanager_config, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "aws_secrets_manager" in value ? "from-secrets-manager" : value,
  ) as AlertmanagerFile;
  return { config, templates: template_files };
}

/** In the values of kube-prometheus-stack; one without receivers is the chart's own, which the values leave alone. */
function chartAlertmanager(text: string): Omit<ShippedAlertmanager, "from"> | undefined {
  const values = parse(text) as { alertmanager?: { config?: AlertmanagerFile; templateFiles?: Record<string, string> } } | null;
  const { config, templateFiles = {} } = values?.alertmanager ?? {};
  return config?.receivers === undefined ? undefined : { config, templates: templateFiles };
}

function asDeployed(text: string): string {
  return text
    .replace(REFERENCE, (_whole, reference: string) => `arn:aws:sns:eu-central-1:111122223333:${reference.replace(/\W+/g, "-")}`)
    .replaceAll("$${", "${")
    .replaceAll("%%{", "%{");
}
