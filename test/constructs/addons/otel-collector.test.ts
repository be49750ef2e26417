import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { OtelCollector, type OtelCollectorProps } from "../../../constructs/addons/otel-collector";
import { IMAGES } from "../../../constructs/core/versions";
import { CollectorConfig } from "../../../constructs/tracing/collector-config";
import { onlyResourceOf, resourcesOf } from "../../support/synth";
import { gateway } from "../tracing/collector-samples";
import { logGroups, otelCollectorProps, synthesiseAddOn, valuesOfRelease, workspace } from "./add-on-samples";

const synthesiseCollector = (props: Partial<OtelCollectorProps> = {}) =>
  synthesiseAddOn((scope) => new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props }));
const valuesOf = (props: Partial<OtelCollectorProps> = {}) =>
  valuesOfRelease((scope) => new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props }));
const statementsOf = (destinations: OtelCollectorProps["destinations"]) =>
  (
    JSON.parse(onlyResourceOf(synthesiseCollector({ destinations }), "aws_iam_role_policy").policy as string) as {
      Statement: any[];
    }
  ).Statement.map(({ Action, Resource }) => [Action, Resource]);
const logGroup = logGroups.application;
const stream = `${logGroup.logGroupArn}:log-stream:otlp`;

describe("OtelCollector", () => {
  it.each<[string, OtelCollectorProps["destinations"], unknown[]]>([
    ["AMP", [{ kind: "amp", workspace }], [["aps:RemoteWrite", workspace.workspaceArn]]],
    ["X-Ray", [{ kind: "xray" }], [["xray:PutTraceSegments", "*"]]],
    [
      "X-Ray by its own exporter",
      [{ kind: "xray", exporter: "awsxray" }],
      [[["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"]],
    ],
    ["CloudWatch metrics", [{ kind: "cloudwatch-metrics" }], [["cloudwatch:PutMetricData", "*"]]],
    ["CloudWatch Logs", [{ kind: "cloudwatch-logs", logGroup }], [["logs:PutLogEvents", stream]]],
    ["metric events", [{ kind: "emf", logGroup, metricNamespace: "Shop" }], [["logs:PutLogEvents", stream]]],
  ])("may do for %s what it needs, and nothing else", (_name, destinations, expected) => {
    expect(statementsOf(destinations)).toEqual(expected);
  });

  it("has no role where no destination is in AWS", () => {
    const json = synthesiseCollector({ destinations: [{ kind: "jaeger", endpoint: "jaeger-collector:4317" }] });
    expect(resourcesOf(json, "aws_iam_role")).toEqual([]);
  });

  it("makes the stream that CloudWatch's endpoint does not make, before the first event", () => {
    const json = synthesiseCollector();
    expect(onlyResourceOf(json, "aws_cloudwatch_log_stream")).toMatchObject({
      name: "otlp",
      log_group_name: logGroup.logGroupName,
    });
    const { depends_on } = onlyResourceOf(json, "helm_release") as { depends_on: string[] };
    expect(depends_on).toEqual([
      expect.stringMatching(/^aws_eks_pod_identity_association\./),
      expect.stringMatching(/^aws_cloudwatch_log_stream\./),
    ]);
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association").service_account).toBe(valuesOf().serviceAccount.name);
  });

  it("keeps its queues on a volume that its user may write to", () => {
    const values = valuesOf({ queueGibibytes: 20 });
    const [mount] = values.extraVolumeMounts as [{ name: string; mountPath: string }];
    const [claim] = values.statefulset.volumeClaimTemplates as [{ metadata: { name: string }; spec: any }];
    expect(values.mode).toBe("statefulset");
    expect(claim.metadata.name).toBe(mount.name);
    expect(claim.spec).toMatchObject({ storageClassName: "gp3", resources: { requests: { storage: "20Gi" } } });
    expect(values.podSecurityContext.fsGroup).toBe(values.podSecurityContext.runAsUser);
    const { extensions, exporters } = values.alternateConfig;
    expect(extensions["file_storage/queue"].directory).toBe(mount.mountPath);
    const queues = Object.values(exporters as Record<string, any>).flatMap(
      ({ sending_queue }) => sending_queue?.queue_size ?? [],
    );
    expect(queues).toHaveLength(4);
    expect(queues.reduce((sum: number, size: number) => sum + size, 0)).toBeLessThanOrEqual(10 * 1024 ** 3);
  });

  it("gives a secret header to the collector alone", () => {
    const values = valuesOf();
    expect(values.extraEnvs).toEqual([
      { name: "OTLP_HEADER_STORE", valueFrom: { secretKeyRef: { name: "store", key: "authorization" } } },
    ]);
    expect(values.alternateConfig.exporters["otlp_http/store"].headers).toEqual({ Authorization: "${env:OTLP_HEADER_STORE}" });
  });

  it("repeats what AMP refuses for being too much", () => {
    expect(valuesOf().command.extraArgs).toEqual(["--feature-gates=+exporter.prometheusremotewritexporter.RetryOn429"]);
    expect(valuesOf({ destinations: [{ kind: "xray" }] })).not.toHaveProperty("command");
  });

  it("runs on the pinned contrib image, without presets or the chart's own configuration", () => {
    const values = valuesOf();
    expect(values).toMatchObject({
      image: { repository: IMAGES.opentelemetryCollector.repository, tag: IMAGES.opentelemetryCollector.tag },
      rewriteDeprecatedComponentNames: false,
    });
    expect(values).not.toHaveProperty("presets");
    expect(values).not.toHaveProperty("config");
  });

  it("runs a configuration of somebody's own, with the rights of its destinations", () => {
    const config = new CollectorConfig({ name: "own", image: "adot", role: "gateway", document: gateway });
    const values = valuesOf({ config });
    expect(values.alternateConfig).toEqual(gateway);
    expect(values.image.tag).toBe("v0.49.0");
  });

  it("opens the ports that it listens on and no others", () => {
    const ports = valuesOf().ports as Record<string, { enabled: boolean }>;
    expect(Object.keys(ports).filter((port) => !ports[port]!.enabled)).toEqual([
      "jaeger-compact",
      "jaeger-grpc",
      "jaeger-thrift",
      "zipkin",
    ]);
  });

  it("protects templates of the configuration from the chart", () => {
    const cluster = { ...otelCollectorProps.cluster, clusterName: "{{ demo }}" };
    expect(JSON.stringify(valuesOf({ cluster, destinations: [{ kind: "cloudwatch-metrics" }] }).alternateConfig)).toContain(
      "{{`{{`}} demo }}",
    );
  });

  it("accepts a workspace and a cluster that Terraform knows only at apply", () => {
    const token = (name: string) => Token.asString({ resolve: () => `\${aws_x.${name}}` });
    const json = synthesiseCollector({
      cluster: { ...otelCollectorProps.cluster, clusterName: token("cluster") },
      destinations: [{ kind: "amp", workspace: { workspaceArn: token("arn"), remoteWriteUrl: token("url") } }],
    });
    const [document] = onlyResourceOf(json, "helm_release").values as [string];
    expect(document).toContain('endpoint: "${aws_x.url}"');
    expect(document).toContain('cluster: "${aws_x.cluster}"');
    expect(document).toContain("$${env:MY_POD_IP}:4317");
  });

  it("tells applications where to send", () => {
    synthesiseAddOn((scope) => {
      const collector = new OtelCollector(scope, "Collector", otelCollectorProps);
      expect(collector.otlpHttpEndpoint).toBe("http://otel-collector.observability:4318");
      expect(collector.otlpGrpcEndpoint).toBe("http://otel-collector.observability:4317");
    });
  });

  it("lists its faults together", () => {
    const destinations = [
      { kind: "xray" },
      { kind: "xray" },
      { kind: "otlp", name: "Store", endpoint: "https://otlp.example.com/v1/traces" },
    ] as const;
    expect(() => synthesiseCollector({ replicas: 0, queueGibibytes: 1, destinations, sampling: { sharePercent: 101 } })).toThrow(
      /destinations\[1\] is there twice; got "xray".*name has the wrong form; got "Store".*endpoint has the wrong form; got "https.*sharePercent is no percentage; got 101.*replicas is out of range; got 0.*queueGibibytes is out of range; got 1/s,
    );
  });
});
