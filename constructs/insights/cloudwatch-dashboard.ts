import { CloudwatchDashboard as DashboardResource } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import type { CloudwatchDashboardBody, CloudwatchWidget } from "../../dashboards/cloudwatch/widgets";

/** @see CloudWatch PutDashboard: DashboardName, 255 characters (read 2026-11) */
const DASHBOARD_NAME: NameLimit = { kind: "CloudWatch dashboard", maxCharacters: 255, pattern: /^[A-Za-z0-9_-]+$/ };

/** @see CloudWatch, Dashboard Body Structure and Syntax (read 2026-11) */
export const DASHBOARD_LIMITS = { widgets: 500, columns: 24, metricsPerWidget: 500 } as const;

/** What a `CloudwatchDashboard` is made of. */
export interface CloudwatchDashboardProps {
  /** Name of the dashboard, at most 255 letters, digits, `-` and `_`. Changing it replaces the dashboard. */
  readonly dashboardName: string;
  /** Its content, from `dashboards/cloudwatch`. Each string is either a literal or holds tokens; not both with `${` of its own. */
  readonly body: CloudwatchDashboardBody;
}

/** Defines a CloudWatch dashboard. Costs 3 USD a month beyond the three that are free in an account (us-east-1). */
export class CloudwatchDashboard extends Construct {
  /** The dashboard itself. */
  public readonly resource: DashboardResource;

  /** @throws ValidationError when CloudWatch would refuse the name or a widget */
  public constructor(scope: Construct, id: string, props: CloudwatchDashboardProps) {
    super(scope, id);
    const { widgets } = props.body;
    throwFaults(`dashboard "${this.node.path}"`, [
      ...nameFaults("dashboardName", props.dashboardName, DASHBOARD_NAME),
      ...countFaults(widgets),
      ...widgets.flatMap((widget, index) => widgetFaults(`body.widgets[${index}]`, widget)),
    ]);

    this.resource = new DashboardResource(this, "Resource", {
      dashboardName: props.dashboardName,
      dashboardBody: JSON.stringify(props.body, escapeLiterals),
    });
  }
}

/** CloudWatch labels such as `${LAST}` are text to Terraform; a string with a token must stay as it is, or the token is lost. */
function escapeLiterals(_key: string, value: unknown): unknown {
  return typeof value === "string" && !Token.isUnresolved(value) ? literal(value) : value;
}

function countFaults(widgets: readonly CloudwatchWidget[]): Fault[] {
  if (widgets.length <= DASHBOARD_LIMITS.widgets) {
    return [];
  }
  return [
    {
      path: "body.widgets",
      problem: "are too many for one dashboard",
      got: widgets.length,
      allowed: `at most ${DASHBOARD_LIMITS.widgets}`,
      fix: "divide them among several dashboards",
    },
  ];
}

function widgetFaults(path: string, widget: CloudwatchWidget): Fault[] {
  return [...placeFaults(path, widget), ...metricFaults(path, widget), ...explorerFaults(path, widget)];
}

function placeFaults(path: string, { x, y, width, height }: CloudwatchWidget): Fault[] {
  const whole = [x, y, width, height].every(Number.isInteger);
  if (whole && x >= 0 && y >= 0 && width >= 1 && x + width <= DASHBOARD_LIMITS.columns && height >= 1 && height <= 1000) {
    return [];
  }
  return [
    {
      path,
      problem: "does not fit into the grid",
      got: { x, y, width, height },
      allowed: `whole numbers; x + width at most ${DASHBOARD_LIMITS.columns}, height from 1 to 1000`,
      fix: "move the widget or make it narrower",
    },
  ];
}

function metricFaults(path: string, widget: CloudwatchWidget): Fault[] {
  if (widget.type !== "metric") {
    return [];
  }
  const { metrics, period } = widget.properties;
  const faults: Fault[] = [];
  if (metrics.length > DASHBOARD_LIMITS.metricsPerWidget) {
    faults.push({
      path: `${path}.properties.metrics`,
      problem: "are too many for one widget",
      got: metrics.length,
      allowed: `at most ${DASHBOARD_LIMITS.metricsPerWidget}`,
      fix: "divide them among several widgets",
    });
  }
  if (!Number.isInteger(period / 60) || period < 60) {
    faults.push({
      path: `${path}.properties.period`,
      problem: "is no period of a widget",
      got: period,
      allowed: "multiples of 60 seconds",
      fix: "use 60 or 300",
    });
  }
  return faults;
}

function explorerFaults(path: string, widget: CloudwatchWidget): Fault[] {
  if (widget.type !== "explorer") {
    return [];
  }
  const types = [...new Set(widget.properties.metrics.map((metric) => metric.resourceType))];
  if (types.length === 1) {
    return [];
  }
  return [
    {
      path: `${path}.properties.metrics`,
      problem: "are not of one resource type",
      got: types,
      allowed: "metrics of exactly one resource type in an explorer widget",
      fix: "make one widget for each resource type",
    },
  ];
}
