import { stringify } from "yaml";
import type { AlertSecret } from "../core/alert-receivers";
import type { AlertRouting } from "../core/alert-routing";
import { literal } from "../core/literal";
import type { Fault } from "../core/validation";
import { alertmanagerConfig } from "./alertmanager-config";
import { ALERT_TEMPLATES } from "./alertmanager-templates";

/**
 * What the Alertmanager of one workspace takes.
 *
 * @see AMP Service Quotas: alert manager definition file size 1 MB, inhibition rules 100, nodes in the routing tree 100 (read 2026-11)
 */
export const ALERTMANAGER_LIMITS = { definitionBytes: 1_000_000, inhibitionRules: 100, routes: 100 } as const;

/** Name of the templates within the definition. */
const TEMPLATES = "alerts";

/**
 * The YAML that AMP takes: the templates, and as one string the configuration of an ordinary Alertmanager. Topics and secrets may be
 * tokens, so the text is not escaped once more; the templates come escaped.
 */
export function alertmanagerDefinition(routing: AlertRouting, region: string): string {
  const config = { templates: [TEMPLATES], ...alertmanagerConfig(routing, { region, secret: secretsManager }) };
  return yaml({ template_files: { [TEMPLATES]: literal(ALERT_TEMPLATES) }, alertmanager_config: yaml(config) });
}

/** What is too much for one workspace; asked once the routing itself is right. */
export function alertmanagerLimitFaults(routing: AlertRouting, definition: string): Fault[] {
  const { teams = {}, inhibitions = [] } = routing;
  // The root, the heartbeat, the severities, and each team's; two inhibitions are ours.
  const routes =
    4 +
    Object.values(teams)
      .flatMap(({ page, ticket }) => [page, ticket])
      .filter((given) => given !== undefined).length;
  return [
    ...limitFaults("teams", "make more routes than AMP takes", routes, ALERTMANAGER_LIMITS.routes, "routes"),
    ...limitFaults(
      "inhibitions",
      "are more than AMP takes",
      2 + inhibitions.length,
      ALERTMANAGER_LIMITS.inhibitionRules,
      "rules, two of them given",
    ),
    ...limitFaults(
      "routing",
      "makes a definition that is too large for AMP",
      Buffer.byteLength(definition),
      ALERTMANAGER_LIMITS.definitionBytes,
      "bytes",
    ),
  ];
}

function secretsManager(option: string, { secretArn, key }: AlertSecret): object {
  return { [option]: { aws_secrets_manager: { secret_arn: secretArn, secret_key: key, refresh_interval: "5m" } } };
}

function limitFaults(path: string, problem: string, got: number, limit: number, unit: string): Fault[] {
  return got <= limit
    ? []
    : [{ path, problem, got, allowed: `at most ${limit} ${unit}`, fix: "leave some out or ask AWS for a higher quota" }];
}

/** Never folds a line: a token that is cut in two would not be found again. In YAML 1.1 a bare `20:00` is the number 1200. */
function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, version: "1.1" });
}
