export * from "./aws-otlp-config";
export * from "./collector-components";
export * from "./collector-config";
export * from "./collector-pipelines";
export * from "./xray-sampling";
export * from "./xray-trace-group";
