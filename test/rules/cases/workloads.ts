import { burst, type GroupCases, type SeriesValues, step } from "../rule-case";
import { page, ticket } from "./labels";

const deployment = (metric: string, name = "web") =>
  `kube_deployment_${metric}{cluster="c", namespace="shop", deployment="${name}", pod="ksm"}`;
const statefulSet = (metric: string, name = "db") =>
  `kube_statefulset_${metric}{cluster="c", namespace="shop", statefulset="${name}", pod="ksm"}`;
const daemonSet = (metric: string) =>
  `kube_daemonset_status_${metric}{cluster="c", namespace="shop", daemonset="agent", pod="ksm"}`;
const container = (metric: string, more = "", pod = "web-1") =>
  `kube_pod_container_status_${metric}{cluster="c", namespace="shop", pod="${pod}", container="web", uid="1"${more}}`;
const reason = (name: string) => `, reason="${name}"`;
const autoscaler = (metric: string, name = "web") =>
  `kube_horizontalpodautoscaler_${metric}{cluster="c", namespace="shop", horizontalpodautoscaler="${name}"}`;
const budget = (metric: string) =>
  `kube_poddisruptionbudget_status_${metric}{cluster="c", namespace="shop", poddisruptionbudget="web"}`;
const periods = (metric: string, name = "web") =>
  `container_cpu_cfs_${metric}_total{cluster="c", namespace="shop", pod="web-1", container="${name}"}`;
const cadvisor = (metric: string, name: string, image: string) =>
  `container_${metric}{cluster="c", namespace="shop", pod="web-1", container="${name}", image="${image}", node="node-1"}`;

const inDeployment = { ...ticket, namespace: "shop", deployment: "web" };
const inContainer = { ...ticket, namespace: "shop", pod: "web-1", container: "web" };

/** A pod whose container waits for a reason, in one minute of three. */
const nowAndThen = (name: string): SeriesValues => ({
  [container("waiting_reason", reason(name))]: "_x9 1 _x3 1 _x3 1 _x3 1 _x3 1 _x40",
});

