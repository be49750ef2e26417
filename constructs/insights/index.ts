export * from "./archive-alarms";
export * from "./cloudwatch-alarms";
export * from "./cloudwatch-dashboard";
export * from "./devops-guru";
