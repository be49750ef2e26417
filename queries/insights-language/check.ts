import { type Scope, scopeOf } from "./check-scope";
import { commandFaults } from "./check-command";
import { parseInsightsQuery } from "./parser";
import { type Command, InsightsSyntaxError } from "./syntax";

/** @see CloudWatch Logs API, PutQueryDefinition, `queryString` (read 2026-11) */
const LONGEST_QUERY = 10_000;

/**
 * What Logs Insights would refuse in a query, or take for something else than was meant, as sentences; none when nothing is known to be
 * wrong. It is a reading of the documentation: AWS has the only engine.
 */
export function insightsQueryFaults(query: string): readonly string[] {
  if (query.length > LONGEST_QUERY) {
    return [`The query has ${query.length} characters; a query definition takes ${LONGEST_QUERY}.`];
  }
  try {
    const commands = parseInsightsQuery(query);
    let scope: Scope = scopeOf();
    const faults = [...orderFaults(commands)];
    for (const command of commands) {
      const checked = commandFaults(command, scope, query);
      faults.push(...checked.faults);
      scope = checked.scope;
    }
    return faults;
  } catch (error) {
    if (error instanceof InsightsSyntaxError) {
      return [`The query ${error.message} (${placeOf(query, error.at)}).`];
    }
    throw error;
  }
}

/** @see CloudWatch Logs User Guide, "stats", "Use multiple stats commands in a single query", and "limit" (read 2026-11) */
function orderFaults(commands: readonly Command[]): readonly string[] {
  const names = commands.map(({ command }) => command);
  const stats = names.flatMap((name, index) => (name === "stats" ? [index] : []));
  const [first, last] = [stats[0] ?? -1, stats.at(-1) ?? -1];
  const between = names.slice(0, last).filter((name) => name === "sort" || name === "limit");
  const limit = names.indexOf("limit");
  return [
    ...(stats.length > 2 ? [`The query has ${stats.length} stats commands; at most 2 are taken.`] : []),
    ...(stats.length === 2 && first !== last && between.length > 0
      ? ["The query sorts or limits before its last stats command."]
      : []),
    ...(limit !== -1 && limit !== names.length - 1 ? [`The query goes on with ${names[limit + 1]!} after its limit.`] : []),
    ...(names.includes("anomaly") && !names.includes("pattern")
      ? ["The query looks for anomalies without a pattern command."]
      : []),
  ];
}

/** `line 2, "| sort"`. */
function placeOf(query: string, at: number): string {
  const line = query.slice(0, at).split("\n").length;
  const excerpt = query.slice(at).split("\n")[0]!.slice(0, 30);
  return excerpt === "" ? `line ${line}, at its end` : `line ${line}, at \`${excerpt}\``;
}
