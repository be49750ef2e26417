import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { awsOtlpEndpoint } from "../../../constructs/tracing/aws-otlp-endpoints";
import type { CollectorDestination } from "../../../constructs/tracing/collector-destinations";
import { collectorFaults } from "../../../constructs/tracing/collector-faults";
import { gatewayDocument, type GatewayDocumentProps } from "../../../constructs/tracing/gateway-document";

const workspace = {
  workspaceArn: "arn:aws:aps:eu-west-1:1:workspace/ws",
  remoteWriteUrl: "https://aps.example/api/v1/remote_write",
};
const logGroup = { logGroupName: "/eks/demo/otlp", logGroupArn: "arn:aws:logs:eu-west-1:1:log-group:/eks/demo/otlp" };
const every: Record<string, CollectorDestination> = {
  amp: { kind: "amp", workspace },
  xray: { kind: "xray" },
  awsxray: { kind: "xray", exporter: "awsxray" },
  logs: { kind: "cloudwatch-logs", logGroup },
  awscloudwatchlogs: { kind: "cloudwatch-logs", logGroup, exporter: "awscloudwatchlogs" },
  metrics: { kind: "cloudwatch-metrics" },
  emf: { kind: "emf", logGroup, metricNamespace: "Shop" },
  jaeger: { kind: "jaeger", endpoint: "jaeger-collector.observability:4317" },
  otlp: { kind: "otlp", name: "store", endpoint: "https://otlp.example.com" },
};
const props: GatewayDocumentProps = { region: "eu-west-1", clusterName: "demo", destinations: [every.amp!, every.xray!] };
const document = (change: Partial<GatewayDocumentProps> = {}) => gatewayDocument({ ...props, ...change });
const exportersOf = (destinations: CollectorDestination[]) =>
  Object.fromEntries(
    Object.entries(document({ destinations }).service.pipelines).map(([id, pipeline]) => [id, pipeline!.exporters]),
  );

describe("awsOtlpEndpoint", () => {
  it.each([
    ["xray", "eu-west-1", "https://xray.eu-west-1.amazonaws.com/v1/traces"],
    ["logs", "us-gov-west-1", "https://logs.us-gov-west-1.amazonaws.com/v1/logs"],
    ["monitoring", "cn-north-1", "https://monitoring.cn-north-1.amazonaws.com.cn/v1/metrics"],
  ] as const)("of %s in %s is %s", (service, region, url) => {
    expect(awsOtlpEndpoint(service, region)).toBe(url);
  });
});

describe("gatewayDocument", () => {
  it.each(Object.entries(every))("is whole with %s alone, on contrib and on ADOT", (_name, destination) => {
    for (const image of ["contrib", "adot"] as const) {
      expect(collectorFaults(document({ destinations: [destination] }), { image, role: "gateway" })).toEqual([]);
    }
  });

  it("sends each signal to every destination that takes it", () => {
    const destinations = [every.amp!, every.xray!, every.logs!, every.metrics!, every.jaeger!, every.otlp!];
    expect(exportersOf(destinations)).toEqual({
      metrics: ["otlp_http/monitoring", "otlp_http/store", "otlp_grpc/amp-queue"],
      traces: ["otlp_http/xray", "otlp_grpc/jaeger", "otlp_http/store"],
      logs: ["otlp_http/logs", "otlp_http/store"],
      "metrics/amp": ["prometheus_remote_write/amp"],
    });
    expect(collectorFaults(document({ destinations }), { image: "contrib", role: "gateway" })).toEqual([]);
  });

  it("receives no signal that nobody takes", () => {
    expect(exportersOf([every.xray!])).toEqual({ traces: ["otlp_http/xray"] });
    expect(exportersOf([{ kind: "otlp", name: "store", endpoint: "https://otlp.example.com", signals: ["logs"] }])).toEqual({
      logs: ["otlp_http/store"],
    });
  });

  it("signs each request for the service that gets it", () => {
    const { extensions, exporters } = document({ destinations: [every.amp!, every.xray!, every.logs!, every.metrics!] });
    expect(Object.keys(extensions).filter((id) => id.startsWith("sigv4auth/"))).toEqual([
      "sigv4auth/aps",
      "sigv4auth/xray",
      "sigv4auth/logs",
      "sigv4auth/monitoring",
    ]);
    expect(exporters["otlp_http/logs"]).toMatchObject({
      auth: { authenticator: "sigv4auth/logs" },
      headers: { "x-aws-log-group": "/eks/demo/otlp", "x-aws-log-stream": "otlp" },
    });
    // `endpoint` would get the path twice.
    expect(exporters["otlp_http/xray"]).not.toHaveProperty("endpoint");
  });

  it("puts a queue on disk in front of remote write, in order, and gives each such destination a port of its own", () => {
    const { receivers, exporters } = document({ destinations: [every.amp!, every.awsxray!, every.emf!] });
    expect(Object.keys(receivers)).toEqual(["otlp", "otlp/amp-queue", "otlp/xray-queue", "otlp/emf-queue"]);
    const ports = ["amp", "xray", "emf"].map((id) => exporters[`otlp_grpc/${id}-queue`]!.endpoint);
    expect(ports).toEqual(["127.0.0.1:14317", "127.0.0.1:14318", "127.0.0.1:14319"]);
    expect(exporters["otlp_grpc/amp-queue"]!.sending_queue).toMatchObject({ storage: "file_storage/queue", num_consumers: 1 });
    expect(exporters["prometheus_remote_write/amp"]).toMatchObject({ remote_write_queue: { enabled: false }, timeout: "0s" });
  });

  it("marks metrics with cluster and region, which given labels can't replace", () => {
    const { exporters } = document({ externalLabels: { environment: "demo", cluster: "other" } });
    expect(exporters["prometheus_remote_write/amp"]!.external_labels).toEqual({
      environment: "demo",
      cluster: "demo",
      region: "eu-west-1",
    });
  });

  it("stays below the 10,000 spans that X-Ray takes in a request", () => {
    expect(document().exporters["otlp_http/xray"]!.sending_queue!.batch!.max_size).toBeLessThanOrEqual(10_000);
  });

  it("keeps errors, slow traces and a share, and decides after it knows the pod", () => {
    const sampling = { sharePercent: 5, slowerThan: Duration.seconds(3) };
    const { processors, service } = document({ sampling });
    expect(service.pipelines.traces!.processors.at(-1)).toBe("tail_sampling");
    expect(service.pipelines.metrics!.processors).not.toContain("tail_sampling");
    expect(processors.tail_sampling!.policies).toEqual([
      { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
      { name: "slow", type: "latency", latency: { threshold_ms: 3000 } },
      { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: 5 } },
    ]);
    expect(document({ sampling, destinations: [every.amp!] }).processors).not.toHaveProperty("tail_sampling");
  });

  it("refuses destinations that can't be", () => {
    const destinations: CollectorDestination[] = [{ kind: "jaeger", endpoint: "http://jaeger:4317" }];
    expect(() => document({ destinations })).toThrow(
      /destinations\[0\]\.endpoint has the wrong form; got "http:\/\/jaeger:4317"/,
    );
    expect(() => document({ destinations: [] })).toThrow(/destinations is empty/);
  });
});
