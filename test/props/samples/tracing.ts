import { XraySampling } from "../../../constructs/tracing/xray-sampling";
import { XrayTraceGroup } from "../../../constructs/tracing/xray-trace-group";
import { sampleOf } from "../sample";

export const tracing = {
  XraySampling: sampleOf(XraySampling)({
    least: () => ({ samplingRuleName: "obs-test" }),
    variants: {
      fixedRate: { value: 0.5 },
      reservoirPerSecond: { value: 0 },
      priority: { value: 1 },
      serviceName: { value: "shop-*" },
    },
  }),
  XrayTraceGroup: sampleOf(XrayTraceGroup)({
    least: () => ({ groupName: "obs-test", filterExpression: 'annotation.cluster = "test"' }),
  }),
};
