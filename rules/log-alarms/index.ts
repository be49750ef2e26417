import { CLOUDTRAIL_LOG_ALARMS } from "./cloudtrail";
import { controlPlaneLogAlarms } from "./control-plane";
import type { LogAlarmOptions, LogAlarmRule } from "./log-alarm";

/** Every alarm on log events. */
export function logAlarmRules(options: LogAlarmOptions = {}): readonly LogAlarmRule[] {
  return [...controlPlaneLogAlarms(options), ...CLOUDTRAIL_LOG_ALARMS];
}
