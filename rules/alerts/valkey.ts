import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const SERVER = "by (cluster, namespace, pod)";

/** Alerts about Valkey (and Redis), from the exporter beside each server. */
export const valkeyAlerts: readonly AlertRule[] = [
  {
    alert: "ValkeyDown",
    expr: `min ${SERVER} (redis_up) == 0`,
    for: Duration.minutes(2),
    severity: "page",
    owner: OWNER,
    summary: "Valkey {{ $labels.namespace }}/{{ $labels.pod }} does not answer.",
    description: "The exporter of {{ $labels.namespace }}/{{ $labels.pod }} has not reached its server for 2 minutes.",
  },
  {
    alert: "ValkeyRejectsConnections",
    expr: `sum ${SERVER} (increase(redis_rejected_connections_total[5m])) > 0`,
    for: Duration.minutes(1),
    severity: "page",
    owner: OWNER,
    summary: "Valkey {{ $labels.namespace }}/{{ $labels.pod }} turns clients away.",
    description: "{{ $labels.namespace }}/{{ $labels.pod }} has as many clients as it may have; new ones are refused.",
  },
  {
    alert: "ValkeyMemoryHigh",
    // Without a maximum the server takes what the pod has.
    expr: `max ${SERVER} (redis_memory_used_bytes) / max ${SERVER} (redis_memory_max_bytes > 0) > 0.9`,
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Valkey {{ $labels.namespace }}/{{ $labels.pod }} has little memory left.",
    description:
      "{{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory; at 100 % it evicts keys or refuses writes.",
  },
  {
    alert: "ValkeyReplicaDisconnected",
    expr: `min ${SERVER} (redis_master_link_up) == 0`,
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "Replica {{ $labels.namespace }}/{{ $labels.pod }} has lost its primary.",
    description: "{{ $labels.namespace }}/{{ $labels.pod }} has not copied anything for 5 minutes and answers with old data.",
  },
  {
    alert: "ValkeySnapshotFailing",
    expr: `min ${SERVER} (redis_rdb_last_bgsave_status) == 0`,
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "Valkey {{ $labels.namespace }}/{{ $labels.pod }} can't save its data.",
    description:
      "The last snapshot of {{ $labels.namespace }}/{{ $labels.pod }} failed; after a restart what was written since the one before is gone.",
  },
  {
    alert: "ValkeyEvictingKeys",
    expr: `sum ${SERVER} (rate(redis_evicted_keys_total[5m])) > 1`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Valkey {{ $labels.namespace }}/{{ $labels.pod }} throws keys away to make room.",
    description:
      '{{ $labels.namespace }}/{{ $labels.pod }} has evicted {{ $value | printf "%.1f" }} keys a second for 15 minutes.',
  },
];
