import { describe, expect, it } from "vitest";
import { awsOtlpConfig, type AwsOtlpConfigProps, xrayTracesEndpoint } from "../../../constructs/tracing/aws-otlp-config";
import { pipelineFaults } from "../../../constructs/tracing/collector-pipelines";

const props: AwsOtlpConfigProps = {
  region: "eu-west-1",
  clusterName: "demo",
  remoteWriteUrl: "https://aps.example/api/v1/remote_write",
};

describe("xrayTracesEndpoint", () => {
  it.each([
    ["eu-west-1", "https://xray.eu-west-1.amazonaws.com/v1/traces"],
    ["us-gov-west-1", "https://xray.us-gov-west-1.amazonaws.com/v1/traces"],
    ["cn-north-1", "https://xray.cn-north-1.amazonaws.com.cn/v1/traces"],
  ])("of %s is %s", (region, url) => {
    expect(xrayTracesEndpoint(region)).toBe(url);
  });
});

describe("awsOtlpConfig", () => {
  it("signs metrics for AMP and traces for X-Ray, each as its own service", () => {
    const config = awsOtlpConfig(props);
    expect(config.extensions).toMatchObject({
      "sigv4auth/aps": { region: "eu-west-1", service: "aps" },
      "sigv4auth/xray": { region: "eu-west-1", service: "xray" },
    });
    expect(config.exporters).toMatchObject({
      prometheus_remote_write: { endpoint: props.remoteWriteUrl, auth: { authenticator: "sigv4auth/aps" } },
      "otlp_http/xray": { traces_endpoint: xrayTracesEndpoint("eu-west-1"), auth: { authenticator: "sigv4auth/xray" } },
    });
  });

  it("gives the full URL of traces as traces_endpoint: `endpoint` would get the path twice", () => {
    expect(awsOtlpConfig(props).exporters["otlp_http/xray"]).not.toHaveProperty("endpoint");
  });

  it("marks metrics with cluster and region, which given labels can't replace", () => {
    const externalLabels = { environment: "demo", cluster: "other" };
    expect(awsOtlpConfig({ ...props, externalLabels }).exporters.prometheus_remote_write!.external_labels).toEqual({
      environment: "demo",
      cluster: "demo",
      region: "eu-west-1",
    });
  });

  it("stays below the 10,000 spans that X-Ray takes in a request", () => {
    expect(awsOtlpConfig(props).processors.batch!.send_batch_max_size).toBeLessThanOrEqual(10_000);
  });

  it.each<[string, Partial<AwsOtlpConfigProps>, string[]]>([
    ["both signals", {}, ["metrics", "traces"]],
    ["traces only", { remoteWriteUrl: undefined }, ["traces"]],
    ["metrics only", { traces: false }, ["metrics"]],
  ])("is whole with %s", (_name, change, signals) => {
    const config = awsOtlpConfig({ ...props, ...change });
    expect(Object.keys(config.service.pipelines)).toEqual(signals);
    expect(pipelineFaults(config)).toEqual([]);
  });

  it("has a fault when nothing is sent anywhere", () => {
    const config = awsOtlpConfig({ ...props, remoteWriteUrl: undefined, traces: false });
    expect(pipelineFaults(config)[0]).toMatchObject({
      path: "service.pipelines",
      problem: expect.stringContaining("is empty"),
    });
  });
});
