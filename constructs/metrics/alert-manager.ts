import { PrometheusAlertManagerDefinition } from "@cdktf/provider-aws/lib/prometheus-alert-manager-definition";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { type Fault, throwFaults } from "../core/validation";
import { alertmanagerDefinition } from "./alertmanager-definition";
import type { IAlertTopicRef } from "./alert-topic-ref";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** The longest time between two notifications of one alert. @see AMP Service Quotas, `repeat_interval` (read 2026-11) */
const REPEAT_MAX = Duration.days(5);

/** The shortest one: below it Alertmanager repeats at each group interval anyway. */
const REPEAT_MIN = Duration.minutes(5);

/** What an `AlertManager` is made of. */
export interface AlertManagerProps {
  /** The workspace whose alerts are routed; a workspace has one Alertmanager. */
  readonly workspace: IPrometheusWorkspaceRef;
  /** Region of the topics: requests to SNS are signed for it. */
  readonly region: string;
  /** Gets alerts with severity `page`. Same account as the workspace. */
  readonly page: IAlertTopicRef;
  /** Gets alerts with severity `ticket`, and those without one. Same account as the workspace. */
  readonly ticket: IAlertTopicRef;
  /**
   * How often a page is sent again while its alert fires: 5 minutes to 5 days.
   * @default Duration.hours(4)
   */
  readonly repeatPages?: Duration;
  /**
   * How often a ticket is sent again while its alert fires: 5 minutes to 5 days.
   * @default Duration.days(1)
   */
  readonly repeatTickets?: Duration;
}

/** Defines the Alertmanager of a workspace: it groups alerts and sends them to one SNS topic for each severity. Free of charge. */
export class AlertManager extends Construct {
  /** The definition itself. */
  public readonly resource: PrometheusAlertManagerDefinition;

  /** @throws ValidationError when a repetition is out of the range that AMP takes */
  public constructor(scope: Construct, id: string, props: AlertManagerProps) {
    super(scope, id);
    const { repeatPages = Duration.hours(4), repeatTickets = Duration.days(1) } = props;
    throwFaults(`alert manager "${this.node.path}"`, [
      ...repeatFaults("repeatPages", repeatPages),
      ...repeatFaults("repeatTickets", repeatTickets),
    ]);

    this.resource = new PrometheusAlertManagerDefinition(this, "Resource", {
      workspaceId: props.workspace.workspaceId,
      // Not escaped here: the topics are tokens, and the templates come escaped.
      definition: alertmanagerDefinition({
        region: props.region,
        pageTopicArn: props.page.topicArn,
        ticketTopicArn: props.ticket.topicArn,
        repeatPages,
        repeatTickets,
      }),
    });
  }
}

function repeatFaults(path: string, value: Duration): Fault[] {
  const seconds = value.toSeconds();
  if (Number.isInteger(seconds) && seconds >= REPEAT_MIN.toSeconds() && seconds <= REPEAT_MAX.toSeconds()) {
    return [];
  }
  return [
    {
      path,
      problem: "is out of range",
      got: value.toString(),
      allowed: `whole seconds from ${REPEAT_MIN.toString()} to ${REPEAT_MAX.toString()}`,
      fix: "choose a time within the range, such as Duration.hours(4)",
    },
  ];
}
