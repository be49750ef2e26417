export * from "./cluster-size";
export * from "./expected-series";
export * from "./job-series";
export * from "./workspace-price";
