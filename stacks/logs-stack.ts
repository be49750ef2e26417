import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import {
  CONTAINER_INSIGHTS_STREAMS,
  containerInsightsGroupName,
  type ContainerInsightsStream,
} from "../constructs/logs/container-insights-log-groups";
import { LogArchive } from "../constructs/logs/log-archive";
import { logArchiveErrorGroupName, logArchiveKeyServices } from "../constructs/logs/log-archive-names";
import type { ILogGroupRef } from "../constructs/logs/log-group-ref";
import { LogQueries } from "../constructs/logs/log-queries";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
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

  public constructor(scope: Construct, id: string, props: LogsStackProps) {
    super(scope, id, props);
    const { namePrefix, location, cluster, logs } = this.environment;

    const key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-logs`,
      description: `Log groups and log archive of ${namePrefix}`,
      location,
      services: [
        logsKeyService(location, containerInsightsGroupName(cluster.name, "")),
        ...logArchiveKeyServices(location, namePrefix).map((service) => ({ ...service, sid: `Archive${service.sid}` })),
      ],
    });
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
      disposable: !this.environment.deletionProtection,
    });
    for (const stream of CONTAINER_INSIGHTS_STREAMS) {
      this.archive.subscribe(this.logGroups[stream], { id: stream });
    }
    this.archive.subscribe(props.controlPlaneLogGroup, { id: "control-plane" });

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
