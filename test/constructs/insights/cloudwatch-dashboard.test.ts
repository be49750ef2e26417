import { TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import { CloudwatchDashboard } from "../../../constructs/insights/cloudwatch-dashboard";
import { controlPlaneAndNodes } from "../../../dashboards";
import type { CloudwatchWidget, ExplorerWidget, MetricWidget } from "../../../dashboards/cloudwatch/widgets";
import { onlyResourceOf, synthesise } from "../../support/synth";

const body = controlPlaneAndNodes({ clusterName: "c", region: "eu-central-1", controlPlaneLogGroupName: "/aws/eks/c/cluster" });
const synthesiseDashboard = (widgets: readonly CloudwatchWidget[], dashboardName = "obs-c") =>
  onlyResourceOf(
    synthesise((scope) => {
      new CloudwatchDashboard(scope, "Dashboard", { dashboardName, body: { ...body, widgets } });
    }),
    "aws_cloudwatch_dashboard",
  );
const place = { x: 0, y: 0, width: 6, height: 6 };
const text = (markdown: string, at = place): CloudwatchWidget => ({ type: "text", ...at, properties: { markdown } });
const metric = body.widgets.find((widget): widget is MetricWidget => widget.type === "metric")!;
const explorer = body.widgets.find((widget): widget is ExplorerWidget => widget.type === "explorer")!;

describe("CloudwatchDashboard", () => {
  it("writes the body as it is", () => {
    const dashboard = synthesiseDashboard(body.widgets);
    expect(dashboard.dashboard_name).toBe("obs-c");
    expect(JSON.parse(dashboard.dashboard_body)).toEqual(body);
  });

  it("escapes labels that look like templates and keeps tokens", () => {
    const { dashboard_body } = onlyResourceOf(
      synthesise((scope) => {
        const clusterName = new TerraformVariable(scope, "cluster", { type: "string" }).stringValue;
        new CloudwatchDashboard(scope, "Dashboard", {
          dashboardName: "obs",
          body: { ...body, widgets: [text("${LAST}"), text(`cluster ${clusterName}`)] },
        });
      }),
      "aws_cloudwatch_dashboard",
    );
    expect(dashboard_body).toContain('"$${LAST}"');
    expect(dashboard_body).toContain('"cluster ${var.cluster}"');
  });

  it("rejects more widgets than a dashboard takes", () => {
    expect(() => synthesiseDashboard(Array.from({ length: 501 }, () => text("x")))).toThrow(
      /body\.widgets are too many.*got 501/,
    );
  });

  it("rejects a widget beyond the grid", () => {
    expect(() => synthesiseDashboard([text("x", { ...place, x: 20 })])).toThrow(
      /body\.widgets\[0\] does not fit into the grid.*"x":20/,
    );
  });

  it("rejects metrics of two resource types in one explorer", () => {
    const metrics = [...explorer.properties.metrics, { metricName: "A", resourceType: "AWS::EC2::Volume", stat: "Sum" }];
    expect(() => synthesiseDashboard([{ ...explorer, properties: { ...explorer.properties, metrics } }])).toThrow(
      /metrics are not of one resource type; got \["AWS::EC2::Instance","AWS::EC2::Volume"\]/,
    );
  });

  it("rejects a period that no widget has, and too many metrics", () => {
    const properties = { ...metric.properties, period: 90, metrics: Array.from({ length: 501 }, () => ["AWS/EKS", "a"]) };
    expect(() => synthesiseDashboard([{ ...metric, properties }])).toThrow(
      /2 faults.*got 501.*period is no period of a widget; got 90/s,
    );
  });

  it("rejects a name with a slash", () => {
    expect(() => synthesiseDashboard(body.widgets, "obs/c")).toThrow(/dashboardName makes a name that AWS refuses.*"obs\/c"/);
  });
});
