import { Duration } from "../../constructs/core/duration";
import { NODE_CPU_UTILISATION } from "../recording/nodes";
import type { AlertRule } from "../rule";

/** Alerts about the machines that carry the cluster. */
export const nodeAlerts: readonly AlertRule[] = [
  {
    alert: "InstanceDown",
    expr: "up == 0",
    for: Duration.minutes(5),
    severity: "page",
    owner: "platform",
    summary: "Prometheus can't scrape {{ $labels.instance }} of job {{ $labels.job }}.",
    description:
      "{{ $labels.instance }} of job {{ $labels.job }} has not answered for 5 minutes; its metrics and alerts are blind.",
  },
  {
    alert: "NodeCPUUsage",
    expr: `100 * ${NODE_CPU_UTILISATION} > 90`,
    for: Duration.minutes(5),
    severity: "page",
    owner: "platform",
    summary: "Node {{ $labels.instance }} has almost no processor time left.",
    description: 'Node {{ $labels.instance }} uses {{ $value | printf "%.0f" }} % of all its cores for 5 minutes.',
  },
];
