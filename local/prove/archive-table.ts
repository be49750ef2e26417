import { GetTablesCommand, type Table } from "@aws-sdk/client-glue";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AthenaTable, PartitionedFile } from "../archive/athena-sql";
import type { HiveColumn } from "../archive/hive-type";
import { type PartitionColumn, partitionColumnsOf, partitionsOf } from "../archive/partition-projection";
import { LocalFault, START_AFRESH } from "../local-fault";
import { bytesOf, keysOf } from "./delivered-objects";
import type { EmbeddedAws } from "./embedded-aws";

/** A deployed Glue table over the archive. */
export interface ArchiveTable extends Omit<AthenaTable, "files" | "partitionColumns"> {
  /** Where the projection looks for a partition, such as `s3://bucket/logs/${dt}/`. */
  readonly locationTemplate: string;
  readonly partitionColumns: readonly PartitionColumn[];
}

/** Reads the tables of a database from Glue: what queries see, and what records are converted to. */
export async function readArchiveTables(aws: EmbeddedAws, database: string): Promise<readonly ArchiveTable[]> {
  const { TableList = [] } = await aws.glue.send(new GetTablesCommand({ DatabaseName: database }));
  return TableList.map((table) => archiveTable(database, table));
}

function archiveTable(database: string, { Name: table = "", PartitionKeys = [], ...rest }: Table): ArchiveTable {
  const locationTemplate = rest.Parameters?.["storage.location.template"];
  if (PartitionKeys.length === 0 || locationTemplate === undefined) {
    throw new LocalFault(
      `The Glue table ${database}.${table} has no projected partition, so Athena would read nothing from it; ${START_AFRESH}.`,
    );
  }
  const columns = (rest.StorageDescriptor?.Columns ?? []).map(({ Name = "", Type = "string" }): HiveColumn => ({
    name: Name,
    type: Type,
  }));
  const names = PartitionKeys.map(({ Name = "" }) => Name);
  return { database, table, columns, partitionColumns: partitionColumnsOf(names, rest.Parameters ?? {}), locationTemplate };
}

/** Brings the Parquet objects onto this machine, and puts each into the tables whose projection finds it. */
export async function downloadTables(
  aws: EmbeddedAws,
  bucket: string,
  tables: readonly ArchiveTable[],
  workDir: string,
): Promise<readonly AthenaTable[]> {
  const objects: { readonly location: string; readonly path: string }[] = [];
  for (const key of (await keysOf(aws, bucket)).filter((name) => name.endsWith(".parquet"))) {
    const path = join(workDir, key.replaceAll("/", "_"));
    writeFileSync(path, await bytesOf(aws, bucket, key));
    objects.push({ location: `s3://${bucket}/${key}`, path });
  }
  return tables.map(({ locationTemplate, partitionColumns, ...table }) => ({
    ...table,
    partitionColumns: partitionColumns.map(({ name }) => name),
    files: objects.flatMap(({ location, path }): PartitionedFile[] =>
      partitionsOf(location, locationTemplate, partitionColumns).map((partition) => ({ path, partition })),
    ),
  }));
}
