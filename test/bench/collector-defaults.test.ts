import { describe, expect, it } from "vitest";
import { withExporterDefaults, withPodMemory } from "../../bench/collector-defaults";
import { OtlpRequest } from "../../bench/otlp-request";
import { gatewayDocument } from "../../constructs/tracing/gateway-document";
import { workspace } from "../constructs/addons/add-on-samples";

const shipped = gatewayDocument({
  region: "eu-central-1",
  clusterName: "shop",
  destinations: [{ kind: "amp", workspace }, { kind: "xray" }],
  sampling: { sharePercent: 20 },
});

describe("the gateway that the benchmark compares with", () => {
  const { extensions, receivers, processors, exporters, service } = withExporterDefaults(shipped) as any;

  it("sends to the same places, and says nothing else about sending", () => {
    expect(Object.keys(exporters).sort()).toEqual(["otlp_http/xray", "prometheus_remote_write/amp"]);
    expect(exporters["otlp_http/xray"]).toEqual({
      traces_endpoint: expect.stringContaining("xray"),
      auth: { authenticator: "sigv4auth/xray" },
    });
    expect(exporters["prometheus_remote_write/amp"]).not.toHaveProperty("remote_write_queue");
  });

  it("keeps nothing on disk and has no queue in front", () => {
    expect(Object.keys(receivers)).toEqual(["otlp"]);
    expect([...Object.keys(extensions), ...service.extensions].filter((name: string) => name.startsWith("file_storage"))).toEqual(
      [],
    );
    expect(service.pipelines.metrics.exporters).toEqual(["prometheus_remote_write/amp"]);
    expect(Object.keys(service.pipelines).sort()).toEqual(["metrics", "traces"]);
  });

  it("limits, samples and batches", () => {
    expect(service.pipelines.traces.processors).toEqual([...shipped.service.pipelines.traces!.processors!, "batch"]);
    expect(processors.tail_sampling).toEqual(shipped.processors!.tail_sampling);
    expect(processors.batch).toEqual({});
  });

  it("is limited as in a pod", () => {
    const limited = withPodMemory(shipped, 1024).processors as any;
    expect(limited.memory_limiter).toEqual({ check_interval: "1s", limit_mib: 819, spike_limit_mib: 256 });
  });
});

describe("a request of the benchmark", () => {
  it("has new ids and times in an encoding of the same length", () => {
    const request = OtlpRequest.of("traces");
    const [first, second] = [request.next(), request.next()];
    expect(first.length).toBe(second.length);
    expect(first.equals(second)).toBe(false);
    for (const left of [0xa7, 0xb7, 0xc7].map((byte) => Buffer.alloc(8, byte))) {
      expect(first.includes(left)).toBe(false);
    }
  });

  it("starts as OTLP does: resource spans, resource, attribute", () => {
    const body = OtlpRequest.of("metrics").next();
    expect(body[0]).toBe(0x0a);
    expect(body.includes("service.name")).toBe(true);
    expect(body.includes("shop-499")).toBe(true);
  });
});
