import type { AlertReceiver } from "../../../constructs/core/alert-receivers";
import type { QuietHours } from "../../../constructs/core/alert-routing";
import { Duration } from "../../../constructs/core/duration";
import { AlertManager } from "../../../constructs/metrics/alert-manager";
import { AlertTopic } from "../../../constructs/metrics/alert-topic";
import { AlertTopics } from "../../../constructs/metrics/alert-topics";
import { GrafanaWorkspace } from "../../../constructs/metrics/grafana-workspace";
import { ManagedScraper, type ManagedScraperProps } from "../../../constructs/metrics/managed-scraper";
import { PrometheusQueryLogging } from "../../../constructs/metrics/prometheus-query-logging";
import { PrometheusWorkspace } from "../../../constructs/metrics/prometheus-workspace";
import { RuleGroups } from "../../../constructs/metrics/rule-groups";
import type { ScrapeConfiguration, ScraperJob } from "../../../constructs/metrics/scrape-configuration";
import { SlackChannel } from "../../../constructs/metrics/slack-channel";
import { WorkspaceAccessPolicy } from "../../../constructs/metrics/workspace-access-policy";
import type { RuleGroup } from "../../../rules/rule";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { sampleOf } from "../sample";
import { scraperJobVariants } from "./scraper-jobs";

const workspace = PrometheusWorkspace.fromAttributes({ workspaceId: "ws-test", location });
const topic = { topicArn: "arn:aws:sns:eu-central-1:111122223333:obs-test" };
const publishers = ["eu-central-1.devops-guru.amazonaws.com"];
const emails = ["oncall@example.com"];
const sns: AlertReceiver = { type: "sns", topicArn: topic.topicArn };
const night: QuietHours = { days: ["monday"], from: "20:00", to: "06:00", timeZone: "UTC" };
const recordings: RuleGroup = {
  name: "nodes",
  interval: Duration.minutes(1),
  rules: [{ record: "cluster:up:sum", expr: "sum by (cluster) (up)" }],
};
const job: ScraperJob = { jobName: "pods", role: "pod", sampleLimit: 1000 };
const scrape: ScrapeConfiguration = { jobs: [job], externalLabels: { cluster: "obs-test" } };

export const metrics = {
  AlertManager: sampleOf(AlertManager)({
    least: () => ({ workspace, region: location.region, page: topic, ticket: topic }),
    variants: {
      teams: { value: { shop: { page: [sns] } } },
      "teams.*.page": { value: [sns], with: { teams: { shop: { ticket: [sns] } } } },
      "teams.*.ticket": { value: [sns], with: { teams: { shop: { page: [sns] } } } },
      heartbeat: { value: { receiver: sns } },
      "heartbeat.every": { value: Duration.minutes(1), with: { heartbeat: { receiver: sns } } },
      groupBy: { value: ["alertname"] },
      repeatPages: { value: Duration.hours(1) },
      repeatTickets: { value: Duration.days(2) },
      quietHours: { value: [night] },
      "quietHours[].days": { value: ["sunday"], with: { quietHours: [night] } },
      "quietHours[].from": { value: "04:00", with: { quietHours: [{ ...night, from: undefined }] } },
      "quietHours[].to": { value: "07:00", with: { quietHours: [{ ...night, to: undefined }] } },
      inhibitions: { value: [{ when: ['alertname="A"'], mute: ['alertname="B"'], sameLabels: ["cluster"] }] },
    },
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
    variants: {
      logGroup: { value: logGroup("/aws/vendedlogs/prometheus/obs-test") },
      seriesLimits: { value: [{ labels: { job: "sample-app" }, maxSeries: 1000 }] },
    },
  }),
  ManagedScraper: sampleOf(ManagedScraper)({
    least: () => ({
      alias: "obs-test",
      location,
      cluster,
      workspace,
      subnetIds: ["subnet-1", "subnet-2"],
      scrape,
      sourceRoleName: "obs-scraper",
      targetRoleName: "obs-scraper-writer",
    }),
    variants: {
      securityGroupIds: { value: ["sg-1"] },
      "scrape.interval": { value: Duration.minutes(2), with: { scrape } },
      ...scraperJobVariants<ManagedScraperProps>("scrape.jobs[]", (jobs) => ({ scrape: { ...scrape, jobs } })),
    },
  }),
  PrometheusQueryLogging: sampleOf(PrometheusQueryLogging)({
    least: () => ({ workspace, logGroup: logGroup("/aws/vendedlogs/prometheus/queries"), minSamples: 1000 }),
  }),
  SlackChannel: sampleOf(SlackChannel)({
    least: () => ({
      configurationName: "obs-alerts",
      location,
      roleName: "obs-alerts-chat",
      slackTeamId: "T07EA123LEP",
      slackChannelId: "C07EZ1ABC23",
      topics: [topic],
    }),
  }),
  WorkspaceAccessPolicy: sampleOf(WorkspaceAccessPolicy)({
    least: () => ({ workspace, writerRoleArns: ["arn:aws:iam::444455556666:role/writer"] }),
    variants: {
      writerRoleArns: {
        value: ["arn:aws:iam::444455556666:role/other"],
        with: { readerRoleArns: ["arn:aws:iam::444455556666:role/reader"] },
      },
      readerRoleArns: { value: ["arn:aws:iam::444455556666:role/reader"] },
    },
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
    variants: {
      runbookBaseUrl: { value: "https://example.com/" },
      "groups[].rules[].labels": { value: { slo: "b" }, with: { groups: [recordings] } },
    },
  }),
};
