import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CollectorConfig, type CollectorConfigProps } from "../../../constructs/tracing/collector-config";
import type { CollectorDocument } from "../../../constructs/tracing/collector-document";
import { COLLECTOR_COMPONENTS, COLLECTOR_IMAGES } from "../../../constructs/tracing/collector-images";
import { gateway } from "./collector-samples";

const config = (document: CollectorDocument, kind: Partial<CollectorConfigProps> = {}) =>
  new CollectorConfig({ name: "test", image: "contrib", role: "gateway", ...kind, document });
const withExporter = (id: keyof CollectorDocument["exporters"], change: object): CollectorDocument => ({
  ...gateway,
  exporters: { ...gateway.exporters, [id]: { ...gateway.exporters[id], ...change } },
});
const withPipeline = (id: "metrics/write" | "traces", change: object): CollectorDocument => ({
  ...gateway,
  service: {
    ...gateway.service,
    pipelines: { ...gateway.service.pipelines, [id]: { ...gateway.service.pipelines[id]!, ...change } },
  },
});

describe("CollectorConfig", () => {
  it("takes a gateway with its queues on disk", () => {
    expect(config(gateway).document).toBe(gateway);
  });

  it.each<[string, CollectorDocument, RegExp]>([
    [
      "an exporter without queue",
      withExporter("otlp_http/store", { sending_queue: undefined }),
      /exporters\.otlp_http\/store\.sending_queue is not set, so what waits is at most 1,000 requests/,
    ],
    [
      "a queue that is off",
      withExporter("otlp_http/store", { sending_queue: { enabled: false, storage: "file_storage" } }),
      /sending_queue is not set.*got \{"enabled":false,"storage":"file_storage"\}/,
    ],
    [
      "an exporter without retries",
      withExporter("otlp_http/store", { retry_on_failure: { enabled: false } }),
      /exporters\.otlp_http\/store\.retry_on_failure is not set.*got \{"enabled":false\}/,
    ],
    [
      "a gateway with a queue in memory",
      withExporter("otlp_http/store", { sending_queue: { queue_size: 10 } }),
      /exporters\.otlp_http\/store\.sending_queue\.storage names no storage/,
    ],
    [
      "remote write with its queue in memory",
      withExporter("prometheus_remote_write", { remote_write_queue: { queue_size: 10 } }),
      /prometheus_remote_write\.remote_write_queue is in memory, and gives up .*got \{"queue_size":10\}/,
    ],
    [
      "remote write that applications reach directly",
      withPipeline("metrics/write", { receivers: ["otlp/queue", "otlp"] }),
      /pipelines\.metrics\/write\.receivers brings data to prometheus_remote_write, .*got \["otlp"\]; allowed: an otlp receiver on 127/,
    ],
    [
      "a batch between queue and remote write",
      {
        ...withPipeline("metrics/write", { processors: ["memory_limiter", "batch"] }),
        processors: { ...gateway.processors, batch: {} },
      },
      /pipelines\.metrics\/write\.processors has batch in front of prometheus_remote_write.*got \["batch"\]/,
    ],
    [
      "a signature without a region",
      { ...gateway, extensions: { ...gateway.extensions, "sigv4auth/aps": { region: "", service: "aps" } } },
      /extensions\.sigv4auth\/aps\.region is not given/,
    ],
    [
      "a component that nobody knows",
      { ...gateway, processors: { ...gateway.processors, ["batcher" as "batch"]: {} } },
      /processors\.batcher is a kind of component that this project does not know.*got "batcher"; allowed: memory_limiter, batch/,
    ],
    [
      "the former name of a component",
      { ...gateway, processors: { ...gateway.processors, ["k8sattributes" as "batch"]: {} } },
      /processors\.k8sattributes .*To mend it, write k8s_attributes, as it has been called since 0\.146\.0/,
    ],
  ])("refuses %s", (_name, document, message) => {
    expect(() => config(document)).toThrow(message);
  });

  it("refuses components that the image lacks, all at once", () => {
    expect(() => config(gateway, { image: "k8s" })).toThrow(
      /exporters\.prometheus_remote_write is not in the image k8s \(otel\/opentelemetry-collector-k8s\).*extensions\.sigv4auth\/aps is not in/s,
    );
    expect(() => config(gateway, { image: "core" })).toThrow(
      /extensions\.file_storage is not in the image core .*; got "file_storage"; allowed: in adot, contrib, k8s/,
    );
  });

  it("refuses names that an older collector does not know", () => {
    expect(() => config(gateway, { version: "0.150.0" })).toThrow(
      /exporters\.prometheus_remote_write has a name that collectors know from 0\.154\.0 on; got "prometheus_remote_write with collector 0\.150\.0"/,
    );
    expect(config(gateway, { version: "0.154.0" }).image.tag).toBe("0.154.0");
  });

  it("lets an agent keep its queue in memory, and write remotely by itself", () => {
    const direct = withPipeline("metrics/write", { receivers: ["otlp", "otlp/queue"] });
    const document = withExporter("otlp_http/store", { sending_queue: { queue_size: 10 } });
    expect(() => config(document, { role: "agent" })).not.toThrow();
    expect(() => config(direct, { role: "agent" })).not.toThrow();
  });

  it("runs on ADOT under ADOT's own version", () => {
    expect(config(gateway, { image: "adot" }).image).toEqual({
      repository: "public.ecr.aws/aws-observability/aws-otel-collector",
      tag: "v0.49.0",
    });
  });

  it("is a file of the collector and a resource of the operator", () => {
    expect(parse(config(gateway).yaml())).toEqual(gateway);
    const options = { name: "gateway", namespace: "observability", serviceAccount: "gateway", replicas: 2 } as const;
    expect(config(gateway).resource({ ...options, mode: "statefulset", targetAllocator: true })).toMatchObject({
      apiVersion: "opentelemetry.io/v1beta1",
      kind: "OpenTelemetryCollector",
      metadata: { name: "gateway", namespace: "observability" },
      spec: {
        mode: "statefulset",
        replicas: 2,
        image: `otel/opentelemetry-collector-contrib:${COLLECTOR_IMAGES.contrib.upstream}`,
        upgradeStrategy: "none",
        targetAllocator: { enabled: true, prometheusCR: { enabled: true } },
        config: gateway,
      },
    });
  });
});

describe("COLLECTOR_COMPONENTS", () => {
  it("knows which image can't do what, as the manifests say", () => {
    const missing = (image: keyof typeof COLLECTOR_IMAGES) =>
      Object.values(COLLECTOR_COMPONENTS).flatMap((kind) =>
        Object.entries(kind).flatMap(([type, { images }]) => (images.includes(image) ? [] : [type])),
      );
    expect(missing("contrib")).toEqual([]);
    expect(missing("adot")).toEqual(["host_metrics", "kubeletstats", "transform", "span_metrics", "service_graph"]);
    expect(missing("k8s")).toEqual(["prometheus_remote_write", "awsxray", "awsemf", "awscloudwatchlogs", "sigv4auth"]);
    expect(missing("core")).toContain("file_storage");
  });
});
