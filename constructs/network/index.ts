export * from "./flow-log-fields";
export * from "./flow-logs";
export * from "./network-props";
export * from "./network-ref";
export * from "./network";
export * from "./subnet-plan";
export * from "./vpc-endpoints";
