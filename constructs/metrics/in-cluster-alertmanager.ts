import { type AlertSecret, OPSGENIE_END } from "../core/alert-receivers";
import type { AlertRouting } from "../core/alert-routing";
import { alertRoutingFaults, receiversOf } from "../core/alert-routing-faults";
import { type Fault, throwFaults } from "../core/validation";
import { alertmanagerConfig } from "./alertmanager-config";
import { ALERT_TEMPLATES, TEMPLATE_FILE } from "./alertmanager-templates";

/** Where an Alertmanager in the cluster finds its things; the defaults are those of kube-prometheus-stack. */
export interface InClusterAlertmanagerOptions {
  /** Region that requests to SNS topics are signed for; the pods' role must be allowed to publish. */
  readonly region: string;
  /**
   * Folder below which each Kubernetes Secret is mounted under its name.
   * @default "/etc/alertmanager/secrets"
   */
  readonly secretsFolder?: string;
  /**
   * Folder of the template file.
   * @default "/etc/alertmanager/config"
   */
  readonly templatesFolder?: string;
}

/** An Alertmanager configuration with all that belongs to it. */
export interface InClusterAlertmanager {
  /** The configuration, `alertmanager.config` in kube-prometheus-stack; holds no secret. */
  readonly config: object;
  /** Template files by name, `alertmanager.templateFiles`. */
  readonly templateFiles: Readonly<Record<string, string>>;
  /** Kubernetes Secrets to mount, `alertmanager.alertmanagerSpec.secrets`. */
  readonly secretNames: readonly string[];
  /** What will stop working, as sentences for whoever synthesises. */
  readonly warnings: readonly string[];
}

/**
 * Renders a routing for an Alertmanager of one's own, version 0.25 or newer. Secrets are named by the files they are mounted as.
 *
 * @throws ValidationError when the Alertmanager would refuse it, or a secret has no name in the cluster
 */
export function inClusterAlertmanager(routing: AlertRouting, options: InClusterAlertmanagerOptions): InClusterAlertmanager {
  const { region, secretsFolder = "/etc/alertmanager/secrets", templatesFolder = "/etc/alertmanager/config" } = options;
  const secrets = secretsOf(routing);
  throwFaults("alert routing for the cluster", [
    ...alertRoutingFaults(routing),
    ...secrets.flatMap(([path, secret]) => secretFaults(path, secret)),
    ...mailFaults(routing),
  ]);

  const fileOf = ({ secretName, key }: AlertSecret): string => `${secretsFolder}/${secretName!}/${key}`;
  return {
    config: {
      ...mailServer(routing, fileOf),
      templates: [`${templatesFolder}/*.tmpl`],
      ...alertmanagerConfig(routing, { region, secret: (option, secret) => ({ [`${option}_file`]: fileOf(secret) }) }),
    },
    templateFiles: { [TEMPLATE_FILE]: ALERT_TEMPLATES },
    secretNames: [...new Set(secrets.map(([, { secretName }]) => secretName!))].sort(),
    warnings: warningsOf(routing),
  };
}

function warningsOf(routing: AlertRouting): string[] {
  return receiversOf(routing)
    .filter(({ receiver }) => receiver.type === "opsgenie")
    .map(
      ({ path }) => `${path} is an Opsgenie receiver: its service and API end on ${OPSGENIE_END}. Choose another before that.`,
    );
}

function mailServer({ smtp }: AlertRouting, fileOf: (secret: AlertSecret) => string): object {
  return smtp === undefined
    ? {}
    : {
        global: {
          smtp_smarthost: smtp.host,
          smtp_from: smtp.from,
          smtp_auth_username: smtp.userName,
          smtp_auth_password_file: fileOf(smtp.password),
          smtp_require_tls: true,
        },
      };
}

function secretsOf(routing: AlertRouting): [string, AlertSecret][] {
  const { smtp } = routing;
  return [
    ...receiversOf(routing).flatMap(({ path, receiver }): [string, AlertSecret | undefined][] => {
      switch (receiver.type) {
        case "pagerduty":
          return [[`${path}.routingKey`, receiver.routingKey]];
        case "slack":
          return [[`${path}.webhookUrl`, receiver.webhookUrl]];
        case "opsgenie":
          return [[`${path}.apiKey`, receiver.apiKey]];
        case "webhook":
          return [
            [`${path}.url`, typeof receiver.url === "string" ? undefined : receiver.url],
            [`${path}.token`, receiver.token],
          ];
        default:
          return [];
      }
    }),
    ["smtp.password", smtp?.password] as [string, AlertSecret | undefined],
  ].filter((entry): entry is [string, AlertSecret] => entry[1] !== undefined);
}

function secretFaults(path: string, { secretName, key }: AlertSecret): Fault[] {
  const faults: Fault[] = [];
  if (secretName === undefined || !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(secretName)) {
    faults.push({
      path: `${path}.secretName`,
      problem:
        secretName === undefined ? "is missing: the cluster's Alertmanager reads keys from files" : "is no name of a Secret",
      got: secretName,
      fix: "give the name of the Kubernetes Secret that External Secrets writes",
    });
  }
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    faults.push({
      path: `${path}.key`,
      problem: "is no key of a Secret",
      got: key,
      fix: "use letters, digits, `-`, `_` and `.`",
    });
  }
  return faults;
}

function mailFaults(routing: AlertRouting): Fault[] {
  const { smtp } = routing;
  const mails = receiversOf(routing).some(({ receiver }) => receiver.type === "email");
  if (smtp !== undefined && !mails) {
    return [
      { path: "smtp", problem: "is of no use: no receiver is of type email", fix: "leave it out or add an e-mail receiver" },
    ];
  }
  return mails && smtp === undefined
    ? [{ path: "smtp", problem: "is missing: e-mail receivers have no server", fix: "say which mail server sends the messages" }]
    : [];
}
