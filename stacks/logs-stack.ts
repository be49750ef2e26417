import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import { containerInsightsGroupName, type ContainerInsightsStream } from "../constructs/logs/container-insights-log-groups";
import { anomalyDetectorKeyServices } from "../constructs/logs/log-anomaly-detector";
import type { ArchiveFolder } from "../constructs/logs/archive-folder";
import { LogArchive } from "../constructs/logs/log-archive";
import { LogDataProtection } from "../constructs/logs/log-data-protection";
import { logArchiveErrorGroupName, logArchiveKeyServices } from "../constructs/logs/log-archive-names";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import { LogQueries } from "../constructs/logs/log-queries";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import type { ArchiveLayout } from "../environments/log-settings";
import { LOG_GROUP_PURPOSES } from "../queries/saved-query";
import { errorsByWorkload } from "../queries/athena/errors-by-workload";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** What a `LogsStack` is made of. */
export interface LogsStackProps extends EnvironmentStackProps {
  /** The group that the control plane writes to. */
  readonly controlPlaneLogGroup: ILogGroupRef;
}

/** Defines the log groups of an environment, the archive that they flow into, and the saved queries over both. */
export class LogsStack extends EnvironmentStack {
  /** Groups that agents in the cluster write to, by stream. */
  public readonly logGroups: Readonly<Record<ContainerInsightsStream, RetainedLogGroup>>;
  /** The archive. */
  public readonly archive: LogArchive;
  /** The key of groups and archive. */
  public readonly key: EncryptionKey;

  public constructor(scope: Construct, id: string, props: LogsStackProps) {
    super(scope, id, props);
    const { namePrefix, location, cluster, logs } = this.environment;

    const key = (this.key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-logs`,
      description: `Log groups and log archive of ${namePrefix}`,
      location,
      services: [
        logsKeyService(location, containerInsightsGroupName(cluster.name, "")),
        ...logArchiveKeyServices(location, namePrefix),
        ...(logs.detectAnomalies ? anomalyDetectorKeyServices(location) : []),
      ],
    }));
    const retained = (id: string, logGroupName: string) =>
      new RetainedLogGroup(this, id, { logGroupName, retention: logs.retention, key });
    this.logGroups = {
      application: retained("ApplicationLogGroup", containerInsightsGroupName(cluster.name, "application")),
      dataplane: retained("DataplaneLogGroup", containerInsightsGroupName(cluster.name, "dataplane")),
      host: retained("HostLogGroup", containerInsightsGroupName(cluster.name, "host")),
      performance: retained("PerformanceLogGroup", containerInsightsGroupName(cluster.name, "performance")),
    };
    this.archive = new LogArchive(this, "Archive", {
      namePrefix,
      location,
      key,
      errorLogGroup: retained("ArchiveErrorLogGroup", logArchiveErrorGroupName(namePrefix)),
      keep: logs.archive.keep,
      transitionAfter: logs.archive.transitionAfter,
      lock: logs.archive.lock,
      confirmComplianceDays: logs.archive.confirmComplianceDays,
      inventory: logs.archive.inventory,
      folders: foldersOf(logs.archive.layout),
      disposable: !this.environment.deletionProtection,
    });
    const archived = { ...this.logGroups, "control-plane": props.controlPlaneLogGroup };
    for (const [purpose, group] of Object.entries(archived)) {
      this.archive.subscribe(group, { id: purpose, folder: logs.archive.layout === "hours" ? undefined : purpose });
    }
    if (logs.archive.senderAccounts.length > 0) {
      const destination = this.archive.acceptFrom({ accounts: logs.archive.senderAccounts });
      this.tell(
        "archive_destination_arn",
        "What subscriptions of other accounts name as their target",
        destination.destinationArn,
      );
    }
    if (logs.mask.length > 0) {
      new LogDataProtection(this, "Masking", { logGroup: this.logGroups.application, location, identifiers: logs.mask });
    }

    new LogQueries(this, "Queries", {
      folder: namePrefix,
      logGroups: {
        "control-plane": [props.controlPlaneLogGroup],
        ...Object.fromEntries(Object.entries(this.logGroups).map(([stream, group]) => [stream, [group]])),
      },
    });
    this.addOutputs();
  }

  private addOutputs(): void {
    const groups = Object.fromEntries(Object.entries(this.logGroups).map(([purpose, group]) => [purpose, group.logGroupName]));
    this.tell("archived_log_groups", "Log groups of the agents that the archive takes, by purpose", groups);
    const values = {
      archive_bucket: this.archive.bucketName,
      archive_stream: this.archive.streamName,
      archive_database: this.archive.databaseName,
      archive_table: this.archive.tableName,
      archive_workgroup: this.archive.workgroupName,
      archive_saved_query: this.archive.workgroup.savedQueryIds[errorsByWorkload.name]!,
      application_log_group: this.logGroups.application.logGroupName,
    };
    for (const [name, value] of Object.entries(values)) {
      new TerraformOutput(this, `Output-${name}`, { value }).overrideLogicalId(name);
    }
  }
}

/** A folder for each purpose, so that a query on one reads nothing else. */
function foldersOf(layout: ArchiveLayout): Readonly<Record<string, ArchiveFolder>> {
  if (layout === "hours") {
    return {};
  }
  const folders = LOG_GROUP_PURPOSES.map((purpose): [string, ArchiveFolder] => [
    purpose,
    { byWorkload: layout === "workloads" && purpose === "application" },
  ]);
  return Object.fromEntries(folders);
}
