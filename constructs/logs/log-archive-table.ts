import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { throwFaults } from "../core/validation";

/** A column as Glue writes it: lower-case name and Hive type. */
export interface ArchiveColumn {
  /** Lower-case name; Firehose matches the JSON keys to it without regard to case. */
  readonly name: string;
  /** Hive type, such as `array<string>`. */
  readonly type: string;
  /** What the column holds. */
  readonly comment: string;
}

/**
 * One row is one record that CloudWatch Logs sent: many events of one log stream. The envelope is the same for every source, so one
 * table serves all log groups and no application can change its schema.
 */
export const ARCHIVE_COLUMNS: readonly ArchiveColumn[] = [
  { name: "messagetype", type: "string", comment: "DATA_MESSAGE, or CONTROL_MESSAGE for a test of the destination" },
  { name: "owner", type: "string", comment: "account that owns the log group" },
  { name: "loggroup", type: "string", comment: "log group of the events" },
  { name: "logstream", type: "string", comment: "log stream of the events" },
  { name: "subscriptionfilters", type: "array<string>", comment: "names of the subscription filters that matched" },
  {
    name: "logevents",
    type: "array<struct<id:string,timestamp:bigint,message:string>>",
    comment: "the events; timestamp in milliseconds since 1970",
  },
];

/**
 * The partition column: hour of arrival in UTC, `2026/11/21/09`. Late events land in a later hour, so queries on the time of an
 * event should look two hours further.
 */
export const ARCHIVE_PARTITION = "dt";

/**
 * The partition column of the table by folders: `application`, or `application/games.shipit` for one workload of it. Athena takes
 * its value from the query, so a query on that table must say `folder = '...'`.
 */
export const ARCHIVE_FOLDER_PARTITION = "folder";

/** Folder of the table in the archive bucket, with the slash at its end. */
export const ARCHIVE_DATA_PREFIX = "logs/";

/** Folder of records that Firehose could not convert: beside the table, because Athena would read them as Parquet inside it. */
export const ARCHIVE_ERROR_PREFIX = "errors/";

/** The hour of a partition: as Firehose writes it into the key and as the projection reads it (both Java date patterns). */
export const ARCHIVE_HOUR_FORMAT = "yyyy/MM/dd/HH";

/** What a `LogArchiveTable` is made of. */
export interface LogArchiveTableProps {
  /** Name of the Glue database: lower-case letters, digits and `_`. Changing it replaces database and table, not the data. */
  readonly databaseName: string;
  /** Name of the table: lower-case letters, digits and `_`. Changing it replaces the table, not the data. */
  readonly tableName: string;
  /** Name of the archive bucket; may be a token. */
  readonly bucketName: string;
  /** Days for which objects are kept: the projection looks no further back. */
  readonly keepDays: number;
  /**
   * Name of a second table over the same files, which reads one folder of each hour. Changing it replaces that table, not the data.
   * @default - no second table; right when the archive has no folders
   */
  readonly folderTableName?: string;
}

/**
 * Defines the Glue database and the table over the archive, with projected partitions: no crawler and no partition to add. Firehose
 * reads the same table to convert records to Parquet. It reads all files of an hour, those in folders below it too.
 */
export class LogArchiveTable extends Construct {
  /** The table itself. */
  public readonly resource: GlueCatalogTable;
  /** The table by folders; undefined when there is none. */
  public readonly folderTable?: GlueCatalogTable;
  /** The database of the table. */
  public readonly database: GlueCatalogDatabase;
  /** Name of the database, as a token that waits for it. */
  public readonly databaseName: string;
  /** Name of the table, as a token that waits for it. */
  public readonly tableName: string;

  /** @throws ValidationError when a name is not one that Athena queries without quotes */
  public constructor(scope: Construct, id: string, props: LogArchiveTableProps) {
    super(scope, id);
    throwFaults(`log archive table "${this.node.path}"`, [
      ...nameFaults("databaseName", props.databaseName, NAME_LIMITS.glueName),
      ...nameFaults("tableName", props.tableName, NAME_LIMITS.glueName),
      ...nameFaults("folderTableName", props.folderTableName ?? "none", NAME_LIMITS.glueName),
    ]);

    this.database = new GlueCatalogDatabase(this, "Database", {
      name: props.databaseName,
      description: "Archived CloudWatch logs",
    });
    this.resource = this.tableOver("Resource", props.bucketName, {
      name: props.tableName,
      description: "Records of CloudWatch Logs subscriptions, one hour of arrival (UTC) a partition",
      partitionKeys: [HOUR_KEY],
      folders: literal(`\${${ARCHIVE_PARTITION}}/`),
      parameters: hourProjection(props.keepDays),
    });
    if (props.folderTableName !== undefined) {
      this.folderTable = this.tableOver("ByFolder", props.bucketName, {
        name: props.folderTableName,
        description: `The same records, read by folder: a query must say ${ARCHIVE_FOLDER_PARTITION} = '...'`,
        partitionKeys: [HOUR_KEY, { name: ARCHIVE_FOLDER_PARTITION, type: "string", comment: "folder within the hour" }],
        folders: literal(`\${${ARCHIVE_PARTITION}}/\${${ARCHIVE_FOLDER_PARTITION}}/`),
        parameters: { ...hourProjection(props.keepDays), [`projection.${ARCHIVE_FOLDER_PARTITION}.type`]: "injected" },
      });
    }
    this.databaseName = this.database.name;
    this.tableName = this.resource.name;
  }

  private tableOver(id: string, bucketName: string, view: TableView): GlueCatalogTable {
    const location = `s3://${bucketName}/${ARCHIVE_DATA_PREFIX}`;
    return new GlueCatalogTable(this, id, {
      databaseName: this.database.name,
      name: view.name,
      description: view.description,
      tableType: "EXTERNAL_TABLE",
      parameters: {
        EXTERNAL: "TRUE",
        classification: "parquet",
        "projection.enabled": "true",
        ...view.parameters,
        "storage.location.template": location + view.folders,
        // Objects that somebody moved to a colder class are read once they were restored, instead of being passed over silently.
        read_restored_glacier_objects: "true",
      },
      partitionKeys: [...view.partitionKeys],
      storageDescriptor: {
        location,
        columns: [...ARCHIVE_COLUMNS],
        inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        serDeInfo: { serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
      },
    });
  }
}

/** How a table looks at the files. */
interface TableView {
  readonly name: string;
  readonly description: string;
  readonly partitionKeys: readonly ArchiveColumn[];
  /** Where a partition lies below the table's folder, as Terraform must read it. */
  readonly folders: string;
  /** How Athena finds the values of the partition columns. */
  readonly parameters: Readonly<Record<string, string>>;
}

const HOUR_KEY: ArchiveColumn = {
  name: ARCHIVE_PARTITION,
  type: "string",
  comment: `hour of arrival in UTC, ${ARCHIVE_HOUR_FORMAT}`,
};

/** @see Athena User Guide, "Partition projection" (read 2026-11): ranges are evaluated in UTC, as Firehose writes its prefixes */
function hourProjection(keepDays: number): Record<string, string> {
  const column = `projection.${ARCHIVE_PARTITION}`;
  return {
    [`${column}.type`]: "date",
    [`${column}.format`]: ARCHIVE_HOUR_FORMAT,
    // Two days more than the archive keeps, because S3 expires at the midnight that follows.
    [`${column}.range`]: `NOW-${keepDays + 2}DAYS,NOW+1DAYS`,
    [`${column}.interval`]: "1",
    [`${column}.interval.unit`]: "HOURS",
  };
}
