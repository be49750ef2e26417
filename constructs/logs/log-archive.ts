import { Construct } from "constructs";
import { ATHENA_QUERIES } from "../../queries/athena";
import { Duration } from "../core/duration";
import { type Fault, throwFaults, ValidationError } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import { AccessLogBucket } from "./access-log-bucket";
import { AccountSubscription } from "./account-subscription";
import { ArchiveBucket } from "./archive-bucket";
import { keepDays, lockOf, transitionOf } from "./archive-storage";
import { ArchiveStream, deliveryStreamArn, errorStreamName } from "./archive-stream";
import { ArchiveWorkgroup } from "./archive-workgroup";
import { constructIdOf, idAfter } from "./construct-id";
import { DeliveryRole } from "./delivery-role";
import { archiveFaults, subscribeFaults, synthesisedFaults } from "./log-archive-faults";
import { LogArchiveGrants } from "./log-archive-grants";
import { folderStreamName, type LogArchiveNames, logArchiveNames } from "./log-archive-names";
import type { LogArchiveProps } from "./log-archive-props";
import type { ILogArchiveRef } from "./log-archive-ref";
import type { TableNames } from "./log-archive-statements";
import { LogArchiveTable } from "./log-archive-table";
import { LogDestination, type LogSenders } from "./log-destination";
import type { ILogGroupRef } from "./log-group-ref";
import { LogSubscription, type LogSubscriptionOptions } from "./log-subscription";
import type { StreamTarget } from "./subscription-target";

const GIBIBYTE = 1024 ** 3;

/** How a log group is archived. */
export interface ArchiveSubscriptionOptions extends LogSubscriptionOptions {
  /**
   * The folder of the archive that takes the events, one of its `folders`.
   * @default - none: the files lie in the hour itself
   */
  readonly folder?: string;
  /**
   * Id in the construct tree; required for a group whose name is a token.
   * @default - taken from the group's place or name
   */
  readonly id?: string;
}

/** How all log groups of the account are archived. */
export interface ArchiveAccountOptions extends LogSubscriptionOptions {
  /**
   * Names of groups that are left out, beside the archive's own error group and those with a subscription of their own to it.
   * @default - none
   */
  readonly exclude?: readonly string[];
}

/**
 * Defines an archive for CloudWatch logs: Firehose converts what log groups forward to Parquet files in S3, where Athena queries
 * them by hour, without a Lambda function.
 *
 * Costs per raw GB, once: about 0.0044 USD for Firehose and 0.003 to 0.018 USD for the conversion; afterwards 0.0035 USD a month in
 * S3 Standard, 0.0006 USD in Glacier Instant Retrieval (us-east-1, 2024-07, logs compressed to 15 %). An idle archive costs nothing.
 */
export class LogArchive extends Construct implements ILogArchiveRef {
  /** An archive that exists already, by its names. */
  public static fromAttributes(attributes: ILogArchiveRef): ILogArchiveRef {
    return attributes;
  }

  /** The bucket with the archived files. */
  public readonly archiveBucket: ArchiveBucket;
  /** The bucket with the server access logs of the two others, and the inventory. */
  public readonly accessLogBucket: AccessLogBucket;
  /** The role that all streams write as. */
  public readonly deliveryRole: DeliveryRole;
  /** The stream that log groups without a folder forward to. */
  public readonly stream: ArchiveStream;
  /** The streams of the folders, by their names. */
  public readonly folderStreams: Readonly<Record<string, ArchiveStream>>;
  /** The role that CloudWatch Logs forwards as. */
  public readonly subscriptionRole: ServiceRole;
  /** The Glue table over the files, and the one by folders. */
  public readonly table: LogArchiveTable;
  /** The Athena workgroup and its results. */
  public readonly workgroup: ArchiveWorkgroup;
  /** Gives roles access to the archive. */
  public readonly grants: LogArchiveGrants;
  /** Name of the archive bucket. */
  public readonly bucketName: string;
  /** Name of the Glue database. */
  public readonly databaseName: string;
  /** Name of the Glue table. */
  public readonly tableName: string;
  /** Name of the Athena workgroup. */
  public readonly workgroupName: string;
  /** Name of the Firehose stream for groups without a folder. */
  public readonly streamName: string;
  /** Name of the subscription filter in every archived group: a dimension of the metrics of forwarding. */
  public readonly subscriptionFilterName: string;

  private readonly props: LogArchiveProps;
  private readonly names: LogArchiveNames;
  private readonly subscribed: ILogGroupRef[] = [];
  private readonly used = new Set<string>();

