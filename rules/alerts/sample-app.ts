import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

/** Alerts about the sample application; its availability and latency are objectives, see `rules/slo`. */
export const sampleAppAlerts: readonly AlertRule[] = [
  {
    alert: "SlowAddLink",
    // A summary's quantile can't be aggregated, so the alert is one for each pod.
    expr: 'link_addlink_summary{quantile="0.5"} > 5',
    for: Duration.minutes(1),
    severity: "page",
    owner: "shipit",
    summary: "Adding a link takes longer than 5 seconds.",
    description:
      "More than half of the requests to {{ $labels.pod }} within the last minute took longer than 5 seconds " +
      '(median {{ $value | printf "%.1f" }} s).',
  },
];
