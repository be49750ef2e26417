import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
const SIGNALS = ["log_records", "metric_points", "spans"] as const;

/**
 * Signals are added one by one: a rate over a pattern of names would meet the same labels twice as soon as two signals fail, and
 * Prometheus refuses that. Names are without `_total`, which is how a reader of only host and port writes them (0.158).
 */
function anySignal(metric: string, by: string, selector = ""): string {
  return SIGNALS.map((signal) => `sum by (cluster, namespace, ${by}) (rate(${metric}_${signal}${selector}[5m])) > 0`).join(
    " or ",
  );
}

/**
 * Something waits and nothing leaves. An exporter that never gives up counts no failure while its destination is away: only what
 * waits tells of it (seen with 0.158).
 */
const NOTHING_LEAVES = `(sum by (cluster, namespace, exporter) (otelcol_exporter_queue_size) > 0 unless (${anySignal("otelcol_exporter_sent", "exporter")}))`;

/** Alerts about the OpenTelemetry collectors. */
export const otelCollectorAlerts: readonly AlertRule[] = [
  {
    alert: "OtelCollectorLosingData",
    expr: anySignal("otelcol_exporter_enqueue_failed", "exporter"),
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "The collector loses data that was meant for {{ $labels.exporter }}.",
    description: "The queue of {{ $labels.exporter }} has been full for 5 minutes, and what comes in is thrown away.",
  },
  {
    alert: "OtelCollectorExportFailing",
    expr: `${anySignal("otelcol_exporter_send_failed", "exporter")} or ${NOTHING_LEAVES}`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "The collector can't send to {{ $labels.exporter }}.",
    description: "{{ $labels.exporter }} has been refusing data or not answering for 15 minutes.",
  },
  {
    alert: "OtelCollectorRefusingData",
    // The other end of a queue refuses what the destination refuses, and the queue tries again.
    expr: anySignal("otelcol_receiver_refused", "receiver", '{receiver!~".+-queue"}'),
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "The collector turns away what applications send to {{ $labels.receiver }}.",
    description: "Receiver {{ $labels.receiver }} has been refusing data for 10 minutes, most often because memory is short.",
  },
  {
    alert: "OtelCollectorQueueNearlyFull",
    expr: "max by (cluster, namespace, exporter, data_type) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > 0.8",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "The queue of {{ $labels.exporter }} for {{ $labels.data_type }} is almost full.",
    description:
      "{{ $value | humanizePercentage }} of the queue of {{ $labels.exporter }} is used; when it is full, data is lost.",
  },
];
