import type { AthenaQuery } from "../saved-query";
import { accessPolicyUse } from "./access-policy-use";
import { archiveCoverage } from "./archive-coverage";
import { awsAuthChanges } from "./aws-auth-changes";
import { businessEventsByHour } from "./business-events-by-hour";
import { copiedEvents } from "./copied-events";
import { deprecatedApis } from "./deprecated-apis";
import { errorRatioByHour } from "./error-ratio-by-hour";
import { errorsByWorkload } from "./errors-by-workload";
import { gamesCreatedByDay } from "./games-created-by-day";
import { groupObjects } from "./group-objects";
import { lateEvents } from "./late-events";
import { latencyByWorkload } from "./latency-by-workload";
import { oomKills } from "./oom-kills";
import { podEvictions } from "./pod-evictions";
import { podSessions } from "./pod-sessions";
import { rbacChanges } from "./rbac-changes";
import { refusedPrincipals } from "./refused-principals";
import { refusedRequests } from "./refused-requests";
import { restoreEvents } from "./restore-events";
import { secretReads } from "./secret-reads";
import { silentStreams } from "./silent-streams";
import { throttledClients } from "./throttled-clients";
import { traceAcrossGroups } from "./trace-across-groups";
import { unschedulablePods } from "./unschedulable-pods";
import { volumeByGroupAndDay } from "./volume-by-group-and-day";
import { volumeByWorkloadAndDay } from "./volume-by-workload-and-day";
import { writesByUser } from "./writes-by-user";

/** All saved queries of Athena. */
export const ATHENA_QUERIES: readonly AthenaQuery[] = [
  accessPolicyUse,
  archiveCoverage,
  awsAuthChanges,
  businessEventsByHour,
  copiedEvents,
  deprecatedApis,
  errorRatioByHour,
  errorsByWorkload,
  gamesCreatedByDay,
  groupObjects,
  lateEvents,
  latencyByWorkload,
  oomKills,
  podEvictions,
  podSessions,
  rbacChanges,
  refusedPrincipals,
  refusedRequests,
  restoreEvents,
  secretReads,
  silentStreams,
  throttledClients,
  traceAcrossGroups,
  unschedulablePods,
  volumeByGroupAndDay,
  volumeByWorkloadAndDay,
  writesByUser,
];
