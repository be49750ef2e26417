import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const CLAIM = "by (cluster, namespace, persistentvolumeclaim)";
const FREE = `min ${CLAIM} (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)`;

/** Alerts about persistent volumes and their claims. */
export const storageAlerts: readonly AlertRule[] = [
  {
    alert: "PersistentVolumeAlmostFull",
    expr: `${FREE} < 0.05`,
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is almost full.",
    description:
      "Only {{ $value | humanizePercentage }} of volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is free.",
  },
  {
    alert: "PersistentVolumeFillingUp",
    expr: `${FREE} < 0.25 and min ${CLAIM} (predict_linear(kubelet_volume_stats_available_bytes[6h], 345600)) < 0`,
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} will be full within four days.",
    description:
      "{{ $value | humanizePercentage }} of volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is free, and the last " +
      "6 hours point to none within four days.",
  },
  {
    alert: "PersistentVolumeInodesAlmostUsed",
    expr: `min ${CLAIM} (kubelet_volume_stats_inodes_free / kubelet_volume_stats_inodes) < 0.05`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} can hold few more files.",
    description:
      "Only {{ $value | humanizePercentage }} of the inodes of {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} are free.",
  },
  {
    alert: "PersistentVolumeClaimPending",
    // Lost: the volume behind the claim is gone.
    expr: `max by (cluster, namespace, persistentvolumeclaim, phase) (kube_persistentvolumeclaim_status_phase{phase=~"Lost|Pending"}) == 1`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has no volume.",
    description: "Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has been {{ $labels.phase }} for 15 minutes.",
  },
  {
    alert: "PersistentVolumeFailed",
    expr: 'max by (cluster, persistentvolume) (kube_persistentvolume_status_phase{phase="Failed"}) == 1',
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "Volume {{ $labels.persistentvolume }} can't be reclaimed.",
    description: "Volume {{ $labels.persistentvolume }} was released and could not be deleted; it goes on costing money.",
  },
];
