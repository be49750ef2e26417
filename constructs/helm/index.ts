export * from "./chart-values";
export * from "./eks-helm-provider";
export * from "./helm-chart";
export * from "./kubernetes-none";
