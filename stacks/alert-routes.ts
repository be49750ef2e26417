import type { AlertReceiver } from "../constructs/core/alert-receivers";
import type { AlertRouting } from "../constructs/core/alert-routing";
import type { IAlertTopicRef } from "../constructs/metrics/alert-topic-ref";
import type { Environment } from "../environments/environment";
import type { Severity } from "../rules/rule";
import { heartbeatSender } from "./metric-collection";

/** Topics by severity. */
export type TopicsBySeverity = Readonly<Record<Severity, IAlertTopicRef>>;

/** Where an environment's alerts go, for both kinds of Alertmanager. */
export interface AlertRoutes {
  /** In the workspace; undefined where only the cluster sends. */
  readonly workspace?: AlertRouting;
  /** In the cluster; undefined where only the workspace sends. */
  readonly cluster?: AlertRouting;
}

/** Renders an environment's one description for whoever sends; topics for chat get the format that chat channels show. */
export function alertRoutes(alerts: Environment["alerts"], topics: TopicsBySeverity, chatTopics?: TopicsBySeverity): AlertRoutes {
  const { sentBy, teams, heartbeat, groupBy, repeatPages, repeatTickets, quietHours, inhibitions, smtp } = alerts;
  const options = { teams, heartbeat, groupBy, repeatPages, repeatTickets, quietHours, inhibitions, smtp };
  const receivers = (severity: Severity): readonly AlertReceiver[] => [
    { type: "sns", topicArn: topics[severity].topicArn },
    ...(chatTopics === undefined
      ? []
      : [{ type: "sns", topicArn: chatTopics[severity].topicArn, format: "chat" } satisfies AlertReceiver]),
    ...alerts[severity],
  ];
  const routing: AlertRouting = { ...options, page: receivers("page"), ticket: receivers("ticket") };
  const sender = heartbeatSender(alerts);
  return {
    workspace:
      sentBy === "cluster" ? undefined : { ...routing, heartbeat: sender === "workspace" ? routing.heartbeat : undefined },
    cluster: sentBy === "workspace" ? undefined : routing,
  };
}
