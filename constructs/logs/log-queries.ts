import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { INSIGHTS_QUERIES } from "../../queries/insights";
import { insightsQueryFaults } from "../../queries/insights-language/check";
import { type InsightsQuery, type LogGroupPurpose, purposesOf } from "../../queries/saved-query";
import { literal } from "../core/literal";
import { type Fault, throwFaults } from "../core/validation";
import { constructIdOf } from "./construct-id";
import type { ILogGroupRef } from "./log-group-ref";

/** What `LogQueries` are made of. */
export interface LogQueriesProps {
  /**
   * Folder in the console, such as `obs-production`; the queries stand below it as `obs-production/control-plane/...`,
   * those that read groups of several purposes as `obs-production/several/...`.
   */
  readonly folder: string;
  /** The groups of the environment by what they hold; a query reads all groups of its purpose. */
  readonly logGroups: Readonly<Partial<Record<LogGroupPurpose, readonly ILogGroupRef[]>>>;
  /**
   * The queries.
   * @default - those of `queries/insights` whose purpose the environment has a group for
   */
  readonly queries?: readonly InsightsQuery[];
}

/**
 * Defines saved queries for CloudWatch Logs Insights. They are free; running one costs 0.005 USD per GB read (us-east-1, 2024-07).
 */
export class LogQueries extends Construct {
  /** The query definitions, in the order of the queries. */
  public readonly resources: readonly CloudwatchQueryDefinition[];

  /** @throws ValidationError when a query that was asked for has no group to read or more than Logs Insights takes, or is none that it reads */
  public constructor(scope: Construct, id: string, props: LogQueriesProps) {
    super(scope, id);
    const groupsOf = (query: InsightsQuery) => purposesOf(query).flatMap((purpose) => props.logGroups[purpose] ?? []);
    const queries = props.queries ?? INSIGHTS_QUERIES.filter((query) => groupsOf(query).length > 0);
    throwFaults(
      `log queries "${this.node.path}"`,
      queries.flatMap((query) => [...groupFaults(query, groupsOf(query).length), ...languageFaults(query)]),
    );

    this.resources = queries.map(
      (query) =>
        new CloudwatchQueryDefinition(this, constructIdOf(query.name), {
          name: `${props.folder}/${subfolderOf(query)}/${query.name}`,
          logGroupNames: groupsOf(query).map(({ logGroupName }) => logGroupName),
          queryString: literal(query.query),
        }),
    );
  }
}

function subfolderOf(query: InsightsQuery): string {
  const purposes = purposesOf(query);
  return purposes.length === 1 ? purposes[0]! : "several";
}

/** @see CloudWatch Logs User Guide, "Logs Insights quotas": 50 log groups a query (read 2026-11) */
function groupFaults(query: InsightsQuery, groups: number): Fault[] {
  const reads = purposesOf(query).join(", ");
  if (groups >= 1 && groups <= 50) {
    return [];
  }
  return [
    {
      path: `logGroups.${reads}`,
      problem: `gives the query "${query.name}" ${groups === 0 ? "no group" : "too many groups"} to read`,
      got: `${groups} groups`,
      allowed: "1 to 50 groups",
      fix: groups === 0 ? `give the ${reads} group, or leave the query out` : "split the query",
    },
  ];
}

/** AWS checks the text of a query when somebody runs it; a mistake in a saved one would wait for the night it is needed. */
function languageFaults({ name, query }: InsightsQuery): Fault[] {
  return insightsQueryFaults(query).map((fault) => ({
    path: `queries."${name}".query`,
    problem: `is none that Logs Insights takes: ${fault}`,
    allowed: "commands, functions and fields of the Logs Insights query language",
    fix: "correct the query",
  }));
}
