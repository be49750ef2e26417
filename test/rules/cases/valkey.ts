import { type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const valkeySeries = (metric: string, pod = "valkey-0") =>
  `redis_${metric}{cluster="c", namespace="shop", pod="${pod}", instance="10.0.0.9:9121"}`;
const server = { namespace: "shop", pod: "valkey-0" };

export const valkey: GroupCases = {
  group: "valkey",
  alerts: [
    {
      alert: "ValkeyDown",
      series: { [valkeySeries("up")]: step(1, 0, 10) },
      from: 12,
      until: 20,
      fires: [
        {
          labels: { ...page, ...server },
          summary: "Valkey shop/valkey-0 does not answer.",
          description: "The exporter of shop/valkey-0 has not reached its server for 2 minutes.",
        },
      ],
      nearMiss: { [valkeySeries("up")]: step(1, 0, 2) },
    },
    {
      alert: "ValkeyRejectsConnections",
      series: { [valkeySeries("rejected_connections_total")]: "0x9 1x60" },
      from: 11,
      until: 15,
      fires: [
        {
          labels: { ...page, ...server },
          summary: "Valkey shop/valkey-0 turns clients away.",
          description: "shop/valkey-0 has as many clients as it may have; new ones are refused.",
        },
      ],
      nearMiss: { [valkeySeries("rejected_connections_total")]: "5x90" },
    },
    {
      alert: "ValkeyMemoryHigh",
      series: { [valkeySeries("memory_used_bytes")]: step(90, 95, 20), [valkeySeries("memory_max_bytes")]: "100x90" },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, ...server },
          summary: "Valkey shop/valkey-0 has little memory left.",
          description: "shop/valkey-0 uses 95% of its memory; at 100 % it evicts keys or refuses writes.",
        },
      ],
      nearMiss: {
        [valkeySeries("memory_used_bytes")]: "90x90",
        [valkeySeries("memory_max_bytes")]: "100x90",
        [valkeySeries("memory_used_bytes", "unlimited")]: "90x90",
        [valkeySeries("memory_max_bytes", "unlimited")]: "0x90",
      },
    },
    {
      alert: "ValkeyReplicaDisconnected",
      series: { [valkeySeries("master_link_up")]: step(1, 0, 20) },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...ticket, ...server },
          summary: "Replica shop/valkey-0 has lost its primary.",
          description: "shop/valkey-0 has not copied anything for 5 minutes and answers with old data.",
        },
      ],
      nearMiss: { [valkeySeries("master_link_up")]: step(1, 0, 5) },
    },
    {
      alert: "ValkeySnapshotFailing",
      series: { [valkeySeries("rdb_last_bgsave_status")]: step(1, 0, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, ...server },
          summary: "Valkey shop/valkey-0 can't save its data.",
          description:
            "The last snapshot of shop/valkey-0 failed; after a restart what was written since the one before is gone.",
        },
      ],
      nearMiss: { [valkeySeries("rdb_last_bgsave_status")]: "1x90" },
    },
    {
      alert: "ValkeyEvictingKeys",
      series: { [valkeySeries("evicted_keys_total")]: "0x9 0+63x40 2520x40" },
      from: 30,
      until: 51,
      fires: [
        {
          labels: { ...ticket, ...server },
          summary: "Valkey shop/valkey-0 throws keys away to make room.",
          description: "shop/valkey-0 has evicted 1.1 keys a second for 15 minutes.",
        },
      ],
      nearMiss: { [valkeySeries("evicted_keys_total")]: "0+60x90" },
    },
  ],
  recordings: [],
};
