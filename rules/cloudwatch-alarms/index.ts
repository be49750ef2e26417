import type { CloudwatchAlarmRule } from "./cloudwatch-alarm";
import { EKS_ALARMS } from "./eks";
import { workspaceAlarms, type WorkspaceAlarmOptions } from "./workspace";

export * from "./cloudwatch-alarm";

/** Every alarm that does without Prometheus. Firehose and log groups have theirs in `ArchiveAlarms`. */
export function cloudwatchAlarmRules(options: WorkspaceAlarmOptions = {}): readonly CloudwatchAlarmRule[] {
  return [...EKS_ALARMS, ...workspaceAlarms(options)];
}
