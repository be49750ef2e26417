import { Token } from "cdktf";
import type { AlertReceiver, AlertSecret } from "./alert-receivers";
import type { AlertRouting } from "./alert-routing";
import { alertRoutingFaults, receiversOf } from "./alert-routing-faults";
import type { Fault } from "./validation";

/** Why AMP has no such receiver, and what takes its place. */
const NOT_IN_AMP: Readonly<Partial<Record<AlertReceiver["type"], string>>> = {
  slack: "send to an SNS topic with format chat, and show the topic in the channel with SlackChannel",
  email: "send to an SNS topic, and subscribe the addresses to it",
  opsgenie: "send to an SNS topic, and subscribe the Opsgenie integration to it",
  webhook: "send to an SNS topic, and subscribe the HTTPS endpoint to it",
};

/** What AMP would refuse in a routing. */
export function workspaceRoutingFaults(routing: AlertRouting): Fault[] {
  return [
    ...alertRoutingFaults(routing),
    ...receiversOf(routing).flatMap(({ path, receiver }) => receiverFaults(path, receiver)),
    ...smtpFaults(routing),
  ];
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
