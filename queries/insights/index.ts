import type { InsightsQuery } from "../saved-query";
import { accessPolicyUse } from "./access-policy-use";
import { anonymousRequests } from "./anonymous-requests";
import { awsAuthChanges } from "./aws-auth-changes";
import { controlPlaneWrites } from "./control-plane-writes";
import { deprecatedApis } from "./deprecated-apis";
import { errorLines } from "./error-lines";
import { errorPatterns } from "./error-patterns";
import { errorRate } from "./error-rate";
import { gamesCreatedPerHour } from "./games-created-per-hour";
import { logVolume } from "./log-volume";
import { memoryNearLimit } from "./memory-near-limit";
import { noisiestClients } from "./noisiest-clients";
import { oomKills } from "./oom-kills";
import { podEvictions } from "./pod-evictions";
import { podSessions } from "./pod-sessions";
import { rbacChanges } from "./rbac-changes";
import { refusedPrincipals } from "./refused-principals";
import { refusedRequests } from "./refused-requests";
import { requestLatency } from "./request-latency";
import { secretReads } from "./secret-reads";
import { silentStreams } from "./silent-streams";
import { throttledClients } from "./throttled-clients";
import { traceLines } from "./trace-lines";
import { unschedulablePods } from "./unschedulable-pods";

/** All saved queries of Logs Insights. */
export const INSIGHTS_QUERIES: readonly InsightsQuery[] = [
  accessPolicyUse,
  anonymousRequests,
  awsAuthChanges,
  controlPlaneWrites,
  deprecatedApis,
  errorLines,
  errorPatterns,
  errorRate,
  gamesCreatedPerHour,
  logVolume,
  memoryNearLimit,
  noisiestClients,
  oomKills,
  podEvictions,
  podSessions,
  rbacChanges,
  refusedPrincipals,
  refusedRequests,
  requestLatency,
  secretReads,
  silentStreams,
  throttledClients,
  traceLines,
  unschedulablePods,
];
