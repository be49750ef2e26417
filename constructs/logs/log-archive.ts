import { Construct } from "constructs";
import { ATHENA_QUERIES } from "../../queries/athena";
import { Duration } from "../core/duration";
import { throwFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import { AccessLogBucket } from "./access-log-bucket";
import { ArchiveBucket } from "./archive-bucket";
import { ArchiveStream, deliveryStreamArn } from "./archive-stream";
import { ArchiveWorkgroup } from "./archive-workgroup";
import { idAfter } from "./construct-id";
import { archiveFaults, subscribeFaults } from "./log-archive-faults";
import { LogArchiveGrants } from "./log-archive-grants";
import { type LogArchiveNames, logArchiveNames } from "./log-archive-names";
import type { LogArchiveProps } from "./log-archive-props";
import type { ILogArchiveRef } from "./log-archive-ref";
import { LogArchiveTable } from "./log-archive-table";
import type { ILogGroupRef } from "./log-group-ref";
import { LogSubscription, type LogSubscriptionOptions } from "./log-subscription";

const GIBIBYTE = 1024 ** 3;

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
  /** The bucket with the server access logs of the two others. */
  public readonly accessLogBucket: AccessLogBucket;
  /** The stream that log groups forward to. */
  public readonly stream: ArchiveStream;
  /** The role that CloudWatch Logs forwards as. */
  public readonly subscriptionRole: ServiceRole;
  /** The Glue table over the files. */
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
  /** Name of the Firehose stream. */
  public readonly streamName: string;

  private readonly props: LogArchiveProps;
  private readonly names: LogArchiveNames;

  /** @throws ValidationError when a name, a period or a size is out of range, or a compliance lock meets `disposable` */
  public constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    this.props = props;
    this.names = logArchiveNames(props.namePrefix, props.location);
    throwFaults(`log archive "${this.node.path}"`, archiveFaults(props, this.names));

    this.accessLogBucket = this.createAccessLogBucket();
    this.archiveBucket = this.createArchiveBucket();
    this.table = this.createTable();
    this.stream = this.createStream();
    this.subscriptionRole = this.createSubscriptionRole();
    this.workgroup = this.createWorkgroup();
    this.grants = new LogArchiveGrants(this, "Grants", {
      location: props.location,
      bucket: this.archiveBucket.bucket,
      key: props.key,
      tableNames: this.names,
      workgroup: this.workgroup,
    });
    this.bucketName = this.archiveBucket.bucket.bucketName;
    this.databaseName = this.table.databaseName;
    this.tableName = this.table.tableName;
    this.workgroupName = this.workgroup.workgroupName;
    this.streamName = this.stream.streamName;
  }

  /**
   * Archives a log group from now on; what it holds already stays where it is. A group admits two subscriptions in all.
   *
   * @param logGroup a group of the standard class in the archive's region
   * @param options which events, and an id in the construct tree for a group whose name is a token
   * @throws ValidationError when the group is the archive's own error group or of the infrequent-access class
   */
  public subscribe(logGroup: ILogGroupRef, options: LogSubscriptionOptions & { readonly id?: string } = {}): LogSubscription {
    throwFaults(`subscription to log archive "${this.node.path}"`, subscribeFaults(logGroup, this.props.errorLogGroup));
    const id = options.id ?? idAfter("log group", logGroup, logGroup.logGroupName);
    return new LogSubscription(this, `Subscription${id}`, {
      logGroup,
      stream: this.stream,
      role: this.subscriptionRole,
      rolePolicies: this.subscriptionRole.policies,
      filterName: this.names.subscriptionFilter,
      filterPattern: options.filterPattern,
    });
  }

  private createAccessLogBucket(): AccessLogBucket {
    const { location, keepAccessLogs = Duration.days(365), disposable } = this.props;
    return new AccessLogBucket(this, "AccessLogs", {
      bucketName: this.names.accessLogBucket,
      location,
      sourceBucketNames: [this.names.archiveBucket, this.names.resultsBucket],
      keep: keepAccessLogs,
      disposable,
    });
  }

  private createArchiveBucket(): ArchiveBucket {
    const { key, lock, disposable = false } = this.props;
    return new ArchiveBucket(this, "Files", {
      bucketName: this.names.archiveBucket,
      key,
      keepDays: keepDays(this.props),
      transitionDays: transitionDays(this.props),
      lock,
      accessLogs: this.accessLogBucket.bucket,
      disposable,
    });
  }

  private createTable(): LogArchiveTable {
    return new LogArchiveTable(this, "Table", {
      databaseName: this.names.database,
      tableName: this.names.table,
      bucketName: this.archiveBucket.bucket.bucketName,
      keepDays: keepDays(this.props),
    });
  }

  private createStream(): ArchiveStream {
    const { location, key, errorLogGroup, bufferSizeMebibytes = 128, bufferInterval = Duration.minutes(15) } = this.props;
    return new ArchiveStream(this, "Stream", {
      streamName: this.names.stream,
      roleName: this.names.deliveryRole,
      location,
      bucket: this.archiveBucket.bucket,
      table: this.table,
      tableNames: this.names,
      key,
      errorLogGroup,
      bufferSizeMebibytes,
      bufferIntervalSeconds: bufferInterval.toSeconds(),
    });
  }

  private createSubscriptionRole(): ServiceRole {
    const { partition, region, account } = this.props.location;
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
          resources: [deliveryStreamArn(this.props.location, this.names.stream)],
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
      tableNames: this.names,
      savedQueries: this.props.savedQueries ?? ATHENA_QUERIES,
      disposable,
    });
  }
}

function keepDays({ keep = Duration.days(1827) }: LogArchiveProps): number {
  return keep.toDays();
}

function transitionDays(props: LogArchiveProps): number | undefined {
  const defaultDays = keepDays(props) > 90 ? 90 : undefined;
  return props.transitionAfter?.toDays() ?? defaultDays;
}
