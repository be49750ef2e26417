import { describe, expect, it } from "vitest";
import { controlPlaneAndNodes } from "../../dashboards";
import type { ExplorerWidget, LogWidget, MetricWidget } from "../../dashboards/cloudwatch/widgets";

const { widgets } = controlPlaneAndNodes({
  clusterName: "production",
  region: "eu-central-1",
  controlPlaneLogGroupName: "/aws/eks/production/cluster",
});

describe("controlPlaneAndNodes", () => {
  it("shows the nodes by node group (highest) and by instance, by the tag of the cluster", () => {
    const explorers = widgets.filter((widget): widget is ExplorerWidget => widget.type === "explorer");
    expect(explorers.map(({ properties }) => properties.aggregateBy)).toEqual([
      { key: "eks:nodegroup-name", func: "MAX" },
      undefined,
    ]);
    for (const { properties } of explorers) {
      expect(properties.metrics).toEqual([
        { metricName: "CPUUtilization", resourceType: "AWS::EC2::Instance", stat: "Average" },
        { metricName: "NetworkOut", resourceType: "AWS::EC2::Instance", stat: "Average" },
      ]);
      expect(properties.labels).toEqual([{ key: "eks:cluster-name", value: "production" }]);
    }
  });

  it("reads the control plane's metrics by the names that EKS publishes", () => {
    const names = widgets
      .filter((widget): widget is MetricWidget => widget.type === "metric")
      .flatMap(({ properties }) => properties.metrics.map(([, name]) => name));
    expect(names).toEqual(
      expect.arrayContaining([
        "apiserver_request_total",
        "apiserver_request_total_4XX",
        "apiserver_request_total_429",
        "apiserver_request_total_5XX",
        "apiserver_request_duration_seconds_LIST_P99",
        "apiserver_storage_size_bytes",
      ]),
    );
  });

  it("queries the control-plane log group", () => {
    const logs = widgets.filter((widget): widget is LogWidget => widget.type === "log");
    expect(logs).toHaveLength(1);
    expect(logs[0]!.properties.query).toMatch(/^SOURCE '\/aws\/eks\/production\/cluster' \| filter /);
  });

  it("places no two widgets on one spot", () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
