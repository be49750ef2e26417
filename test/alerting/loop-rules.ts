import { HEARTBEAT_ALERT } from "../../constructs/core/alert-routing";
import { Duration } from "../../constructs/core/duration";
import { type AlertRule, HEARTBEAT, type RuleGroup } from "../../rules/rule";

/** Alerts that a test turns on and off by the service's metrics; they differ from shipped ones in their times only. */
export const LOOP_ALERTS: readonly AlertRule[] = [
  lampAlert("LampOut", "lamp == 0", "page", "platform"),
  // Says less about the same objective, and must keep silent while the page fires.
  lampAlert("LampDim", 'lamp_brightness{service="shop"} < 50', "ticket", "platform"),
  lampAlert("LampOld", 'lamp_age{service="garden"} > 100', "ticket", "platform"),
  lampAlert("LampDusty", 'lamp_dust{service="cellar"} > 0', "ticket", "shop"),
  {
    ...lampAlert(HEARTBEAT_ALERT, "vector(1)", "ticket", "platform"),
    severity: HEARTBEAT,
    summary: "Alerting works.",
    description: "Fires always.",
  },
];

/** The alerts as a group that is evaluated each second. */
export const LOOP_GROUP: RuleGroup = {
  name: "lamps",
  interval: Duration.seconds(1),
  rules: LOOP_ALERTS,
};

function lampAlert(alert: string, expr: string, severity: "page" | "ticket", owner: string): AlertRule {
  return {
    alert,
    expr,
    for: Duration.seconds(0),
    severity,
    owner,
    summary: "The lamp of {{ $labels.service }} says {{ $value }}.",
    description: 'Seen in "{{ $labels.cluster }}" by {{ $labels.job }}.',
  };
}
