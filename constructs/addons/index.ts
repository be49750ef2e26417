export * from "./fluent-bit";
export * from "./kube-prometheus-stack-props";
export * from "./kube-prometheus-stack";
export * from "./metrics-server";
export * from "./collector-values";
export * from "./otel-agent";
export * from "./otel-collector";
