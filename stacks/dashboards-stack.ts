import type { Construct } from "constructs";
import type { IClusterRef } from "../constructs/eks/cluster-ref";
import { ArchiveAlarms } from "../constructs/insights/archive-alarms";
import { CloudwatchAlarms } from "../constructs/insights/cloudwatch-alarms";
import { CloudwatchDashboard } from "../constructs/insights/cloudwatch-dashboard";
import type { IEncryptionKeyRef } from "../constructs/iam/encryption-key-ref";
import { LogAnomalyDetector } from "../constructs/logs/log-anomaly-detector";
import type { LogArchive } from "../constructs/logs/log-archive";
import { LogContentAlarms } from "../constructs/logs/log-content-alarms";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import type { IAlertTopicRef } from "../constructs/metrics/alert-topic-ref";
import type { IPrometheusWorkspaceRef } from "../constructs/metrics/workspace-ref";
import { controlPlaneAndNodes } from "../dashboards";
import { cloudwatchAlarmRules } from "../rules/cloudwatch-alarms";
import type { Severity } from "../rules/rule";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `DashboardsStack` is made of. */
export interface DashboardsStackProps extends EnvironmentStackProps {
  /** The cluster that is shown. */
  readonly cluster: IClusterRef;
  /** The group that the control plane writes to. */
  readonly controlPlaneLogGroup: ILogGroupRef;
  /** The group that applications write to. */
  readonly applicationLogGroup: ILogGroupRef;
  /** The key of the log groups; encrypts what is learned about them. */
  readonly logsKey: IEncryptionKeyRef;
  /** The archive whose streams are watched. */
  readonly archive: Pick<LogArchive, "subscribedStreams" | "subscriptionFilterName">;
  /** The workspace whose own health is watched. */
  readonly workspace: IPrometheusWorkspaceRef;
  /** Who hears of alarms, by severity. */
  readonly topics: Readonly<Record<Severity, IAlertTopicRef>>;
}

/** Defines the CloudWatch dashboards and alarms of an environment. */
export class DashboardsStack extends EnvironmentStack {
  public constructor(scope: Construct, id: string, props: DashboardsStackProps) {
    super(scope, id, props);
    const { namePrefix, location, logs } = this.environment;

    new CloudwatchDashboard(this, "ControlPlaneAndNodes", {
      dashboardName: `${namePrefix}-control-plane-and-nodes`,
      body: controlPlaneAndNodes({
        clusterName: props.cluster.clusterName,
        region: location.region,
        controlPlaneLogGroupName: props.controlPlaneLogGroup.logGroupName,
      }),
    });
    this.watchArchive(props);
    new CloudwatchAlarms(this, "Twins", {
      alarmNamePrefix: namePrefix,
      rules: cloudwatchAlarmRules({ maxActiveSeries: this.environment.metrics.maxActiveSeries }),
      topics: props.topics,
      subjects: { cluster: props.cluster.clusterName, workspace: props.workspace.workspaceId },
    });
    new LogContentAlarms(this, "ContentAlarms", {
      alarmNamePrefix: namePrefix,
      metricNamespace: `${namePrefix}/logs`,
      topics: props.topics,
      logGroups: { "control-plane": [props.controlPlaneLogGroup] },
      trustedUsers: logs.trustedUsers,
    });
    if (logs.detectAnomalies) {
      new LogAnomalyDetector(this, "Anomalies", {
        detectorName: `${namePrefix}-application`,
        logGroup: props.applicationLogGroup,
        key: props.logsKey,
        alarm: {
          alarmName: `${namePrefix}-application-log-anomaly`,
          summary: "The applications' logs look otherwise than in the weeks before.",
          severity: "ticket",
          topics: props.topics,
        },
      });
    }
  }

  private watchArchive({ archive, topics }: DashboardsStackProps): void {
    const { namePrefix, logs } = this.environment;
    new ArchiveAlarms(this, "ArchiveAlarms", {
      alarmNamePrefix: namePrefix,
      deliveryStreamNames: Object.values(archive.subscribedStreams).map(({ streamName }) => streamName),
      subscriptionFilterName: archive.subscriptionFilterName,
      topicArn: topics.ticket.topicArn,
      dailyBudgetGibibytes: logs.archive.dailyBudgetGibibytes,
    });
  }
}
