import type { PolicyStatement } from "../iam/policy-document";
import { type CollectorDestination, OTLP_LOG_STREAM } from "../tracing/collector-destinations";

/** What the collector's pods may do in AWS: exactly what its destinations need, one statement each. */
export function destinationStatements(destinations: readonly CollectorDestination[]): PolicyStatement[] {
  return destinations.flatMap((destination): PolicyStatement[] => {
    switch (destination.kind) {
      case "amp":
        return [{ sid: "WriteMetrics", actions: ["aps:RemoteWrite"], resources: [destination.workspace.workspaceArn] }];
      case "xray":
        return [
          {
            sid: "WriteTraces",
            actions: ["xray:PutTraceSegments", ...(destination.exporter === "awsxray" ? ["xray:PutTelemetryRecords"] : [])],
            resources: ["*"],
            anyResourceReason:
              "X-Ray has no resource-level permissions for these actions (Service Authorization Reference, read 2026-11).",
          },
        ];
      case "cloudwatch-metrics":
        return [
          {
            sid: "WriteCloudWatchMetrics",
            actions: ["cloudwatch:PutMetricData"],
            resources: ["*"],
            anyResourceReason:
              "CloudWatch has no resource-level permissions for metrics (Service Authorization Reference, read 2026-11).",
          },
        ];
      case "cloudwatch-logs":
        return [writeLogs("WriteLogs", destination.logGroup.logGroupArn)];
      case "emf":
        return [writeLogs("WriteMetricEvents", destination.logGroup.logGroupArn)];
      case "jaeger":
      case "otlp":
        return [];
    }
  });
}

/** One stream, which exists: no right to make another. */
function writeLogs(sid: string, logGroupArn: string): PolicyStatement {
  return { sid, actions: ["logs:PutLogEvents"], resources: [`${logGroupArn}:log-stream:${OTLP_LOG_STREAM}`] };
}
