import { GetTableCommand } from "@aws-sdk/client-glue";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AthenaTable, type PartitionedFile, partitionOf } from "../archive/athena-sql";
import type { HiveColumn } from "../archive/hive-type";
import { LocalFault, START_AFRESH } from "../local-fault";
import type { ArchiveOutputs } from "./archive-outputs";
import { bytesOf, keysOf } from "./delivered-objects";
import type { EmbeddedAws } from "./embedded-aws";

/** The deployed Glue table over the archive. */
export interface ArchiveTable extends Omit<AthenaTable, "files"> {
  /** Where the projection looks for a partition, such as `s3://bucket/logs/${dt}/`. */
  readonly locationTemplate: string;
}

/** Reads the table from Glue: its columns are what records are converted to. */
export async function readArchiveTable(aws: EmbeddedAws, { database, table }: ArchiveOutputs): Promise<ArchiveTable> {
  const { Table } = await aws.glue.send(new GetTableCommand({ DatabaseName: database, Name: table }));
  const partitionColumn = Table?.PartitionKeys?.[0]?.Name;
  const locationTemplate = Table?.Parameters?.["storage.location.template"];
  if (partitionColumn === undefined || locationTemplate === undefined) {
    throw new LocalFault(
      `The Glue table ${database}.${table} has no projected partition, so Athena would read nothing from it; ${START_AFRESH}.`,
    );
  }
  const columns = (Table?.StorageDescriptor?.Columns ?? []).map(({ Name = "", Type = "string" }): HiveColumn => ({
    name: Name,
    type: Type,
  }));
  return { database, table, columns, partitionColumn, locationTemplate };
}

/** Brings the Parquet objects that the table's projection finds onto this machine. */
export async function downloadFiles(
  aws: EmbeddedAws,
  bucket: string,
  { locationTemplate, partitionColumn }: ArchiveTable,
  workDir: string,
): Promise<PartitionedFile[]> {
  const files: PartitionedFile[] = [];
  for (const key of (await keysOf(aws, bucket)).filter((name) => name.endsWith(".parquet"))) {
    const partition = partitionOf(`s3://${bucket}/${key}`, locationTemplate, partitionColumn);
    if (partition !== undefined) {
      const path = join(workDir, key.replaceAll("/", "_"));
      writeFileSync(path, await bytesOf(aws, bucket, key));
      files.push({ path, partition });
    }
  }
  return files;
}
