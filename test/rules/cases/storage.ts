import { type GroupCases, step } from "../rule-case";
import { ticket } from "./labels";

const volume = (metric: string, claim = "data") =>
  `kubelet_volume_stats_${metric}{cluster="c", namespace="shop", persistentvolumeclaim="${claim}", node="node-1"}`;
const claim = (phase: string) =>
  `kube_persistentvolumeclaim_status_phase{cluster="c", namespace="shop", persistentvolumeclaim="data", phase="${phase}"}`;
const disk = (phase: string) => `kube_persistentvolume_status_phase{cluster="c", persistentvolume="pvc-1", phase="${phase}"}`;
const labels = { ...ticket, namespace: "shop", persistentvolumeclaim: "data" };

export const storage: GroupCases = {
  group: "storage",
  alerts: [
    {
      alert: "PersistentVolumeAlmostFull",
      series: { [volume("available_bytes")]: step(5, 4.8, 20), [volume("capacity_bytes")]: "100x90" },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...labels, severity: "page" },
          summary: "Volume shop/data is almost full.",
          description: "Only 4.8% of volume shop/data is free.",
        },
      ],
      nearMiss: { [volume("available_bytes")]: "5x90", [volume("capacity_bytes")]: "100x90" },
    },
    {
      alert: "PersistentVolumeFillingUp",
      when: "just below a quarter, and full within a day",
      series: { [volume("available_bytes")]: "24.9-0.02x110", [volume("capacity_bytes")]: "100x110" },
      from: 61,
      fires: [
        {
          labels,
          summary: "Volume shop/data will be full within four days.",
          description: "23.68% of volume shop/data is free, and the last 6 hours point to none within four days.",
        },
      ],
      nearMiss: {
        // Just above a quarter; full a little later than in four days.
        [volume("available_bytes")]: "27.4-0.02x110",
        [volume("capacity_bytes")]: "100x110",
        [volume("available_bytes", "slow")]: "7.9-0.00125x130",
        [volume("capacity_bytes", "slow")]: "100x130",
        // A quarter of ever less.
        [volume("available_bytes", "quarter")]: "25-0.25x90",
        [volume("capacity_bytes", "quarter")]: "100-1x90",
      },
      nearMissMinutes: 130,
    },
    {
      alert: "PersistentVolumeFillingUp",
      when: "six hours without a change, and then a fall that has to show in the slope first",
      series: { [volume("available_bytes")]: "24x359 24-0.01x480", [volume("capacity_bytes")]: "100x900" },
      from: 576,
      fires: [
        {
          labels,
          summary: "Volume shop/data will be full within four days.",
          description: "21.84% of volume shop/data is free, and the last 6 hours point to none within four days.",
        },
      ],
    },
    {
      alert: "PersistentVolumeInodesAlmostUsed",
      series: { [volume("inodes_free")]: step(5, 4.8, 30), [volume("inodes")]: "100x90" },
      from: 25,
      until: 40,
      fires: [
        {
          labels,
          summary: "Volume shop/data can hold few more files.",
          description: "Only 4.8% of the inodes of shop/data are free.",
        },
      ],
      nearMiss: { [volume("inodes_free")]: "5x90", [volume("inodes")]: "100x90" },
    },
    {
      alert: "PersistentVolumeClaimPending",
      series: { [claim("Pending")]: step(0, 1, 30) },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...labels, phase: "Pending" },
          summary: "Claim shop/data has no volume.",
          description: "Claim shop/data has been Pending for 15 minutes.",
        },
      ],
      nearMiss: { [claim("Bound")]: "1x90", [claim("Pending")]: "0x90", [claim("Lost")]: "0x90" },
    },
    {
      alert: "PersistentVolumeFailed",
      series: { [disk("Failed")]: step(0, 1, 20) },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...ticket, persistentvolume: "pvc-1" },
          summary: "Volume pvc-1 can't be reclaimed.",
          description: "Volume pvc-1 was released and could not be deleted; it goes on costing money.",
        },
      ],
      nearMiss: { [disk("Bound")]: "1x90", [disk("Failed")]: "0x90" },
    },
  ],
  recordings: [],
};
