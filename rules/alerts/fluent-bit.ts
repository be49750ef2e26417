import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const OUTPUT = "by (cluster, namespace, pod, name)";

/** Alerts about the log pipeline on the nodes. */
export const fluentBitAlerts: readonly AlertRule[] = [
  {
    alert: "FluentBitDroppingLogs",
    expr:
      `sum ${OUTPUT} (rate(fluentbit_output_retries_failed_total[10m])) ` +
      `+ sum ${OUTPUT} (rate(fluentbit_output_dropped_records_total[10m])) > 0`,
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "Fluent Bit {{ $labels.pod }} throws logs away that were meant for {{ $labels.name }}.",
    description: "Output {{ $labels.name }} of {{ $labels.pod }} has given up on records for 5 minutes; they are lost for good.",
  },
  {
    alert: "FluentBitDeliveryFailing",
    expr: `sum ${OUTPUT} (rate(fluentbit_output_retries_total[10m])) > 0.1`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Fluent Bit {{ $labels.pod }} has trouble to deliver to {{ $labels.name }}.",
    description:
      'Output {{ $labels.name }} of {{ $labels.pod }} makes {{ $value | printf "%.2f" }} retries a second for 15 minutes; nothing is ' +
      "lost while the buffer on the node has room.",
  },
  {
    alert: "FluentBitSendsNothing",
    expr:
      "sum by (cluster, namespace, pod) (rate(fluentbit_input_records_total[15m])) > 0 " +
      "unless sum by (cluster, namespace, pod) (rate(fluentbit_output_proc_records_total[15m])) > 0",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Fluent Bit {{ $labels.pod }} reads logs and sends none.",
    description: "{{ $labels.pod }} has been reading for 15 minutes without any record arriving anywhere.",
  },
];
