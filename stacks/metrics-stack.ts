import type { Construct } from "constructs";
import type { AlertRouting } from "../constructs/core/alert-routing";
import type { IClusterRef } from "../constructs/eks/cluster-ref";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import { AlertManager } from "../constructs/metrics/alert-manager";
import { AlertTopic, alertTopicKeyServices } from "../constructs/metrics/alert-topic";
import { AlertTopics } from "../constructs/metrics/alert-topics";
import { clusterScrapeJobs } from "../constructs/metrics/cluster-scrape-jobs";
import { GrafanaWorkspace } from "../constructs/metrics/grafana-workspace";
import { ManagedScraper } from "../constructs/metrics/managed-scraper";
import { PrometheusWorkspace } from "../constructs/metrics/prometheus-workspace";
import { RuleGroups } from "../constructs/metrics/rule-groups";
import { SlackChannel } from "../constructs/metrics/slack-channel";
import type { INetworkRef } from "../constructs/network/network-ref";
import { XrayTraceGroup } from "../constructs/tracing/xray-trace-group";
import type { SlackSettings } from "../environments/environment-props";
import type { Severity } from "../rules/rule";
import { alertRoutes, type TopicsBySeverity } from "./alert-routes";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { COLLECTIONS, OBSERVABILITY_NAMESPACE, rulesOf, seriesLimitsOf } from "./metric-collection";

/** What a `MetricsStack` is made of. */
export interface MetricsStackProps extends EnvironmentStackProps {
  /** The group that Grafana's CloudWatch data source may query besides metrics: the control plane's. */
  readonly controlPlaneLogGroup: ILogGroupRef;
  /** The cluster that a managed scraper scrapes. */
  readonly cluster: IClusterRef;
  /** The VPC that a managed scraper has its network interfaces in. */
  readonly network: INetworkRef;
}

/** What the Alertmanager in the cluster needs. */
export interface ClusterAlerts {
  /** Who hears of which alert. */
  readonly routing: AlertRouting;
  /** The topics that the routing names. */
  readonly topicArns: readonly string[];
  /** The key of the topics. */
  readonly keyArn: string;
}

/** Defines metrics, alerts, Grafana and the group of traces of an environment. */
export class MetricsStack extends EnvironmentStack {
  /** The Prometheus workspace. */
  public readonly workspace: PrometheusWorkspace;
  /** Where alerts go. */
  public readonly topics: AlertTopics;
  /** The Grafana workspace. */
  public readonly grafana: GrafanaWorkspace;
  /** Where alerts go in the cluster; undefined where only the workspace sends. */
  public readonly clusterAlerts?: ClusterAlerts;

  public constructor(scope: Construct, id: string, props: MetricsStackProps) {
    super(scope, id, props);
    const { namePrefix, location, metrics, alerts, grafana, cluster } = this.environment;
    const logGroupName = `/aws/vendedlogs/prometheus/${namePrefix}`;

    const key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-metrics`,
      description: `Metrics, alert messages and their logs of ${namePrefix}`,
      location,
      services: [logsKeyService(location, logGroupName), ...alertTopicKeyServices(location)],
    });
    const logGroup = new RetainedLogGroup(this, "WorkspaceLogGroup", {
      logGroupName,
      retention: this.environment.logs.retention,
      key,
    });
    this.workspace = new PrometheusWorkspace(this, "Workspace", {
      alias: namePrefix,
      key,
      keep: metrics.keep,
      logGroup,
      seriesLimits: seriesLimitsOf(metrics),
    });
    this.topics = new AlertTopics(this, "Alerts", {
      pageTopicName: `${namePrefix}-page`,
      ticketTopicName: `${namePrefix}-ticket`,
      location,
      key,
      pageEmails: alerts.pageEmails,
      ticketEmails: alerts.ticketEmails,
    });
    const chatTopics = alerts.slack === undefined ? undefined : this.addSlack(alerts.slack, key);
    const routes = alertRoutes(alerts, this.topics, chatTopics);
    new RuleGroups(this, "Rules", {
      namespaceName: namePrefix,
      workspace: this.workspace,
      groups: rulesOf("workspace", this.environment),
    });
    if (routes.workspace !== undefined) {
      new AlertManager(this, "AlertManager", { workspace: this.workspace, region: location.region, ...routes.workspace });
    }
    if (routes.cluster !== undefined) {
      const topics = [...Object.values(chatTopics ?? {}), this.topics.page, this.topics.ticket];
      this.clusterAlerts = { routing: routes.cluster, topicArns: topics.map(({ topicArn }) => topicArn), keyArn: key.keyArn };
    }
    if (metrics.collector === "managed-scraper") {
      this.addScraper(props);
    }
    this.grafana = new GrafanaWorkspace(this, "Grafana", {
      workspaceName: namePrefix,
      roleName: `${namePrefix}-grafana-${location.region}`,
      location,
      authentication: grafana.authentication,
      version: grafana.version,
      adminGroupIds: grafana.adminGroupIds,
      prometheusWorkspaces: [this.workspace],
      logGroups: [props.controlPlaneLogGroup],
    });
    new XrayTraceGroup(this, "Traces", {
      groupName: namePrefix,
      filterExpression: `annotation[k8s.cluster.name] = "${cluster.name}"`,
    });
  }

  /** Topics in the format of chat, and the channels that show them; the other topics bring CloudWatch's alarms, which chat knows. */
  private addSlack(
    { teamId, pageChannelId, ticketChannelId = pageChannelId }: SlackSettings,
    key: EncryptionKey,
  ): TopicsBySeverity {
    const { namePrefix, location } = this.environment;
    const topic = (id: string, severity: Severity) =>
      new AlertTopic(this, id, { topicName: `${namePrefix}-${severity}-chat`, location, key });
    const topics = { page: topic("PageChat", "page"), ticket: topic("TicketChat", "ticket") };
    const channel = (id: string, name: string, slackChannelId: string, severities: readonly Severity[]) =>
      new SlackChannel(this, id, {
        configurationName: `${namePrefix}-${name}`,
        location,
        roleName: `${namePrefix}-${name}-${location.region}`,
        slackTeamId: teamId,
        slackChannelId,
        topics: severities.flatMap((severity) => [topics[severity], this.topics[severity]]),
      });
    if (ticketChannelId === pageChannelId) {
      channel("SlackAlerts", "slack-alerts", pageChannelId, ["page", "ticket"]);
    } else {
      channel("SlackPages", "slack-pages", pageChannelId, ["page"]);
      channel("SlackTickets", "slack-tickets", ticketChannelId, ["ticket"]);
    }
    return topics;
  }

  /** Nodes and pods admit the cluster's own security group, which a scraper has unless it is told otherwise. */
  private addScraper({ cluster, network }: MetricsStackProps): void {
    const { namePrefix, location, name } = this.environment;
    new ManagedScraper(this, "Scraper", {
      alias: namePrefix,
      location,
      cluster,
      workspace: this.workspace,
      subnetIds: network.privateSubnetIds,
      scrape: {
        jobs: clusterScrapeJobs({ namespace: OBSERVABILITY_NAMESPACE }),
        interval: COLLECTIONS["managed-scraper"].interval,
        externalLabels: { cluster: this.environment.cluster.name, region: location.region, environment: name },
      },
      sourceRoleName: `${namePrefix}-scraper-${location.region}`,
      targetRoleName: `${namePrefix}-scraper-writer-${location.region}`,
    });
  }
}
