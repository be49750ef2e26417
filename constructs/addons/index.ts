export * from "./cluster-exporters";
export * from "./fluent-bit";
export * from "./kube-prometheus-stack-props";
export * from "./kube-prometheus-stack";
export * from "./metrics-server";
export * from "./namespaces";
export * from "./otel-collector";
export * from "./scraping-collector";
