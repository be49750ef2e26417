/** What a log group holds. A query names what it reads, an environment says which of its groups that is. */
export type LogGroupPurpose = "control-plane" | "application" | "dataplane" | "host" | "performance";

/** A saved query of CloudWatch Logs Insights. */
export interface InsightsQuery {
  /** Name in the console, in lower case with hyphens; unique among the queries. */
  readonly name: string;
  /** The question that the query answers, as one sentence. */
  readonly description: string;
  /** What it reads. */
  readonly reads: LogGroupPurpose;
  /** The query in the language of Logs Insights. */
  readonly query: string;
}

/** Names of a table, as literals. */
export interface QueryTable {
  /** Glue database. */
  readonly database: string;
  /** Glue table with the columns of the archive (`constructs/logs/log-archive-table.ts`). */
  readonly table: string;
}

/** A saved query of Athena over archived logs. */
export interface AthenaQuery {
  /** Name in the console, in lower case with hyphens; unique among the queries. */
  readonly name: string;
  /** The question that the query answers, as one sentence. */
  readonly description: string;
  /** The query for Athena engine version 3. It must bound the partition column `dt`, or it reads the whole archive. */
  readonly sql: (table: QueryTable) => string;
}

/** The table as SQL names it: `"obs_production_logs"."log_records"`. */
export function quotedTable({ database, table }: QueryTable): string {
  return `"${database}"."${table}"`;
}
