import { Duration } from "../../../constructs/core/duration";
import { ArchiveAlarms } from "../../../constructs/insights/archive-alarms";
import { CloudwatchDashboard } from "../../../constructs/insights/cloudwatch-dashboard";
import { DevOpsGuru, type DevOpsGuruProps } from "../../../constructs/insights/devops-guru";
import { controlPlaneAndNodes } from "../../../dashboards";
import { dependency, sampleOf } from "../sample";

const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-test";
const notified: Partial<DevOpsGuruProps> = { topicArn };

export const insights = {
  ArchiveAlarms: sampleOf(ArchiveAlarms)({
    least: () => ({ alarmNamePrefix: "obs-test", deliveryStreamName: "obs-test", topicArn }),
    variants: { maxAge: { value: Duration.hours(2) } },
  }),
  CloudwatchDashboard: sampleOf(CloudwatchDashboard)({
    least: () => ({
      dashboardName: "obs-test",
      body: controlPlaneAndNodes({
        clusterName: "test",
        region: "eu-central-1",
        controlPlaneLogGroupName: "/aws/eks/test/cluster",
      }),
    }),
  }),
  DevOpsGuru: sampleOf(DevOpsGuru)({
    // With this kind of collection tag and values are needed, with the other one they are refused.
    least: () => ({ collect: "tagged", tagKey: "devops-guru-obs", tagValues: ["test"] }),
    variants: {
      tagKey: { value: "devops-guru-other" },
      tagValues: { value: ["one", "two"] },
      topicArn: { value: topicArn },
      channelAfter: { make: (scope) => [dependency(scope)], with: notified },
      severities: { value: ["LOW"], with: notified },
      messages: { value: ["NEW_RECOMMENDATION"], with: notified },
    },
  }),
};
