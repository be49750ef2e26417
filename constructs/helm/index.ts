export * from "./chart-values";
export * from "./eks-helm-provider";
export * from "./helm-chart";
export * from "./kubernetes-object";
export * from "./raw-objects";
export * from "./kubernetes-none";
