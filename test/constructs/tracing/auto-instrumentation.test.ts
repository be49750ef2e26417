import { describe, expect, it } from "vitest";
import { autoInstrumentation, instrumentationAnnotation } from "../../../constructs/tracing/auto-instrumentation";

const props = { name: "default", namespace: "observability", endpoint: "http://otel-agent.observability:4318" };

describe("autoInstrumentation", () => {
  it("sends to the collector, and passes contexts on as W3C and X-Ray have them", () => {
    expect(autoInstrumentation({ ...props, samplePercent: 25 })).toMatchObject({
      apiVersion: "opentelemetry.io/v1alpha1",
      kind: "Instrumentation",
      metadata: { name: "default", namespace: "observability" },
      spec: {
        exporter: { endpoint: props.endpoint },
        propagators: ["tracecontext", "baggage", "xray"],
        sampler: { type: "parentbased_traceidratio", argument: "0.25" },
      },
    });
  });

  it.each([
    [{ endpoint: "otel-agent:4318" }, /endpoint is no URL of OTLP over HTTP; got "otel-agent:4318"/],
    [{ endpoint: "http://otel-agent:4317" }, /endpoint is no URL of OTLP over HTTP; got "http:\/\/otel-agent:4317"/],
    [{ samplePercent: 101 }, /samplePercent is no percentage; got 101/],
  ])("refuses %j", (change, message) => {
    expect(() => autoInstrumentation({ ...props, ...change })).toThrow(message);
  });
});

describe("instrumentationAnnotation", () => {
  it.each(["java", "nodejs", "python", "dotnet"] as const)("asks for %s", (language) => {
    expect(instrumentationAnnotation(language, props)).toEqual({
      [`instrumentation.opentelemetry.io/inject-${language}`]: "observability/default",
    });
  });
});
