import type { CollectorDocument } from "../../../constructs/tracing/collector-document";

const queue = { storage: "file_storage", queue_size: 1000 };
const retry = { max_elapsed_time: "0s" } as const;

/** The least that shows every kind of fault: metrics and traces, each signed for its service. */
export const simple: CollectorDocument = {
  extensions: {
    health_check: { endpoint: "127.0.0.1:13133" },
    "sigv4auth/aps": { region: "eu-west-1", service: "aps" },
    "sigv4auth/xray": { region: "eu-west-1", service: "xray" },
  },
  receivers: { otlp: { protocols: { grpc: { endpoint: "127.0.0.1:4317" } } } },
  processors: {
    memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
    k8s_attributes: {},
    "transform/cluster": { error_mode: "ignore" },
    batch: {},
  },
  exporters: {
    prometheus_remote_write: { endpoint: "https://aps.example", auth: { authenticator: "sigv4auth/aps" } },
    "otlp_http/xray": { traces_endpoint: "https://xray.example/v1/traces", auth: { authenticator: "sigv4auth/xray" } },
  },
  service: {
    extensions: ["health_check", "sigv4auth/aps", "sigv4auth/xray"],
    pipelines: {
      metrics: {
        receivers: ["otlp"],
        processors: ["memory_limiter", "k8s_attributes", "transform/cluster", "batch"],
        exporters: ["prometheus_remote_write"],
      },
      traces: {
        receivers: ["otlp"],
        processors: ["memory_limiter", "k8s_attributes", "transform/cluster", "batch"],
        exporters: ["otlp_http/xray"],
      },
    },
  },
};

/** A gateway without faults: traces to one destination, metrics over a queue on disk to remote write. */
export const gateway: CollectorDocument = {
  extensions: {
    health_check: { endpoint: "127.0.0.1:13133" },
    file_storage: { directory: "/var/lib/otelcol" },
    "sigv4auth/aps": { region: "eu-west-1", service: "aps" },
  },
  receivers: {
    otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } },
    "otlp/queue": { protocols: { grpc: { endpoint: "127.0.0.1:4319" } } },
  },
  processors: {
    memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
    k8s_attributes: {},
  },
  exporters: {
    "otlp_http/store": { endpoint: "https://store.example.com", sending_queue: queue, retry_on_failure: retry },
    "otlp_grpc/queue": {
      endpoint: "127.0.0.1:4319",
      tls: { insecure: true },
      sending_queue: queue,
      retry_on_failure: retry,
    },
    prometheus_remote_write: {
      endpoint: "https://aps.example.com/api/v1/remote_write",
      auth: { authenticator: "sigv4auth/aps" },
      remote_write_queue: { enabled: false },
    },
  },
  service: {
    extensions: ["health_check", "file_storage", "sigv4auth/aps"],
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["memory_limiter", "k8s_attributes"], exporters: ["otlp_http/store"] },
      metrics: { receivers: ["otlp"], processors: ["memory_limiter", "k8s_attributes"], exporters: ["otlp_grpc/queue"] },
      "metrics/write": { receivers: ["otlp/queue"], processors: ["memory_limiter"], exporters: ["prometheus_remote_write"] },
    },
  },
};
