import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { OtelCollector, type OtelCollectorProps } from "../../../constructs/addons/otel-collector";
import { IMAGES } from "../../../constructs/core/versions";
import { awsOtlpConfig } from "../../../constructs/tracing/aws-otlp-config";
import { onlyResourceOf } from "../../support/synth";
import { otelCollectorProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const synthesiseCollector = (props: Partial<OtelCollectorProps> = {}) =>
  synthesiseAddOn((scope) => new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props }));
const valuesOf = (props: Partial<OtelCollectorProps> = {}) =>
  valuesOfRelease((scope) => new OtelCollector(scope, "Collector", { ...otelCollectorProps, ...props }));
const statementsOf = (props: Partial<OtelCollectorProps> = {}) =>
  (JSON.parse(onlyResourceOf(synthesiseCollector(props), "aws_iam_role_policy").policy as string) as { Statement: any[] })
    .Statement;

describe("OtelCollector", () => {
  it("may write to its workspace and to X-Ray", () => {
    expect(statementsOf()).toEqual([
      { Sid: "WriteMetrics", Effect: "Allow", Action: "aps:RemoteWrite", Resource: otelCollectorProps.workspace!.workspaceArn },
      { Sid: "WriteTraces", Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    ]);
  });

  it("has no rights that it does not use", () => {
    expect(statementsOf({ traces: false }).map(({ Sid }) => Sid)).toEqual(["WriteMetrics"]);
    expect(statementsOf({ workspace: undefined }).map(({ Sid }) => Sid)).toEqual(["WriteTraces"]);
  });

  it("starts after its pod identity, with the service account that the role is bound to", () => {
    const json = synthesiseCollector();
    const { depends_on } = onlyResourceOf(json, "helm_release") as { depends_on: string[] };
    expect(depends_on).toEqual([expect.stringMatching(/^aws_eks_pod_identity_association\./)]);
    expect(onlyResourceOf(json, "aws_eks_pod_identity_association").service_account).toBe(valuesOf().serviceAccount.name);
  });

  it("runs exactly the configuration that was checked, on the pinned contrib image", () => {
    const values = valuesOf();
    const { region, externalLabels, workspace } = otelCollectorProps;
    expect(values.alternateConfig).toEqual(
      awsOtlpConfig({ region, externalLabels, clusterName: "demo", remoteWriteUrl: workspace!.remoteWriteUrl }),
    );
    expect(values).toMatchObject({
      mode: "deployment",
      image: { repository: IMAGES.opentelemetryCollector.repository, tag: IMAGES.opentelemetryCollector.tag },
      rewriteDeprecatedComponentNames: false,
    });
    expect(values).not.toHaveProperty("presets");
    expect(values).not.toHaveProperty("config");
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
    const config = awsOtlpConfig({ region: "eu-west-1", clusterName: "{{ demo }}" });
    expect(JSON.stringify(valuesOf({ config }).alternateConfig)).toContain("{{`{{`}} demo }}");
  });

  it("accepts a workspace and a cluster that Terraform knows only at apply", () => {
    const token = (name: string) => Token.asString({ resolve: () => `\${aws_x.${name}}` });
    const json = synthesiseCollector({
      cluster: { ...otelCollectorProps.cluster, clusterName: token("cluster") },
      workspace: { workspaceArn: token("arn"), remoteWriteUrl: token("url") },
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

  it("lists faults of the configuration and of its own props together", () => {
    const config = awsOtlpConfig({ region: "eu-west-1", clusterName: "demo" });
    const attempt = () => synthesiseCollector({ replicas: 0, config: { ...config, extensions: {} } });
    expect(attempt).toThrow(
      /replicas is out of range; got 0.*names something that extensions does not define; got "sigv4auth\/xray"/s,
    );
  });
});
