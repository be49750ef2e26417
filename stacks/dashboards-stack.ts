import type { Construct } from "constructs";
import type { IClusterRef } from "../constructs/eks/cluster-ref";
import { ArchiveAlarms } from "../constructs/insights/archive-alarms";
import { CloudwatchDashboard } from "../constructs/insights/cloudwatch-dashboard";
import { LogContentAlarms } from "../constructs/logs/log-content-alarms";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import type { IAlertTopicRef } from "../constructs/metrics/alert-topic-ref";
import { controlPlaneAndNodes } from "../dashboards";
import type { Severity } from "../rules/rule";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `DashboardsStack` is made of. */
export interface DashboardsStackProps extends EnvironmentStackProps {
  /** The cluster that is shown. */
  readonly cluster: IClusterRef;
  /** The group that the control plane writes to. */
  readonly controlPlaneLogGroup: ILogGroupRef;
  /** Name of the stream that feeds the archive. */
  readonly archiveStreamName: string;
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
    new ArchiveAlarms(this, "ArchiveAlarms", {
      alarmNamePrefix: namePrefix,
      deliveryStreamName: props.archiveStreamName,
      topicArn: props.topics.ticket.topicArn,
      dailyBudgetGibibytes: logs.archive.dailyBudgetGibibytes,
    });
    new LogContentAlarms(this, "ContentAlarms", {
      alarmNamePrefix: namePrefix,
      metricNamespace: `${namePrefix}/logs`,
      topics: props.topics,
      logGroups: { "control-plane": [props.controlPlaneLogGroup] },
      trustedUsers: logs.trustedUsers,
    });
  }
}
