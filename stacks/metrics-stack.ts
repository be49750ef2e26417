import type { Construct } from "constructs";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import { AlertManager } from "../constructs/metrics/alert-manager";
import { alertTopicKeyServices } from "../constructs/metrics/alert-topic";
import { AlertTopics } from "../constructs/metrics/alert-topics";
import { GrafanaWorkspace } from "../constructs/metrics/grafana-workspace";
import { PrometheusWorkspace } from "../constructs/metrics/prometheus-workspace";
import { RuleGroups } from "../constructs/metrics/rule-groups";
import { XrayTraceGroup } from "../constructs/tracing/xray-trace-group";
import { ruleGroups } from "../rules";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `MetricsStack` is made of. */
export interface MetricsStackProps extends EnvironmentStackProps {
  /** The group that Grafana's CloudWatch data source may query besides metrics: the control plane's. */
  readonly controlPlaneLogGroup: ILogGroupRef;
}

/** Defines metrics, alerts, Grafana and the group of traces of an environment. */
export class MetricsStack extends EnvironmentStack {
  /** The Prometheus workspace. */
  public readonly workspace: PrometheusWorkspace;
  /** Where alerts go. */
  public readonly topics: AlertTopics;
  /** The Grafana workspace. */
  public readonly grafana: GrafanaWorkspace;

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
    this.workspace = new PrometheusWorkspace(this, "Workspace", { alias: namePrefix, key, keep: metrics.keep, logGroup });
    this.topics = new AlertTopics(this, "Alerts", {
      pageTopicName: `${namePrefix}-page`,
      ticketTopicName: `${namePrefix}-ticket`,
      location,
      key,
      pageEmails: alerts.pageEmails,
      ticketEmails: alerts.ticketEmails,
    });
    new RuleGroups(this, "Rules", { namespaceName: namePrefix, workspace: this.workspace, groups: ruleGroups });
    new AlertManager(this, "AlertManager", {
      workspace: this.workspace,
      region: location.region,
      page: this.topics.page,
      ticket: this.topics.ticket,
    });
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
}
