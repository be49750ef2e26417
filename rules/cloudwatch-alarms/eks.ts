import { Duration } from "../../constructs/core/duration";
import type { CloudwatchAlarmRule, MetricSource } from "./cloudwatch-alarm";

/** @see EKS User Guide, "View control plane metrics in CloudWatch": free, from Kubernetes 1.28, one value a minute (read 2026-11) */
function eks(metricName: string, statistic: MetricSource["statistic"]): MetricSource {
  return { namespace: "AWS/EKS", metricName, statistic, of: "cluster" };
}

/** Alarms on the control plane, which EKS measures itself. */
export const EKS_ALARMS: readonly CloudwatchAlarmRule[] = [
  {
    alarm: "ApiServerErrors",
    twinOf: "ApiServerAvailabilityBudgetBurnsFast",
    reads: { errors: eks("apiserver_request_total_5XX", "Sum"), total: eks("apiserver_request_total", "Sum") },
    expression: "100 * errors / total",
    above: 2,
    period: Duration.minutes(1),
    of: 5,
    atLeast: 3,
    severity: "page",
    summary: "More than 2 percent of the requests to the Kubernetes API end with an error of the server.",
  },
  {
    alarm: "ApiServerSlow",
    twinOf: "ApiServerLatencyBudgetBurnsFast",
    reads: { seconds: eks("apiserver_request_duration_seconds_GET_P99", "Maximum") },
    above: 1,
    period: Duration.minutes(1),
    of: 15,
    atLeast: 10,
    severity: "page",
    summary: "One in a hundred reads of the Kubernetes API takes longer than a second.",
  },
  {
    alarm: "EtcdStorageAtEksLimit",
    twinOf: "EtcdStorageAtEksLimit",
    reads: { bytes: eks("apiserver_storage_size_bytes", "Maximum") },
    above: 7.6e9,
    period: Duration.minutes(1),
    of: 5,
    atLeast: 5,
    severity: "page",
    summary: "The cluster's store is about to become read-only, which it is at 8 GB.",
  },
  {
    alarm: "EtcdStorageNearEksLimit",
    twinOf: "EtcdStorageNearEksLimit",
    reads: { bytes: eks("apiserver_storage_size_bytes", "Maximum") },
    above: 6.4e9,
    period: Duration.minutes(5),
    of: 3,
    atLeast: 3,
    severity: "ticket",
    summary: "The cluster's store is four fifths full.",
  },
  {
    alarm: "PodsUnschedulable",
    twinOf: "PodStuckPending",
    reads: { pods: eks("scheduler_pending_pods_UNSCHEDULABLE", "Maximum") },
    above: 0,
    period: Duration.minutes(1),
    of: 15,
    atLeast: 10,
    severity: "ticket",
    summary: "The scheduler finds no node for some pods.",
  },
];