  /** @throws ValidationError when a value is out of range, or values contradict each other or what Firehose, S3 and Athena can do */
  public constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    this.props = props;
    this.names = logArchiveNames(props.namePrefix, props.location);
    const subject = `log archive "${this.node.path}"`;
    throwFaults(subject, archiveFaults(props, this.names));

    const { folders = {} } = props;
    this.accessLogBucket = this.createAccessLogBucket();
    this.archiveBucket = this.createArchiveBucket();
    this.table = this.createTable();
    this.deliveryRole = this.createDeliveryRole();
    this.stream = this.createStream();
    this.folderStreams = Object.fromEntries(Object.keys(folders).map((folder) => [folder, this.createStream(folder)]));
    this.subscriptionRole = this.createSubscriptionRole();
    this.workgroup = this.createWorkgroup();
    this.grants = new LogArchiveGrants(this, "Grants", {
      location: props.location,
      bucket: this.archiveBucket.bucket,
      key: props.key,
      tableNames: this.tableNames(),
      workgroup: this.workgroup,
    });
    this.bucketName = this.archiveBucket.bucket.bucketName;
    this.databaseName = this.table.databaseName;
    this.tableName = this.table.tableName;
    this.workgroupName = this.workgroup.workgroupName;
    this.streamName = this.stream.streamName;
    this.subscriptionFilterName = this.names.subscriptionFilter;
    this.node.addValidation({ validate: () => this.problems(subject) });
  }

  /** Every stream of the archive. */
  public get streams(): readonly ArchiveStream[] {
    return [this.stream, ...Object.values(this.folderStreams)];
  }

  /** The streams that something was forwarded to so far, by folder, `""` for none: what alarms on the archive's health must watch. */
  public get subscribedStreams(): Readonly<Record<string, ArchiveStream>> {
    return Object.fromEntries(
      [...this.used].map((folder) => [folder, folder === "" ? this.stream : this.folderStreams[folder]!]),
    );
  }

  /**
   * Archives a log group from now on; what it holds already stays where it is. A group admits two subscriptions in all.
   *
   * @param logGroup a group of the standard class in the archive's region
   * @param options which events, into which folder
   * @throws ValidationError when the group is the archive's own error group or of the infrequent-access class, or the folder is
   * none of the archive's
   */
  public subscribe(logGroup: ILogGroupRef, options: ArchiveSubscriptionOptions = {}): LogSubscription {
    const { folder, filterPattern } = options;
    throwFaults(
      `subscription to log archive "${this.node.path}"`,
      subscribeFaults(logGroup, this.props.errorLogGroup, folder, Object.keys(this.folderStreams)),
    );
    const id = options.id ?? idAfter("log group", logGroup, logGroup.logGroupName);
    this.subscribed.push(logGroup);
    this.used.add(folder ?? "");
    return new LogSubscription(this, `Subscription${id}`, {
      logGroup,
      target: this.target(folder === undefined ? this.stream : this.folderStreams[folder]!),
      filterName: this.names.subscriptionFilter,
      filterPattern,
    });
  }

  /**
   * Archives every log group of the account and region, later ones included. Only one stack of an account may do this. Groups with a
   * subscription of their own to this archive are left out, or they would be archived twice.
   */
  public subscribeAccount(options: ArchiveAccountOptions = {}): AccountSubscription {
    const { exclude = [], filterPattern } = options;
    this.used.add("");
    return new AccountSubscription(this, "AccountSubscription", {
      policyName: this.names.subscriptionFilter,
      target: this.target(this.stream),
      filterPattern,
      exclude: () => [
        this.props.errorLogGroup.logGroupName,
        ...this.subscribed.map(({ logGroupName }) => logGroupName),
        ...exclude,
      ],
    });
  }

  /** Lets other accounts send their logs: what their `LogSubscription` or `AccountSubscription` names as its target. */
  public acceptFrom(senders: LogSenders): LogDestination {
    this.used.add("");
    return new LogDestination(this, "Destination", {
      ...senders,
      destinationName: this.names.destination,
      roleName: this.names.destinationRole,
      location: this.props.location,
      stream: this.stream,
    });
  }

  private problems(subject: string): string[] {
    const faults: Fault[] = this.streams.flatMap(({ resource }) =>
      synthesisedFaults(this, resource, [this.table.resource, this.table.folderTable]),
    );
    return faults.length === 0 ? [] : [new ValidationError(subject, faults).message];
  }

  private target(stream: ArchiveStream): StreamTarget {
    return { stream, role: this.subscriptionRole, rolePolicies: this.subscriptionRole.policies };
  }

  private hasFolders(): boolean {
    return Object.keys(this.props.folders ?? {}).length > 0;
  }

  private tableNames(): TableNames {
    const { database, table, folderTable } = this.names;
    return { database, table, ...(this.hasFolders() ? { folderTable } : {}) };
  }

  private createAccessLogBucket(): AccessLogBucket {
    const { location, keepAccessLogs = Duration.days(365), disposable, inventory } = this.props;
    return new AccessLogBucket(this, "AccessLogs", {
      bucketName: this.names.accessLogBucket,
      location,
      sourceBucketNames: [this.names.archiveBucket, this.names.resultsBucket],
      inventoryOf: inventory === undefined ? undefined : [this.names.archiveBucket],
      keep: keepAccessLogs,
      disposable,
    });
  }

  private createArchiveBucket(): ArchiveBucket {
    const { location, key, inventory, acceptsExports, disposable = false } = this.props;
    return new ArchiveBucket(this, "Files", {
      bucketName: this.names.archiveBucket,
      location,
      key,
      keepDays: keepDays(this.props),
      transition: transitionOf(this.props),
      lock: lockOf(this.props),
      inventory,
      acceptsExports,
      accessLogs: this.accessLogBucket,
      disposable,
    });
  }

  private createTable(): LogArchiveTable {
    return new LogArchiveTable(this, "Table", {
      databaseName: this.names.database,
      tableName: this.names.table,
      folderTableName: this.hasFolders() ? this.names.folderTable : undefined,
      bucketName: this.archiveBucket.bucket.bucketName,
      keepDays: keepDays(this.props),
    });
  }

  private createDeliveryRole(): DeliveryRole {
    const { location, key, errorLogGroup, folders = {} } = this.props;
    return new DeliveryRole(this, "DeliveryRole", {
      roleName: this.names.deliveryRole,
      location,
      bucket: this.archiveBucket.bucket,
      tableNames: { database: this.names.database, table: this.names.table },
      key,
      errorLogGroup,
      errorStreamNames: [undefined, ...Object.keys(folders)].map(errorStreamName),
    });
  }

  private createStream(folder?: string): ArchiveStream {
    const { key, errorLogGroup, bufferSizeMebibytes = 128, bufferInterval = Duration.minutes(15) } = this.props;
    return new ArchiveStream(this, folder === undefined ? "Stream" : `Stream${constructIdOf(folder)}`, {
      streamName: folder === undefined ? this.names.stream : folderStreamName(this.names, folder),
      role: this.deliveryRole,
      bucket: this.archiveBucket.bucket,
      table: this.table,
      key,
      errorLogGroup,
      bufferSizeMebibytes,
      bufferIntervalSeconds: bufferInterval.toSeconds(),
      compression: this.props.compression ?? "gzip",
      folder,
      byWorkload: folder === undefined ? undefined : this.props.folders?.[folder]?.byWorkload,
    });
  }

  private createSubscriptionRole(): ServiceRole {
    const { partition, region, account } = this.props.location;
    const streamNames = [
      this.names.stream,
      ...Object.keys(this.props.folders ?? {}).map((folder) => folderStreamName(this.names, folder)),
    ];
    return new ServiceRole(this, "SubscriptionRole", {
      roleName: this.names.subscriptionRole,
      description: "CloudWatch Logs: forwards the events of log groups to the archive",
      assumedBy: ["logs.amazonaws.com"],
      assumeConditions: { StringLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:*` } },
      statements: [
        {
          sid: "Forward",
          actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          // By name, not by reference: the role's policy and the stream can be made side by side.
          resources: streamNames.map((name) => deliveryStreamArn(this.props.location, name)),
        },
      ],
    });
  }

  private createWorkgroup(): ArchiveWorkgroup {
    const { location, key, keepResults = Duration.days(7), scanLimitGibibytes = 100, disposable = false } = this.props;
    return new ArchiveWorkgroup(this, "Workgroup", {
      workgroupName: this.names.workgroup,
      resultsBucketName: this.names.resultsBucket,
      account: location.account,
      key,
      accessLogs: this.accessLogBucket.bucket,
      keepResultsDays: keepResults.toDays(),
      scanLimitBytes: scanLimitGibibytes * GIBIBYTE,
      table: this.table,
      tableNames: this.tableNames(),
      folders: Object.keys(this.props.folders ?? {}),
      savedQueries: this.props.savedQueries ?? ATHENA_QUERIES,
      disposable,
    });
  }
}
