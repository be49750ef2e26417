/** What a log group holds. A query names what it reads, an environment says which of its groups that is. */
export type LogGroupPurpose = "control-plane" | "application" | "dataplane" | "host" | "performance";

/** Every purpose. */
export const LOG_GROUP_PURPOSES: readonly LogGroupPurpose[] = [
  "control-plane",
  "application",
  "dataplane",
  "host",
  "performance",
];

/** A saved query of CloudWatch Logs Insights. */
export interface InsightsQuery {
  /** Name in the console, in lower case with hyphens; unique among the queries. */
  readonly name: string;
  /** The question that the query answers, as one sentence. */
  readonly description: string;
  /** What it reads; of several, those that the environment has. */
  readonly reads: LogGroupPurpose | readonly LogGroupPurpose[];
  /** The query in the language of Logs Insights; `queries/insights-language` reads it before it is saved. */
  readonly query: string;
}

/** What a query reads, as a list. */
export function purposesOf({ reads }: Pick<InsightsQuery, "reads">): readonly LogGroupPurpose[] {
  return typeof reads === "string" ? [reads] : reads;
}

/** Names of a table, as literals. */
export interface QueryTable {
  /** Glue database. */
  readonly database: string;
  /** Glue table with the columns of the archive (`constructs/logs/log-archive-table.ts`). */
  readonly table: string;
  /**
   * Folder that the query reads, for a table by folders.
   * @default - a table over everything
   */
  readonly folder?: string;
}

/** A value that is asked for when the query runs; it stands as `?` in the text. */
export interface QueryParameter {
  /** Short name, such as `from`. */
  readonly name: string;
  /** What to give. */
  readonly description: string;
  /** A value as it is typed, in the single quotes that Athena wants. */
  readonly example: string;
}

/** A column of a result. */
export interface QueryColumn {
  readonly name: string;
  /** Type as Trino writes it. */
  readonly type: "varchar" | "bigint" | "double" | "timestamp(3) with time zone";
}

/** A saved query of Athena over archived logs. */
export interface AthenaQuery {
  /** Name in the console, in lower case with hyphens; unique among the queries. */
  readonly name: string;
  /** The question that the query answers, as one sentence. */
  readonly description: string;
  /** What the events come from; all groups lie in one table, so this says what must be archived for the query to find something. */
  readonly reads: readonly LogGroupPurpose[];
  /**
   * How the names of the log streams begin that it reads.
   * @default - all streams of the groups
   */
  readonly logStreams?: string;
  /** What it asks for, in the order of the `?` in its text. */
  readonly parameters: readonly QueryParameter[];
  /** What it gives. */
  readonly columns: readonly QueryColumn[];
  /** How many partitions it reads, and so what it costs: 5 USD per TB (2026-11), at least 10 MB a query. */
  readonly cost: string;
  /** The query for Athena engine version 3. It must bound the partition column `dt`, or it reads the whole archive. */
  readonly sql: (table: QueryTable) => string;
}

/** The two hours between which a query reads, both included. Partitions are hours of arrival. */
export const BETWEEN_HOURS: readonly QueryParameter[] = [
  { name: "from", description: "first hour of arrival in UTC", example: "'2026/11/20/00'" },
  {
    name: "to",
    description: "last hour of arrival in UTC, two later than the last event, because events may be late",
    example: "'2026/11/20/23'",
  },
];

/** The cost of a query that reads between two hours. */
export const COST_OF_HOURS = "reads the hours that are given, all groups of them or one folder";

/** Makes a query whose text begins with a word on its parameters: the console shows the `?` and not what they stand for. */
export function athenaQuery(query: AthenaQuery): AthenaQuery {
  const lines = query.parameters.map(
    ({ description, example }, index) => `-- ${index + 1}. ${description}, such as ${example}\n`,
  );
  const head = lines.length === 0 ? "" : `-- Execution parameters, in this order:\n${lines.join("")}`;
  return { ...query, sql: (table) => head + query.sql(table).trim() };
}

/** The condition on the rows of a table that are records of logs, in the folder of a table by folders. */
export function isRecord({ folder }: QueryTable): string {
  // Athena takes the folder from the text of the query, so it must be a literal and can't be worked out.
  return `messagetype = 'DATA_MESSAGE'${folder === undefined ? "" : ` AND folder = '${folder}'`}`;
}

/** The table as SQL names it: `"obs_production_logs"."log_records"`. */
export function quotedTable({ database, table }: QueryTable): string {
  return `"${database}"."${table}"`;
}

/** Text for the description of a named query: the question, what must be archived, what it costs; at most 1024 characters. */
export function descriptionOf({ description, reads, cost }: AthenaQuery): string {
  return `${description} Events: ${reads.join(", ")}. Cost: ${cost}.`;
}