export const workloads: GroupCases = {
  group: "workloads",
  alerts: [
    {
      alert: "DeploymentHasNoReplicas",
      series: {
        [deployment("status_replicas_available")]: step(1, 0, 20),
        [deployment("spec_replicas")]: "1x90",
      },
      from: 15,
      until: 30,
      fires: [
        {
          labels: { ...page, namespace: "shop", deployment: "web" },
          summary: "Nothing of deployment shop/web runs.",
          description: "Deployment shop/web has had no available replica for 5 minutes.",
        },
      ],
      nearMiss: {
        [deployment("status_replicas_available", "off")]: "0x90",
        [deployment("spec_replicas", "off")]: "0x90",
        [deployment("status_replicas_available", "some")]: "1x90",
        [deployment("spec_replicas", "some")]: "3x90",
      },
    },
    {
      alert: "DeploymentReplicasUnavailable",
      // Until minute 20 the rollout goes on; the change leaves the window of 10 minutes at minute 31.
      series: {
        [deployment("status_replicas_available")]: "3x9 2x60 3x30",
        [deployment("spec_replicas")]: "3x110",
        [deployment("status_replicas_updated")]: "1x19 3x90",
      },
      from: 45,
      until: 71,
      fires: [
        {
          labels: inDeployment,
          summary: "Deployment shop/web lacks replicas.",
          description: "1 replicas of deployment shop/web have been missing for 15 minutes, and no rollout is going on.",
        },
      ],
      nearMiss: {
        [deployment("status_replicas_available")]: "3x90",
        [deployment("spec_replicas")]: "3x90",
        [deployment("status_replicas_updated")]: "3x90",
        // One that rolls for ever.
        [deployment("status_replicas_available", "rolling")]: "2x90",
        [deployment("spec_replicas", "rolling")]: "3x90",
        [deployment("status_replicas_updated", "rolling")]: "1 2x8 1x8 2x8 1x8 2x8 1x8 2x8 1x8 2x8",
      },
    },
    {
      alert: "StatefulSetReplicasMismatch",
      series: {
        [statefulSet("status_replicas_ready")]: "3x9 2x60 3x30",
        [statefulSet("replicas")]: "3x110",
        [statefulSet("status_replicas_updated")]: "1x19 3x90",
      },
      from: 45,
      until: 71,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", statefulset: "db" },
          summary: "StatefulSet shop/db lacks replicas.",
          description: "1 replicas of StatefulSet shop/db have not been ready for 15 minutes, and no rollout is going on.",
        },
      ],
      nearMiss: {
        [statefulSet("status_replicas_ready")]: "3x90",
        [statefulSet("replicas")]: "3x90",
        [statefulSet("status_replicas_updated")]: "3x90",
        [statefulSet("status_replicas_ready", "rolling")]: "2x90",
        [statefulSet("replicas", "rolling")]: "3x90",
        [statefulSet("status_replicas_updated", "rolling")]: "1 2x8 1x8 2x8 1x8 2x8 1x8 2x8 1x8 2x8",
      },
    },
    {
      alert: "DaemonSetNotFullyAvailable",
      series: { [daemonSet("desired_number_scheduled")]: "3x90", [daemonSet("number_available")]: step(3, 2, 30) },
      from: 30,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", daemonset: "agent" },
          summary: "DaemonSet shop/agent is missing on nodes.",
          description: "1 nodes have been without a pod of DaemonSet shop/agent for 20 minutes.",
        },
      ],
      nearMiss: { [daemonSet("desired_number_scheduled")]: "3x90", [daemonSet("number_available")]: "3x90" },
    },
    {
      alert: "PodCrashLooping",
      series: nowAndThen("CrashLoopBackOff"),
      from: 24,
      until: 31,
      fires: [
        {
          labels: inContainer,
          summary: "Container web of pod shop/web-1 crashes again and again.",
          description: "Kubernetes has been holding back restarts of web in shop/web-1 for 15 minutes.",
        },
      ],
      nearMiss: {
        [container("waiting_reason", reason("ContainerCreating"))]: "1x90",
        [container("waiting_reason", reason("CrashLoopBackOff"))]: "0x90",
      },
    },
    {
      alert: "ContainerOOMKilled",
      series: {
        [container("restarts_total")]: "0x9 1x60",
        [container("last_terminated_reason", reason("OOMKilled"))]: "_x9 1x60",
      },
      from: 11,
      until: 20,
      fires: [
        {
          labels: inContainer,
          summary: "Container web of pod shop/web-1 ran out of memory.",
          description: "The kernel ended web in shop/web-1 because it reached its memory limit; it was started again.",
        },
      ],
      nearMiss: {
        // Another reason; long ago.
        [container("restarts_total", "", "error")]: "0x9 1x60",
        [container("last_terminated_reason", reason("Error"), "error")]: "_x9 1x60",
        [container("last_terminated_reason", reason("OOMKilled"), "error")]: "_x9 0x60",
        [container("restarts_total", "", "old")]: "1x90",
        [container("last_terminated_reason", reason("OOMKilled"), "old")]: "1x90",
      },
    },
    {
      alert: "ImagePullFailing",
      series: nowAndThen("ErrImagePull"),
      from: 19,
      until: 31,
      fires: [
        {
          labels: inContainer,
          summary: "The image of container web of pod shop/web-1 can't be pulled.",
          description: "web in shop/web-1 has been waiting for its image for 10 minutes.",
        },
      ],
      nearMiss: {
        [container("waiting_reason", reason("ContainerCreating"))]: "1x90",
        [container("waiting_reason", reason("ImagePullBackOff"))]: "0x90",
      },
    },
    {
      alert: "PodStuckPending",
      series: { 'kube_pod_status_phase{cluster="c", namespace="shop", pod="web-1", phase="Pending"}': step(0, 1, 30) },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", pod: "web-1" },
          summary: "Pod shop/web-1 does not start.",
          description: "Pod shop/web-1 has been pending for 15 minutes.",
        },
      ],
      nearMiss: {
        'kube_pod_status_phase{cluster="c", namespace="shop", pod="web-1", phase="Pending"}': "0x90",
        'kube_pod_status_phase{cluster="c", namespace="shop", pod="web-1", phase="Running"}': "1x90",
      },
    },
    {
      alert: "JobFailed",
      series: { 'kube_job_failed{cluster="c", namespace="shop", job_name="import", condition="true"}': step(0, 1, 30) },
      from: 11,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", job_name: "import" },
          summary: "Job shop/import has failed.",
          description: "Job shop/import has used up its retries. The alert ends when the Job is deleted.",
        },
      ],
      nearMiss: {
        'kube_job_failed{cluster="c", namespace="shop", job_name="import", condition="true"}': "0x90",
        'kube_job_failed{cluster="c", namespace="shop", job_name="import", condition="false"}': "1x90",
      },
    },
    {
      alert: "CronJobLate",
      // It should have started 10 minutes after the beginning of time.
      series: { 'kube_cronjob_next_schedule_time{cluster="c", namespace="shop", cronjob="report"}': "600x49 6000x40" },
      from: 46,
      until: 50,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", cronjob: "report" },
          summary: "CronJob shop/report did not start when it should.",
          description: "CronJob shop/report is 36m 0s late.",
        },
      ],
      last: [
        {
          labels: { ...ticket, namespace: "shop", cronjob: "report" },
          summary: "CronJob shop/report did not start when it should.",
          description: "CronJob shop/report is 39m 0s late.",
        },
      ],
      nearMiss: { 'kube_cronjob_next_schedule_time{cluster="c", namespace="shop", cronjob="report"}': "600x39 6000x40" },
    },
    {
      alert: "HpaMaxedOut",
      series: {
        [autoscaler("status_current_replicas")]: step(4, 5, 30),
        [autoscaler("spec_max_replicas")]: "5x90",
        [autoscaler("spec_min_replicas")]: "1x90",
      },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", horizontalpodautoscaler: "web" },
          summary: "Autoscaler shop/web can't add replicas.",
          description: "shop/web has been at its maximum of 5 replicas for 15 minutes; more load makes it slow.",
        },
      ],
      nearMiss: {
        [autoscaler("status_current_replicas", "fixed")]: "2x90",
        [autoscaler("spec_max_replicas", "fixed")]: "2x90",
        [autoscaler("spec_min_replicas", "fixed")]: "2x90",
        [autoscaler("status_current_replicas")]: "4x90",
        [autoscaler("spec_max_replicas")]: "5x90",
        [autoscaler("spec_min_replicas")]: "1x90",
      },
    },
    {
      alert: "PdbNotEnoughHealthyPods",
      series: { [budget("desired_healthy")]: "2x90", [budget("current_healthy")]: step(2, 1, 30) },
      from: 25,
      until: 40,
      fires: [
        {
          labels: { ...ticket, namespace: "shop", poddisruptionbudget: "web" },
          summary: "shop/web has fewer healthy pods than it must.",
          description:
            "1 healthy pods are missing in disruption budget shop/web for 15 minutes; nodes that hold its pods can't be drained.",
        },
      ],
      nearMiss: { [budget("desired_healthy")]: "2x90", [budget("current_healthy")]: "2x90" },
    },
    {
      alert: "ContainerCpuThrottled",
      series: {
        [periods("throttled_periods")]: "0x9 0+54x50 2700x40",
        [periods("periods")]: "0+100x100",
        [periods("throttled_periods", "")]: "0x100",
        [periods("periods", "")]: "0x100",
      },
      from: 45,
      until: 61,
      fires: [
        {
          labels: inContainer,
          summary: "Container web of pod shop/web-1 is held back by its processor limit.",
          description: "web in shop/web-1 was throttled in 54% of its periods for 30 minutes.",
        },
      ],
      nearMiss: {
        [periods("throttled_periods")]: "0+50x90",
        [periods("periods")]: "0+100x90",
        // The whole pod.
        [periods("throttled_periods", "")]: "0+90x90",
        [periods("periods", "")]: "0+100x90",
      },
    },
  ],
  recordings: [
    {
      record: "namespace_pod_container:container_cpu_usage:cores_rate5m",
      series: {
        [cadvisor("cpu_usage_seconds_total", "web", "shop/web")]: burst(60, 20),
        // The pod's own group, and the container that holds its network.
        [cadvisor("cpu_usage_seconds_total", "", "shop/web")]: burst(60, 20),
        [cadvisor("cpu_usage_seconds_total", "pause", "")]: burst(60, 20),
      },
      minute: 12,
      samples: { '{cluster="c", namespace="shop", pod="web-1", container="web"}': 0.4 },
    },
    {
      record: "namespace_pod_container:container_memory_working_set:bytes",
      series: {
        [cadvisor("memory_working_set_bytes", "web", "shop/web")]: "64x10",
        [cadvisor("memory_working_set_bytes", "", "shop/web")]: "65x10",
        [cadvisor("memory_working_set_bytes", "pause", "")]: "1x10",
      },
      minute: 5,
      samples: { '{cluster="c", namespace="shop", pod="web-1", container="web"}': 64 },
    },
  ],
};
