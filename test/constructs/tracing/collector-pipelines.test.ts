import { describe, expect, it } from "vitest";
import { ValidationError } from "../../../constructs/core/validation";
import type { CollectorDocument } from "../../../constructs/tracing/collector-document";
import { pipelineFaults } from "../../../constructs/tracing/collector-pipelines";
import { simple } from "./collector-samples";

const sample = simple;
const traces = sample.service.pipelines.traces!;
const messages = (config: CollectorDocument) => new ValidationError("collector", pipelineFaults(config)).message;
const withPipelines = (pipelines: CollectorDocument["service"]["pipelines"]): CollectorDocument => ({
  ...sample,
  service: { ...sample.service, pipelines },
});

describe("pipelineFaults", () => {
  it("has none for the default configuration", () => {
    expect(pipelineFaults(sample)).toEqual([]);
  });

  it("names what a pipeline uses and nothing defines, and what is defined", () => {
    const config = withPipelines({ ...sample.service.pipelines, traces: { ...traces, exporters: ["otlp_http/jaeger"] } });
    expect(messages(config)).toMatch(
      /traces\.exporters\[0\] names something that exporters does not define; got "otlp_http\/jaeger"; allowed: prometheus_remote_write, otlp_http\/xray/,
    );
  });

  it("names what is defined and not used", () => {
    const config = { ...sample, exporters: { ...sample.exporters, debug: {} } };
    expect(messages(config)).toContain("exporters.debug is defined and no pipeline names it");
  });

  it("wants memory_limiter first", () => {
    const processors = ["k8s_attributes", "memory_limiter", "transform/cluster", "batch"];
    const config = withPipelines({ ...sample.service.pipelines, traces: { ...traces, processors } });
    expect(messages(config)).toMatch(/traces\.processors does not begin with memory_limiter.*got \["k8s_attributes"/);
  });

  it("wants batch last", () => {
    const processors = ["memory_limiter", "batch", "k8s_attributes", "transform/cluster"];
    const config = withPipelines({ ...sample.service.pipelines, traces: { ...traces, processors } });
    expect(messages(config)).toMatch(/traces\.processors has batch before another processor/);
  });

  it("wants a memory_limiter", () => {
    const processors = ["k8s_attributes", "transform/cluster", "batch"];
    const config = withPipelines({ ...sample.service.pipelines, traces: { ...traces, processors } });
    expect(messages(config)).toMatch(/traces\.processors has no memory_limiter.*got \["k8s_attributes","transform/);
  });

  it("wants tail_sampling before batch", () => {
    const processors = ["memory_limiter", "batch", "tail_sampling"];
    const config = withPipelines({ ...sample.service.pipelines, traces: { ...traces, processors } });
    expect(messages(config)).toMatch(/traces\.processors has batch before tail_sampling.*put tail_sampling before batch/);
  });

  it("takes a connector among the exporters of one pipeline and the receivers of another, and nothing less", () => {
    const connectors = { span_metrics: {} };
    const { metrics } = sample.service.pipelines;
    const traced = { ...traces, exporters: [...traces.exporters, "span_metrics"] };
    const measured = { ...metrics!, receivers: ["otlp", "span_metrics"] };
    expect(pipelineFaults({ ...withPipelines({ metrics: measured, traces: traced }), connectors })).toEqual([]);
    expect(messages({ ...withPipelines({ metrics, traces: traced }), connectors })).toContain(
      "connectors.span_metrics stands among the receivers of no pipeline",
    );
  });

  it("refuses an authenticator that is not defined", () => {
    const extensions = { health_check: sample.extensions.health_check!, "sigv4auth/aps": sample.extensions["sigv4auth/aps"]! };
    const config = { ...sample, extensions, service: { ...sample.service, extensions: ["health_check", "sigv4auth/aps"] } };
    expect(messages(config)).toMatch(/exporters\.otlp_http\/xray\.auth\.authenticator names .*; got "sigv4auth\/xray"/);
  });

  it("refuses a queue on an extension that is not defined", () => {
    const exporters = {
      ...sample.exporters,
      "otlp_http/xray": { ...sample.exporters["otlp_http/xray"], sending_queue: { storage: "file_storage" } },
    };
    expect(messages({ ...sample, exporters })).toMatch(/sending_queue\.storage names .*; got "file_storage"/);
  });

  it("refuses extensions that are started without a definition, or defined and never started", () => {
    const config = { ...sample, service: { ...sample.service, extensions: ["health_check", "sigv4auth/aps", "pprof"] } };
    expect(messages(config)).toMatch(/service\.extensions\[2\] names .*; got "pprof"/);
    expect(messages(config)).toContain("extensions.sigv4auth/xray is defined and never started");
  });

  it("refuses pipelines without receivers, without exporters or without a known signal", () => {
    const config = withPipelines({
      ...sample.service.pipelines,
      "traces/empty": { receivers: [], processors: ["memory_limiter"], exporters: [] },
      ["events" as "logs"]: traces,
    });
    expect(messages(config)).toContain("service.pipelines.traces/empty.receivers is empty");
    expect(messages(config)).toContain("service.pipelines.traces/empty.exporters is empty");
    expect(messages(config)).toMatch(
      /service\.pipelines\.events carries no known signal; got "events"; allowed: metrics or metrics/,
    );
  });

  it("refuses a configuration without pipelines", () => {
    expect(messages(withPipelines({}))).toContain("service.pipelines is empty");
  });
});
