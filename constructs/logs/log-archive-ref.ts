/** A log archive that exists somewhere: what a dashboard, a data source or a query tool needs to read it. Values may be tokens. */
export interface ILogArchiveRef {
  /** Name of the archive bucket. */
  readonly bucketName: string;
  /** Name of the Glue database. */
  readonly databaseName: string;
  /** Name of the Glue table. */
  readonly tableName: string;
  /** Name of the Athena workgroup. */
  readonly workgroupName: string;
  /** Name of the Firehose stream, for the dimensions of its metrics. */
  readonly streamName: string;
}
