import type { CloudwatchDashboardBody, ExplorerWidget, LogWidget, MetricWidget, WidgetPlace } from "./widgets";

/** What the dashboard speaks of; every value may be a token. */
export interface ControlPlaneAndNodesProps {
  /** Cluster whose nodes and API are shown. */
  readonly clusterName: string;
  /** Region of the cluster and of its metrics. */
  readonly region: string;
  /** Log group with the control plane's logs, `/aws/eks/<cluster>/cluster`. */
  readonly controlPlaneLogGroupName: string;
}

/**
 * The cluster from AWS's side: processor and network of the nodes by group and by instance, the API server, and what its audit log
 * says. Nodes are found by the tags that managed node groups put on their instances.
 */
export function controlPlaneAndNodes(props: ControlPlaneAndNodesProps): CloudwatchDashboardBody {
  return {
    start: "-PT8H",
    periodOverride: "auto",
    widgets: [
      nodeExplorer(props, "Nodes by node group (highest)", "by-node-group", { x: 0, y: 0, width: 24, height: 8 }),
      nodeExplorer(props, "Nodes by instance", "by-instance", { x: 0, y: 8, width: 24, height: 8 }),
      apiRequests(props, { x: 0, y: 16, width: 12, height: 6 }),
      apiLatency(props, { x: 12, y: 16, width: 12, height: 6 }),
      storageSize(props, { x: 0, y: 22, width: 12, height: 6 }),
      pendingPods(props, { x: 12, y: 22, width: 12, height: 6 }),
      refusedRequests(props, { x: 0, y: 28, width: 24, height: 8 }),
    ],
  };
}

function nodeExplorer(
  { clusterName, region }: ControlPlaneAndNodesProps,
  title: string,
  grouping: "by-node-group" | "by-instance",
  place: WidgetPlace,
): ExplorerWidget {
  const resourceType = "AWS::EC2::Instance";
  return {
    type: "explorer",
    ...place,
    properties: {
      title,
      region,
      metrics: [
        { metricName: "CPUUtilization", resourceType, stat: "Average" },
        { metricName: "NetworkOut", resourceType, stat: "Average" },
      ],
      labels: [{ key: "eks:cluster-name", value: clusterName }],
      ...(grouping === "by-node-group" ? { aggregateBy: { key: "eks:nodegroup-name", func: "MAX" as const } } : {}),
      period: 300,
      splitBy: "",
      widgetOptions: { legend: { position: "bottom" }, view: "timeSeries", rowsPerPage: 8, widgetsPerRow: 2 },
    },
  };
}

/** A widget over metrics that EKS publishes for every cluster, free of charge, under the dimension ClusterName. */
function eksMetrics(
  { clusterName, region }: ControlPlaneAndNodesProps,
  title: string,
  stat: string,
  metrics: readonly (readonly [metric: string, label: string])[],
  place: WidgetPlace,
): MetricWidget {
  return {
    type: "metric",
    ...place,
    properties: {
      title,
      region,
      metrics: metrics.map(([metric, label]) => ["AWS/EKS", metric, "ClusterName", clusterName, { label }]),
      view: "timeSeries",
      stat,
      period: 60,
      yAxis: { left: { min: 0, showUnits: false } },
    },
  };
}

function apiRequests(props: ControlPlaneAndNodesProps, place: WidgetPlace): MetricWidget {
  return eksMetrics(
    props,
    "API requests a minute",
    "Sum",
    [
      ["apiserver_request_total", "all"],
      ["apiserver_request_total_4XX", "refused (4xx)"],
      ["apiserver_request_total_429", "throttled (429)"],
      ["apiserver_request_total_5XX", "failed (5xx)"],
    ],
    place,
  );
}

function apiLatency(props: ControlPlaneAndNodesProps, place: WidgetPlace): MetricWidget {
  const verbs = ["GET", "LIST", "POST", "PUT", "PATCH", "DELETE"] as const;
  return eksMetrics(
    props,
    "API latency, slowest percent (seconds)",
    "Maximum",
    verbs.map((verb) => [`apiserver_request_duration_seconds_${verb}_P99`, verb] as const),
    place,
  );
}

function storageSize(props: ControlPlaneAndNodesProps, place: WidgetPlace): MetricWidget {
  return eksMetrics(
    props,
    "Cluster database (bytes; read-only from 8 GB on)",
    "Maximum",
    [["apiserver_storage_size_bytes", "size"]],
    place,
  );
}

function pendingPods(props: ControlPlaneAndNodesProps, place: WidgetPlace): MetricWidget {
  return eksMetrics(
    props,
    "Pods that wait for a node",
    "Maximum",
    [
      ["scheduler_pending_pods", "all"],
      ["scheduler_pending_pods_UNSCHEDULABLE", "fit nowhere"],
    ],
    place,
  );
}

function refusedRequests({ region, controlPlaneLogGroupName }: ControlPlaneAndNodesProps, place: WidgetPlace): LogWidget {
  return {
    type: "log",
    ...place,
    properties: {
      title: "Requests that the API refused, by user (audit log)",
      region,
      query: [
        `SOURCE '${controlPlaneLogGroupName}'`,
        "filter @logStream like /kube-apiserver-audit/ and responseStatus.code in [401, 403]",
        "stats count(*) as refused by user.username, verb, objectRef.resource",
        "sort refused desc",
        "limit 20",
      ].join(" | "),
      view: "table",
    },
  };
}
