import type { InsightsQuery } from "../saved-query";

export const oomKills: InsightsQuery = {
  name: "oom-kills",
  description: "Which processes did the kernel kill for want of memory, and on which node?",
  reads: "host",
  query: String.raw`
filter @logStream like /host\.dmesg$/ and message like /Killed process/
| parse message /Killed process (?<pid>\d+) \((?<process>[^)]+)\)/
| stats count(*) as kills, max(@timestamp) as last_seen by host, process
| sort kills desc
| limit 100`.trim(),
};
