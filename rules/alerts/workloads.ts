import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const CONTAINER = "max by (cluster, namespace, pod, container)";
const DEPLOYMENT = "max by (cluster, namespace, deployment)";
const STATEFUL_SET = "max by (cluster, namespace, statefulset)";
const DAEMON_SET = "max by (cluster, namespace, daemonset)";
const AUTOSCALER = "max by (cluster, namespace, horizontalpodautoscaler)";
const BUDGET = "max by (cluster, namespace, poddisruptionbudget)";

/** Alerts about what runs in the cluster, whatever it is. */
export const workloadAlerts: readonly AlertRule[] = [
  {
    alert: "DeploymentHasNoReplicas",
    expr: `${DEPLOYMENT} (kube_deployment_status_replicas_available) == 0 and ${DEPLOYMENT} (kube_deployment_spec_replicas) > 0`,
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Nothing of deployment {{ $labels.namespace }}/{{ $labels.deployment }} runs.",
    description: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has had no available replica for 5 minutes.",
  },
  {
    alert: "DeploymentReplicasUnavailable",
    // While replicas are being replaced, some are missing on purpose.
    expr:
      `${DEPLOYMENT} (kube_deployment_spec_replicas) - ${DEPLOYMENT} (kube_deployment_status_replicas_available) > 0 ` +
      `and ${DEPLOYMENT} (changes(kube_deployment_status_replicas_updated[10m])) == 0`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} lacks replicas.",
    description:
      "{{ $value }} replicas of deployment {{ $labels.namespace }}/{{ $labels.deployment }} have been missing for 15 minutes, " +
      "and no rollout is going on.",
  },
  {
    alert: "StatefulSetReplicasMismatch",
    expr:
      `${STATEFUL_SET} (kube_statefulset_replicas) - ${STATEFUL_SET} (kube_statefulset_status_replicas_ready) > 0 ` +
      `and ${STATEFUL_SET} (changes(kube_statefulset_status_replicas_updated[10m])) == 0`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} lacks replicas.",
    description:
      "{{ $value }} replicas of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} have not been ready for 15 minutes, " +
      "and no rollout is going on.",
  },
  {
    alert: "DaemonSetNotFullyAvailable",
    expr:
      `${DAEMON_SET} (kube_daemonset_status_desired_number_scheduled) ` +
      `- ${DAEMON_SET} (kube_daemonset_status_number_available) > 0`,
    for: Duration.minutes(20),
    severity: "ticket",
    owner: OWNER,
    summary: "DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is missing on nodes.",
    description:
      "{{ $value }} nodes have been without a pod of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} for 20 minutes.",
  },
  {
    alert: "PodCrashLooping",
    // A container that crashes is running, or waiting for another reason, for moments in between.
    expr: `${CONTAINER} (max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m])) == 1`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} crashes again and again.",
    description:
      "Kubernetes has been holding back restarts of {{ $labels.container }} in {{ $labels.namespace }}/{{ $labels.pod }} for 15 minutes.",
  },
  {
    alert: "ContainerOOMKilled",
    expr:
      `${CONTAINER} (increase(kube_pod_container_status_restarts_total[10m])) > 0 ` +
      `and ${CONTAINER} (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}) == 1`,
    for: Duration.minutes(1),
    severity: "ticket",
    owner: OWNER,
    summary: "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} ran out of memory.",
    description:
      "The kernel ended {{ $labels.container }} in {{ $labels.namespace }}/{{ $labels.pod }} because it reached its memory limit; it was started again.",
  },
  {
    alert: "ImagePullFailing",
    expr:
      `${CONTAINER} (max_over_time(kube_pod_container_status_waiting_reason` +
      '{reason=~"ErrImagePull|ImagePullBackOff|InvalidImageName"}[5m])) == 1',
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "The image of container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} can't be pulled.",
    description:
      "{{ $labels.container }} in {{ $labels.namespace }}/{{ $labels.pod }} has been waiting for its image for 10 minutes.",
  },
  {
    alert: "PodStuckPending",
    expr: 'max by (cluster, namespace, pod) (kube_pod_status_phase{phase="Pending"}) == 1',
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Pod {{ $labels.namespace }}/{{ $labels.pod }} does not start.",
    description: "Pod {{ $labels.namespace }}/{{ $labels.pod }} has been pending for 15 minutes.",
  },
  {
    alert: "JobFailed",
    expr: 'max by (cluster, namespace, job_name) (kube_job_failed{condition="true"}) == 1',
    for: Duration.minutes(1),
    severity: "ticket",
    owner: OWNER,
    summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed.",
    description:
      "Job {{ $labels.namespace }}/{{ $labels.job_name }} has used up its retries. The alert ends when the Job is deleted.",
  },
  {
    alert: "CronJobLate",
    // Suspended ones have no next time.
    expr: "time() - max by (cluster, namespace, cronjob) (kube_cronjob_next_schedule_time) > 1800",
    for: Duration.minutes(5),
    severity: "ticket",
    owner: OWNER,
    summary: "CronJob {{ $labels.namespace }}/{{ $labels.cronjob }} did not start when it should.",
    description: "CronJob {{ $labels.namespace }}/{{ $labels.cronjob }} is {{ $value | humanizeDuration }} late.",
  },
  {
    alert: "HpaMaxedOut",
    // One that may not scale at all is not at a limit.
    expr:
      `${AUTOSCALER} (kube_horizontalpodautoscaler_status_current_replicas) ` +
      `== ${AUTOSCALER} (kube_horizontalpodautoscaler_spec_max_replicas) ` +
      `and ${AUTOSCALER} (kube_horizontalpodautoscaler_spec_max_replicas) ` +
      `!= ${AUTOSCALER} (kube_horizontalpodautoscaler_spec_min_replicas)`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} can't add replicas.",
    description:
      "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has been at its maximum of {{ $value }} replicas for 15 minutes; " +
      "more load makes it slow.",
  },
  {
    alert: "PdbNotEnoughHealthyPods",
    expr:
      `${BUDGET} (kube_poddisruptionbudget_status_desired_healthy) ` +
      `- ${BUDGET} (kube_poddisruptionbudget_status_current_healthy) > 0`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} has fewer healthy pods than it must.",
    description:
      "{{ $value }} healthy pods are missing in disruption budget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} for " +
      "15 minutes; nodes that hold its pods can't be drained.",
  },
  {
    alert: "ContainerCpuThrottled",
    expr:
      'sum by (cluster, namespace, pod, container) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[5m])) ' +
      '/ sum by (cluster, namespace, pod, container) (increase(container_cpu_cfs_periods_total{container!=""}[5m])) > 0.5',
    for: Duration.minutes(30),
    severity: "ticket",
    owner: OWNER,
    summary:
      "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} is held back by its processor limit.",
    description:
      "{{ $labels.container }} in {{ $labels.namespace }}/{{ $labels.pod }} was throttled in {{ $value | humanizePercentage }} of its " +
      "periods for 30 minutes.",
  },
];
