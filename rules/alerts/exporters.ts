import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about what feeds all the others; whoever scrapes, these can be asked. */
export const exporterAlerts: readonly AlertRule[] = [
  {
    alert: "KubeStateMetricsAbsent",
    expr: "absent(kube_node_info)",
    for: Duration.minutes(10),
    severity: "page",
    owner: OWNER,
    summary: "Nothing is known about the cluster's objects.",
    description:
      "No series of kube-state-metrics has arrived for 10 minutes; every alert about nodes, workloads and claims is blind.",
  },
  {
    alert: "CadvisorMetricsAbsent",
    expr: 'absent(container_cpu_usage_seconds_total{container!=""})',
    for: Duration.minutes(15),
    severity: "page",
    owner: OWNER,
    summary: "Nothing is known about the containers' use of the nodes.",
    description: "No series of cAdvisor has arrived for 15 minutes; the kubelets can't be scraped.",
  },
];
