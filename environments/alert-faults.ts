import type { AlertReceiver } from "../constructs/core/alert-receivers";
import type { AlertRouting } from "../constructs/core/alert-routing";
import { clusterRoutingFaults } from "../constructs/core/cluster-routing-faults";
import { type Fault, oneOfFaults, patternFaults } from "../constructs/core/validation";
import { workspaceRoutingFaults } from "../constructs/core/workspace-routing-faults";
import { ALERT_SENDERS, type AlertSettings, type EnvironmentProps } from "./environment-props";

/** What is wrong with who hears of alerts. */
export function alertFaults({ alerts = {}, metrics = {} }: EnvironmentProps): Fault[] {
  const { pageEmails = [], ticketEmails = [], sentBy } = alerts;
  return [
    ...Object.entries({ pageEmails, ticketEmails }).flatMap(([list, addresses]) =>
      addresses.flatMap((address) => patternFaults(`alerts.${list}`, address, /^[^@\s]+@[^@\s]+\.[^@\s]+$/, "e-mail addresses")),
    ),
    ...oneOfFaults("alerts.sentBy", sentBy, ALERT_SENDERS),
    ...slackFaults(alerts),
    ...heartbeatFaults(alerts),
    ...routingFaults(alerts).map((fault) => ({ ...fault, path: `alerts.${fault.path}` })),
    ...senderFaults(alerts, metrics.collector),
  ];
}

/** The topics are made later; here one stands for them. */
const TOPIC: AlertReceiver = { type: "sns", topicArn: "made by the metrics stack" };

/** Asks each Alertmanager that sends. Both find the same faults in what they share. */
function routingFaults({ sentBy = "workspace", page = [], ticket = [], ...options }: AlertSettings): Fault[] {
  // At the end, so that the receivers keep their numbers.
  const routing: AlertRouting = { ...options, page: [...page, TOPIC], ticket: [...ticket, TOPIC] };
  if (sentBy === "cluster") {
    return clusterRoutingFaults(routing);
  }
  // With both, one of them gives the sign of life: the cluster, which is the one that goes.
  const workspace = workspaceRoutingFaults(sentBy === "both" ? { ...routing, heartbeat: undefined } : routing);
  const known = new Set(workspace.map(faultId));
  return sentBy === "both"
    ? [...workspace, ...clusterRoutingFaults(routing).filter((fault) => !known.has(faultId(fault)))]
    : workspace;
}

function faultId({ path, problem }: Fault): string {
  return `${path} ${problem}`;
}

function slackFaults({ slack }: AlertSettings): Fault[] {
  if (slack === undefined) {
    return [];
  }
  const { teamId, pageChannelId, ticketChannelId = pageChannelId } = slack;
  const channel = (path: string, id: string) =>
    patternFaults(
      `alerts.slack.${path}`,
      id,
      /^[CG][0-9A-Z]{5,}$/,
      "the id that Slack shows, such as C012ABCDEFG, not the channel's name",
    );
  return [
    ...patternFaults("alerts.slack.teamId", teamId, /^T[0-9A-Z]{5,}$/, "the id that Slack shows, such as T012ABCDEFG"),
    ...channel("pageChannelId", pageChannelId),
    ...(ticketChannelId === pageChannelId ? [] : channel("ticketChannelId", ticketChannelId)),
  ];
}

/** A sign of life is watched from outside, by something that notices when it stays away. */
function heartbeatFaults({ heartbeat }: AlertSettings): Fault[] {
  const type = heartbeat?.receiver.type;
  if (type === undefined || type === "webhook" || type === "pagerduty" || type === "opsgenie") {
    return [];
  }
  return [
    {
      path: "alerts.heartbeat.receiver.type",
      problem: "is no receiver that notices when the sign of life stays away",
      got: type,
      allowed: "webhook, pagerduty, opsgenie",
      fix: "name a heartbeat monitor of a service outside this account",
    },
  ];
}

function senderFaults({ sentBy = "workspace" }: AlertSettings, collector = "in-cluster-prometheus"): Fault[] {
  if (sentBy === "workspace" || collector === "in-cluster-prometheus") {
    return [];
  }
  return [
    {
      path: "alerts.sentBy",
      problem: `wants an Alertmanager in the cluster, where metrics.collector "${collector}" puts none`,
      got: sentBy,
      allowed: '"workspace"',
      fix: 'let the workspace send, or choose metrics.collector "in-cluster-prometheus"',
    },
  ];
}
