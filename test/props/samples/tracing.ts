import { XraySampling } from "../../../constructs/tracing/xray-sampling";
import { XrayTraceGroup } from "../../../constructs/tracing/xray-trace-group";
import { XrayTracing } from "../../../constructs/tracing/xray-tracing";
import { key, location } from "../../support/sample-references";
import { sampleOf } from "../sample";

const oneRule = { samplingRules: [{ samplingRuleName: "obs-test", priority: 10 }] };

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
  XrayTracing: sampleOf(XrayTracing)({
    least: () => ({ location }),
    variants: {
      samplingRules: { value: [{ samplingRuleName: "obs-test", priority: 10 }] },
      "samplingRules[].fixedRate": { value: 0.5, with: oneRule },
      "samplingRules[].reservoirPerSecond": { value: 0, with: oneRule },
      "samplingRules[].serviceName": { value: "shop-*", with: oneRule },
      encryptionKey: { value: key },
      transactionSearch: { value: { policyName: "obs-spans", indexPercent: 1 } },
    },
  }),
  XrayTraceGroup: sampleOf(XrayTraceGroup)({
    least: () => ({ groupName: "obs-test", filterExpression: 'annotation.cluster = "test"' }),
  }),
};
