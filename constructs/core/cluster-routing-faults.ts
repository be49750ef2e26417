import type { AlertSecret } from "./alert-receivers";
import type { AlertRouting } from "./alert-routing";
import { alertRoutingFaults, receiversOf } from "./alert-routing-faults";
import type { Fault } from "./validation";

/** What an Alertmanager in the cluster would refuse in a routing. */
export function clusterRoutingFaults(routing: AlertRouting): Fault[] {
  return [
    ...alertRoutingFaults(routing),
    ...alertSecretsOf(routing).flatMap(([path, secret]) => secretFaults(path, secret)),
    ...mailFaults(routing),
  ];
}

/** Every secret of a routing and where in the description it stands. */
export function alertSecretsOf(routing: AlertRouting): [string, AlertSecret][] {
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
