import { Token } from "cdktf";
import { stringify } from "yaml";
import type { AlertReceiver, AlertSecret } from "../core/alert-receivers";
import type { AlertRouting } from "../core/alert-routing";
import { alertRoutingFaults, receiversOf } from "../core/alert-routing-faults";
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

/** Why AMP has no such receiver, and what takes its place. */
const NOT_IN_AMP: Readonly<Partial<Record<AlertReceiver["type"], string>>> = {
  slack: "send to an SNS topic with format chat, and show the topic in the channel with SlackChannel",
  email: "send to an SNS topic, and subscribe the addresses to it",
  opsgenie: "send to an SNS topic, and subscribe the Opsgenie integration to it",
  webhook: "send to an SNS topic, and subscribe the HTTPS endpoint to it",
};

/**
 * The YAML that AMP takes: the templates, and as one string the configuration of an ordinary Alertmanager. Topics and secrets may be
 * tokens, so the text is not escaped once more; the templates come escaped.
 */
export function alertmanagerDefinition(routing: AlertRouting, region: string): string {
  const config = { templates: [TEMPLATES], ...alertmanagerConfig(routing, { region, secret: secretsManager }) };
  return yaml({ template_files: { [TEMPLATES]: literal(ALERT_TEMPLATES) }, alertmanager_config: yaml(config) });
}

/** What AMP would refuse in a routing; the definition is the rendered one. */
export function alertmanagerDefinitionFaults(routing: AlertRouting): Fault[] {
  return [
    ...alertRoutingFaults(routing),
    ...receiversOf(routing).flatMap(({ path, receiver }) => receiverFaults(path, receiver)),
    ...smtpFaults(routing),
  ];
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

function receiverFaults(path: string, receiver: AlertReceiver): Fault[] {
  const instead = NOT_IN_AMP[receiver.type];
  if (instead !== undefined) {
    return [
      {
        path: `${path}.type`,
        problem: "is a receiver that Amazon Managed Prometheus does not have",
        got: receiver.type,
        allowed: "sns, pagerduty",
        fix: instead,
      },
    ];
  }
  return receiver.type === "pagerduty" ? secretFaults(`${path}.routingKey`, receiver.routingKey) : [];
}

function secretFaults(path: string, { secretArn }: AlertSecret): Fault[] {
  if (secretArn === undefined) {
    return [
      {
        path: `${path}.secretArn`,
        problem: "is missing: AMP reads keys from Secrets Manager only",
        fix: "store the key in Secrets Manager and give the ARN of the secret",
      },
    ];
  }
  if (Token.isUnresolved(secretArn) || /^arn:aws[a-z-]*:secretsmanager:[^:]+:\d{12}:secret:.+$/.test(secretArn)) {
    return [];
  }
  return [
    {
      path: `${path}.secretArn`,
      problem: "is not the ARN of a secret",
      got: secretArn,
      allowed: "arn:aws:secretsmanager:<region>:<account>:secret:<name>",
      fix: "give the ARN that Secrets Manager shows; the key itself belongs nowhere in the code",
    },
  ];
}

function smtpFaults({ smtp }: AlertRouting): Fault[] {
  return smtp === undefined
    ? []
    : [{ path: "smtp", problem: "is of no use: AMP sends no mail", fix: "leave it out for this Alertmanager" }];
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
