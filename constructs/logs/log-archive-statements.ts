import { arnIn, type AwsLocation } from "../core/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

/** A statement about one Glue table: Glue checks the rights on catalog, database and table together. */
export function tableStatement(
  sid: string,
  location: AwsLocation,
  { database, table }: { readonly database: string; readonly table: string },
  actions: readonly string[],
): PolicyStatement {
  return {
    sid,
    actions,
    resources: [
      arnIn(location, "glue", "catalog"),
      arnIn(location, "glue", `database/${database}`),
      arnIn(location, "glue", `table/${database}/${table}`),
    ],
  };
}
