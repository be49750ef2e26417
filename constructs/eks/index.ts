export * from "./access-entry";
export * from "./cluster-ref";
export * from "./eks-addon";
export * from "./eks-cluster";
export * from "./managed-node-group";
