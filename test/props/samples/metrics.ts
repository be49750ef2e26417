import { Duration } from "../../../constructs/core/duration";
import { AlertManager } from "../../../constructs/metrics/alert-manager";
import { AlertTopic } from "../../../constructs/metrics/alert-topic";
import { AlertTopics } from "../../../constructs/metrics/alert-topics";
import { GrafanaWorkspace } from "../../../constructs/metrics/grafana-workspace";
import { PrometheusWorkspace } from "../../../constructs/metrics/prometheus-workspace";
import { RuleGroups } from "../../../constructs/metrics/rule-groups";
import { key, location, logGroup } from "../../support/sample-references";
import { sampleOf } from "../sample";

const workspace = PrometheusWorkspace.fromAttributes({ workspaceId: "ws-test", location });
const topic = { topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-test" };
const publishers = ["eu-central-1.devops-guru.amazonaws.com"];
const emails = ["oncall@example.com"];

export const metrics = {
  AlertManager: sampleOf(AlertManager)({
    least: () => ({ workspace, region: location.region, page: topic, ticket: topic }),
    variants: { repeatPages: { value: Duration.hours(1) }, repeatTickets: { value: Duration.days(2) } },
  }),
  AlertTopic: sampleOf(AlertTopic)({
    least: () => ({ topicName: "obs-test", location, key }),
    variants: { additionalPublishers: { value: publishers }, emails: { value: emails } },
  }),
  AlertTopics: sampleOf(AlertTopics)({
    least: () => ({ pageTopicName: "obs-page", ticketTopicName: "obs-ticket", location, key }),
    variants: { additionalPublishers: { value: publishers }, pageEmails: { value: emails }, ticketEmails: { value: emails } },
  }),
  GrafanaWorkspace: sampleOf(GrafanaWorkspace)({
    least: () => ({
      workspaceName: "obs-test",
      roleName: "obs-test-grafana",
      location,
      authentication: "identity-center",
      version: "12.4",
    }),
    variants: {
      prometheusWorkspaces: { value: [workspace] },
      logGroups: { value: [logGroup("/obs/app")] },
      adminGroupIds: { value: ["93a8c4b2-0001-7000-8000-000000000001"] },
      adminUserIds: { value: ["93a8c4b2-0001-7000-8000-000000000002"] },
    },
  }),
  PrometheusWorkspace: sampleOf(PrometheusWorkspace)({
    least: () => ({ alias: "obs-test", key, keep: Duration.days(30) }),
    variants: { logGroup: { value: logGroup("/aws/vendedlogs/prometheus/obs-test") } },
  }),
  RuleGroups: sampleOf(RuleGroups)({
    least: () => ({
      namespaceName: "obs-test",
      workspace,
      groups: [
        {
          name: "nodes",
          interval: Duration.minutes(1),
          rules: [
            {
              alert: "Down",
              expr: "up == 0",
              for: Duration.minutes(5),
              severity: "page",
              owner: "platform",
              summary: "Down.",
              description: "Down.",
            },
          ],
        },
      ],
    }),
    variants: { runbookBaseUrl: { value: "https://example.com/" } },
  }),
};
