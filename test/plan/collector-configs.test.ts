import { describe, expect, it } from "vitest";
import { collectorConfigs } from "./collector-configs";

const stackWithValues = (values: string) => ({
  "fake-in-cluster": { resource: { helm_release: { Collector: { values: [values] } } } },
});
const withConfig = (exporters: string) =>
  stackWithValues(`{"mode":"daemonset","config":{"exporters":${exporters},"service":{"pipelines":{}}}}`);

describe("collectorConfigs", () => {
  it("finds the configuration among a release's values", () => {
    const [found] = collectorConfigs(withConfig(`{"debug":{}}`));
    expect(found).toEqual({
      from: "fake-in-cluster helm_release.Collector",
      config: { exporters: { debug: {} }, service: { pipelines: {} } },
      args: [],
      variables: [],
    });
  });

  it("gives references a value and unescapes what the collector fills in", () => {
    const url = "${data.terraform_remote_state.cross-stack-reference-input-a.outputs.b}api/v1";
    const [found] = collectorConfigs(withConfig(`{"otlp":{"endpoint":"${url}","host":"$\${env:MY_POD_IP}"}}`));
    expect(found!.config.exporters).toEqual({
      otlp: { endpoint: "https://deployed.example.com/valueapi/v1", host: "${env:MY_POD_IP}" },
    });
    expect(found!.variables).toEqual(["MY_POD_IP"]);
  });

  it("reads the configuration that replaces the chart's, after the chart's templates", () => {
    const values = JSON.stringify({ alternateConfig: { receivers: { otlp: "{{`{{`}} .x }}" }, service: { pipelines: {} } } });
    expect(collectorConfigs(stackWithValues(values))[0]!.config.receivers).toEqual({ otlp: "{{ .x }}" });
  });

  it("passes over releases of other charts", () => {
    expect(collectorConfigs(stackWithValues("replicas: 2"))).toEqual([]);
    expect(collectorConfigs(stackWithValues("config: { pipeline: [] }"))).toEqual([]);
  });
});
