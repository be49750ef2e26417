import { Duration } from "../../constructs/core/duration";
import { type AlertRule, HEARTBEAT } from "../rule";

/** The alert that fires always. A receiver outside everything that it watches tells people when it stops. */
export const deadMansSwitchAlerts: readonly AlertRule[] = [
  {
    alert: "Watchdog",
    expr: "vector(1)",
    for: Duration.seconds(0),
    severity: HEARTBEAT,
    owner: "platform",
    summary: "Alerting works.",
    description:
      "This alert fires always. When it stops, Prometheus, Alertmanager or the way between them and the receiver is broken.",
  },
];
