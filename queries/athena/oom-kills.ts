import { athenaQuery, BETWEEN_HOURS, COST_OF_HOURS } from "../saved-query";
import { EVENT_TIME, field, fromEvents, GIVEN_HOURS } from "./from-events";

/**
 * The kernel's own lines, from the journal of the nodes. It says whether a container reached its limit or the whole node ran
 * out.
 */
export const oomKills = athenaQuery({
  name: "oom-kills",
  description: "Which processes did the kernel kill for want of memory, on which node, and how large were they?",
  reads: ["host"],
  parameters: BETWEEN_HOURS,
  columns: [
    { name: "event_time", type: "timestamp(3) with time zone" },
    { name: "node", type: "varchar" },
    { name: "process", type: "varchar" },
    { name: "pid", type: "varchar" },
    { name: "resident_kib", type: "bigint" },
    { name: "ran_out", type: "varchar" },
  ],
  cost: COST_OF_HOURS,
  sql: (table) => `
WITH event AS (
  SELECT DISTINCT event.id, event."timestamp", event.message
  ${fromEvents(table, GIVEN_HOURS)}
    AND logstream LIKE '%.host.dmesg'
    AND strpos(event.message, 'Killed process') > 0
)
SELECT
  ${EVENT_TIME} AS event_time,
  ${field("$.host")} AS node,
  regexp_extract(${field("$.message")}, 'Killed process [0-9]+ \\(([^)]+)\\)', 1) AS process,
  regexp_extract(${field("$.message")}, 'Killed process ([0-9]+)', 1) AS pid,
  CAST(regexp_extract(${field("$.message")}, 'anon-rss:([0-9]+)kB', 1) AS bigint) AS resident_kib,
  CASE WHEN strpos(event.message, 'Memory cgroup') > 0 THEN 'container limit' ELSE 'node' END AS ran_out
FROM event
ORDER BY event."timestamp", event.id`,
});
