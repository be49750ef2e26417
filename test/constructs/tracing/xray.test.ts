import { describe, expect, it } from "vitest";
import { XraySampling, type XraySamplingProps } from "../../../constructs/tracing/xray-sampling";
import { XrayTraceGroup, type XrayTraceGroupProps } from "../../../constructs/tracing/xray-trace-group";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesiseGroup = (props: Partial<XrayTraceGroupProps> = {}) =>
  synthesise((scope) => {
    new XrayTraceGroup(scope, "Traces", {
      groupName: "production",
      filterExpression: 'annotation.cluster = "production"',
      ...props,
    });
  });
const synthesiseTracing = (props: Partial<XraySamplingProps> = {}) =>
  synthesise((scope) => {
    new XraySampling(scope, "Sampling", { samplingRuleName: "production", ...props });
  });

describe("XrayTraceGroup", () => {
  it("groups by the filter, without paid insights", () => {
    expect(onlyResourceOf(synthesiseGroup(), "aws_xray_group")).toMatchObject({
      group_name: "production",
      filter_expression: 'annotation.cluster = "production"',
      insights_configuration: { insights_enabled: false, notifications_enabled: false },
    });
  });

  it.each([
    ["x".repeat(33), /groupName makes a name that is too long.*33 characters/],
    ["Default", /groupName is a name that X-Ray keeps for itself/],
  ])("rejects the name %s", (groupName, message) => {
    expect(() => synthesiseGroup({ groupName })).toThrow(message);
  });
});

describe("XraySampling", () => {
  it("samples one request a second and five percent of the rest of every service", () => {
    expect(onlyResourceOf(synthesiseTracing(), "aws_xray_sampling_rule")).toMatchObject({
      rule_name: "production",
      fixed_rate: 0.05,
      reservoir_size: 1,
      priority: 5000,
      service_name: "*",
      url_path: "*",
      version: 1,
    });
  });

  it.each([0, 1])("accepts a share of %d", (fixedRate) => {
    expect(onlyResourceOf(synthesiseTracing({ fixedRate }), "aws_xray_sampling_rule").fixed_rate).toBe(fixedRate);
  });

  it.each([-0.1, 5, Number.NaN])("rejects a share of %d", (fixedRate) => {
    expect(() => synthesiseTracing({ fixedRate })).toThrow(/fixedRate is no share.*allowed: 0 to 1/);
  });

  it.each([
    ["reservoirPerSecond", -1],
    ["reservoirPerSecond", 1.5],
    ["priority", 0],
    ["priority", 10_000],
  ] as const)("rejects %s of %d", (prop, value) => {
    expect(() => synthesiseTracing({ [prop]: value })).toThrow(`${prop} is out of range; got ${value}`);
  });

  it("rejects a name taken by X-Ray and an empty service, both at once", () => {
    expect(() => synthesiseTracing({ samplingRuleName: "Default", serviceName: "" })).toThrow(
      /2 faults.*samplingRuleName is a name that X-Ray keeps for itself.*serviceName/s,
    );
  });
});
