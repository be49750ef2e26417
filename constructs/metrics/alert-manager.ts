import { PrometheusAlertManagerDefinition } from "@cdktf/provider-aws/lib/prometheus-alert-manager-definition";
import { Construct } from "constructs";
import type { AlertReceiver } from "../core/alert-receivers";
import type { AlertRouting, AlertRoutingOptions } from "../core/alert-routing";
import { throwFaults } from "../core/validation";
import { workspaceRoutingFaults } from "../core/workspace-routing-faults";
import { alertmanagerDefinition, alertmanagerLimitFaults } from "./alertmanager-definition";
import type { IAlertTopicRef } from "./alert-topic-ref";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What an `AlertManager` is made of. An `AlertRouting` fits in: `{ workspace, region, ...routing }`. */
export interface AlertManagerProps extends AlertRoutingOptions {
  /** The workspace whose alerts are routed; a workspace has one Alertmanager. */
  readonly workspace: IPrometheusWorkspaceRef;
  /** Region of the topics: requests to SNS are signed for it. */
  readonly region: string;
  /** Gets alerts with severity `page`: a topic of the workspace's account, or receivers of types `sns` and `pagerduty`. */
  readonly page: IAlertTopicRef | readonly AlertReceiver[];
  /** Gets alerts with severity `ticket`, and those without one: as `page`. */
  readonly ticket: IAlertTopicRef | readonly AlertReceiver[];
}

/**
 * Defines the Alertmanager of a workspace: it groups alerts and sends them to whom each severity belongs. Free of charge.
 *
 * AMP publishes to SNS topics of its own account and to PagerDuty; everything else is reached through a topic.
 */
export class AlertManager extends Construct {
  /** The definition itself. */
  public readonly resource: PrometheusAlertManagerDefinition;

  /** @throws ValidationError when AMP would refuse a receiver, a time or the size of the definition */
  public constructor(scope: Construct, id: string, props: AlertManagerProps) {
    super(scope, id);
    const { workspace, region } = props;
    const routing = routingOf(props);
    throwFaults(`alert manager "${this.node.path}"`, workspaceRoutingFaults(routing));
    const definition = alertmanagerDefinition(routing, region);
    throwFaults(`alert manager "${this.node.path}"`, alertmanagerLimitFaults(routing, definition));

    this.resource = new PrometheusAlertManagerDefinition(this, "Resource", { workspaceId: workspace.workspaceId, definition });
  }
}

/** The options that are no routing stay in it, and nobody reads them there. */
function routingOf(props: AlertManagerProps): AlertRouting {
  return { ...props, page: receivers(props.page), ticket: receivers(props.ticket) };
}

function receivers(given: IAlertTopicRef | readonly AlertReceiver[]): readonly AlertReceiver[] {
  return "topicArn" in given ? [{ type: "sns", topicArn: given.topicArn }] : given;
}
