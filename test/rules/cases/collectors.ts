import { burst, type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const output = (metric: string, name = "cw-application") =>
  `fluentbit_output_${metric}_total{cluster="c", namespace="observability", pod="fluent-bit-1", name="${name}"}`;
const input = (name: string) =>
  `fluentbit_input_records_total{cluster="c", namespace="observability", pod="fluent-bit-1", name="${name}"}`;
const inPod = { namespace: "observability", pod: "fluent-bit-1" };

const dropping = [
  {
    labels: { ...page, ...inPod, name: "cw-application" },
    summary: "Fluent Bit fluent-bit-1 throws logs away that were meant for cw-application.",
    description: "Output cw-application of fluent-bit-1 has given up on records for 5 minutes; they are lost for good.",
  },
];

export const fluentBit: GroupCases = {
  group: "fluent-bit",
  alerts: [
    {
      alert: "FluentBitDroppingLogs",
      when: "the retries are used up",
      series: { [output("retries_failed")]: burst(6, 10), [output("dropped_records")]: "0x90" },
      from: 16,
      until: 30,
      fires: dropping,
      nearMiss: { [output("retries_failed")]: "5x90", [output("dropped_records")]: "5x90" },
    },
    {
      alert: "FluentBitDroppingLogs",
      when: "records are refused",
      series: { [output("retries_failed")]: "0x90", [output("dropped_records")]: burst(6, 10) },
      from: 16,
      until: 30,
      fires: dropping,
    },
    {
      alert: "FluentBitDeliveryFailing",
      series: { [output("retries")]: "0x9 0+6.25x50 312.5x40" },
      from: 35,
      until: 61,
      fires: [
        {
          labels: { ...ticket, ...inPod, name: "cw-application" },
          summary: "Fluent Bit fluent-bit-1 has trouble to deliver to cw-application.",
          description:
            "Output cw-application of fluent-bit-1 makes 0.10 retries a second for 15 minutes; nothing is lost while the buffer on the node has room.",
        },
      ],
      nearMiss: { [output("retries")]: "0+6x90" },
    },
    {
      alert: "FluentBitSendsNothing",
      // It reads from minute 11 to 70, and sends once, in minute 20.
      series: { [input("application")]: burst(30, 60), [output("proc_records")]: "0x19 30x110" },
      from: 50,
      until: 85,
      fires: [
        {
          labels: { ...ticket, ...inPod },
          summary: "Fluent Bit fluent-bit-1 reads logs and sends none.",
          description: "fluent-bit-1 has been reading for 15 minutes without any record arriving anywhere.",
        },
      ],
      nearMiss: {
        [input("application")]: "0+30x90",
        // A record every ten minutes.
        [output("proc_records")]: "0x9 1x9 2x9 3x9 4x9 5x9 6x9 7x9 8x9",
        'fluentbit_input_records_total{cluster="c", namespace="observability", pod="idle", name="application"}': "0x90",
        'fluentbit_output_proc_records_total{cluster="c", namespace="observability", pod="idle", name="cw-application"}': "0x90",
      },
    },
  ],
  recordings: [],
};

const exporter = (metric: string, name = "otlp_http/xray") =>
  `otelcol_exporter_${metric}{cluster="c", namespace="observability", pod="otel-collector-1", exporter="${name}"}`;
const receiver = (metric: string) =>
  `otelcol_receiver_refused_${metric}{cluster="c", namespace="observability", pod="otel-collector-1", receiver="otlp", transport="grpc"}`;
const queue = (metric: string) =>
  `otelcol_exporter_queue_${metric}{cluster="c", namespace="observability", pod="otel-collector-1", exporter="otlp_http/xray", data_type="traces"}`;
const toXray = { namespace: "observability", exporter: "otlp_http/xray" };
const SIGNALS = ["log_records", "metric_points", "spans"];

/** One signal has trouble from minute 11 on for so many minutes; the others have none. */
const trouble = (series: (signal: string) => string, signal: string, minutes: number) =>
  Object.fromEntries(SIGNALS.map((each) => [series(each), each === signal ? burst(6, minutes) : "0x90"]));
const calm = (series: (signal: string) => string) => Object.fromEntries(SIGNALS.map((each) => [series(each), "7x90"]));

export const otelCollector: GroupCases = {
  group: "otel-collector",
  alerts: [
    ...SIGNALS.map((signal) => ({
      alert: "OtelCollectorLosingData",
      when: signal,
      series: trouble((each) => exporter(`enqueue_failed_${each}`), signal, 20),
      from: 16,
      until: 35,
      fires: [
        {
          labels: { ...page, ...toXray },
          summary: "The collector loses data that was meant for otlp_http/xray.",
          description: "The queue of otlp_http/xray has been full for 5 minutes, and what comes in is thrown away.",
        },
      ],
      nearMiss: calm((each) => exporter(`enqueue_failed_${each}`)),
    })),
    ...SIGNALS.map((signal) => ({
      alert: "OtelCollectorExportFailing",
      when: signal,
      series: trouble((each) => exporter(`send_failed_${each}`), signal, 20),
      from: 26,
      until: 35,
      fires: [
        {
          labels: { ...ticket, ...toXray },
          summary: "The collector can't send to otlp_http/xray.",
          description: "otlp_http/xray has been refusing data or not answering for 15 minutes.",
        },
      ],
      nearMiss: calm((each) => exporter(`send_failed_${each}`)),
    })),
    {
      alert: "OtelCollectorExportFailing",
      when: "nothing leaves while something waits",
      series: { [queue("size")]: step(0, 500, 30), [exporter("sent_spans")]: "0+60x10 600x80" },
      // The rate of what was sent is zero five minutes after the last.
      from: 30,
      until: 40,
      fires: [
        {
          labels: { ...ticket, ...toXray },
          summary: "The collector can't send to otlp_http/xray.",
          description: "otlp_http/xray has been refusing data or not answering for 15 minutes.",
        },
      ],
      nearMiss: { [queue("size")]: "500x90", [exporter("sent_spans")]: "0+60x90" },
    },
    ...SIGNALS.map((signal) => ({
      alert: "OtelCollectorRefusingData",
      when: signal,
      series: trouble(receiver, signal, 20),
      from: 21,
      until: 35,
      fires: [
        {
          labels: { ...ticket, namespace: "observability", receiver: "otlp" },
          summary: "The collector turns away what applications send to otlp.",
          description: "Receiver otlp has been refusing data for 10 minutes, most often because memory is short.",
        },
      ],
      nearMiss: calm(receiver),
    })),
    {
      alert: "OtelCollectorQueueNearlyFull",
      series: { [queue("size")]: step(800, 850, 20), [queue("capacity")]: "1000x90" },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, ...toXray, data_type: "traces" },
          summary: "The queue of otlp_http/xray for traces is almost full.",
          description: "85% of the queue of otlp_http/xray is used; when it is full, data is lost.",
        },
      ],
      nearMiss: { [queue("size")]: "800x90", [queue("capacity")]: "1000x90" },
    },
  ],
  recordings: [],
};
