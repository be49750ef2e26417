import { arnIn, type AwsLocation } from "../core/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

/** Names of a Glue database and its tables, as literals. */
export interface TableNames {
  readonly database: string;
  readonly table: string;
  /**
   * A second table.
   * @default - there is none
   */
  readonly folderTable?: string;
}

/** A statement about the tables of one database: Glue checks the rights on catalog, database and table together. */
export function tableStatement(
  sid: string,
  location: AwsLocation,
  { database, table, folderTable }: TableNames,
  actions: readonly string[],
): PolicyStatement {
  return {
    sid,
    actions,
    resources: [
      arnIn(location, "glue", "catalog"),
      arnIn(location, "glue", `database/${database}`),
      ...[table, folderTable]
        .filter((name) => name !== undefined)
        .map((name) => arnIn(location, "glue", `table/${database}/${name}`)),
    ],
  };
}
