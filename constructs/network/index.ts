export * from "./flow-logs";
export * from "./network-ref";
export * from "./network";
export * from "./vpc-endpoints";
