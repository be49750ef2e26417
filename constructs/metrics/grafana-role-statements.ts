import { arnIn, type AwsLocation } from "../core/aws-location";
import type { PolicyStatement } from "../iam/policy-document";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { QUERY_ACTIONS } from "./workspace-grants";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What Grafana reads. */
export interface GrafanaSources {
  readonly location: AwsLocation;
  readonly workspaces: readonly IPrometheusWorkspaceRef[];
  readonly logGroups: readonly ILogGroupRef[];
}

/**
 * What the role of a Grafana workspace may do: read the given Prometheus workspaces, CloudWatch metrics and alarms, the given log
 * groups through Logs Insights, and X-Ray.
 *
 * A star stands only where the service has no permissions for single resources.
 *
 * @see Service Authorization Reference: aps, cloudwatch, logs, ec2, tag, xray (read 2026-11)
 */
export function grafanaRoleStatements({ location, workspaces, logGroups }: GrafanaSources): PolicyStatement[] {
  return [
    ...prometheusStatements(workspaces.map((workspace) => workspace.workspaceArn)),
    ...cloudwatchStatements(location),
    ...logStatements(logGroups, location),
    ...xrayStatements(),
  ];
}

function prometheusStatements(workspaceArns: readonly string[]): PolicyStatement[] {
  if (workspaceArns.length === 0) {
    return [];
  }
  return [
    {
      sid: "PrometheusList",
      actions: ["aps:ListWorkspaces"],
      resources: ["*"],
      anyResourceReason: "Listing has no resource: it is how the data source's dialogue finds the workspaces.",
    },
    { sid: "PrometheusQuery", actions: ["aps:DescribeWorkspace", ...QUERY_ACTIONS], resources: workspaceArns },
  ];
}

function cloudwatchStatements(location: AwsLocation): PolicyStatement[] {
  return [
    {
      sid: "CloudwatchMetrics",
      actions: [
        "cloudwatch:ListMetrics",
        "cloudwatch:GetMetricData",
        "cloudwatch:DescribeAlarmsForMetric",
        // Dimension values and instance tags in variables and legends.
        "ec2:DescribeInstances",
        "ec2:DescribeRegions",
        "ec2:DescribeTags",
        "tag:GetResources",
      ],
      resources: ["*"],
      anyResourceReason: "Metrics are no resources, and none of these calls has permissions for single ones.",
    },
    {
      sid: "CloudwatchAlarms",
      actions: ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"],
      // Every alarm of this account and region: alarms are made by many stacks.
      resources: [arnIn(location, "cloudwatch", "alarm:*")],
    },
  ];
}

function logStatements(logGroups: readonly ILogGroupRef[], location: AwsLocation): PolicyStatement[] {
  if (logGroups.length === 0) {
    return [];
  }
  return [
    // Names only, so that the query editor can offer them.
    { sid: "LogGroupNames", actions: ["logs:DescribeLogGroups"], resources: [arnIn(location, "logs", "log-group:*")] },
    {
      sid: "LogQueries",
      actions: ["logs:StartQuery", "logs:GetLogGroupFields", "logs:GetLogEvents"],
      resources: logGroups.flatMap(({ logGroupArn }) => [logGroupArn, `${logGroupArn}:*`]),
    },
    {
      sid: "LogQueryResults",
      actions: ["logs:GetQueryResults", "logs:StopQuery"],
      resources: ["*"],
      anyResourceReason: "A query is no resource; its id is only known to those who started it.",
    },
  ];
}

function xrayStatements(): PolicyStatement[] {
  return [
    {
      sid: "Traces",
      actions: [
        "xray:GetTraceSummaries",
        "xray:BatchGetTraces",
        "xray:GetTraceGraph",
        "xray:GetServiceGraph",
        "xray:GetTimeSeriesServiceStatistics",
        "xray:GetGroups",
        "xray:GetInsightSummaries",
        "xray:GetInsight",
      ],
      resources: ["*"],
      anyResourceReason: "Traces are no resources.",
    },
  ];
}
