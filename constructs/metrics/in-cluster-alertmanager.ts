import { type AlertSecret, OPSGENIE_END } from "../core/alert-receivers";
import type { AlertRouting } from "../core/alert-routing";
import { receiversOf } from "../core/alert-routing-faults";
import { alertSecretsOf, clusterRoutingFaults } from "../core/cluster-routing-faults";
import { throwFaults } from "../core/validation";
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
  const secrets = alertSecretsOf(routing);
  throwFaults("alert routing for the cluster", clusterRoutingFaults(routing));

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
