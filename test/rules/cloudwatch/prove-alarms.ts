import { type CloudwatchAlarmRule, cloudwatchAlarmRules } from "../../../rules/cloudwatch-alarms";
import { CLOUDWATCH_CASES } from "./cases";
import { alarmStates } from "./evaluate-alarm";

/** The alarms that the cases are about. */
export const PROVED_ALARMS = cloudwatchAlarmRules({ maxActiveSeries: 1_000_000 });

/** What is wrong with an alarm in its cases, as sentences; none when it is proved. */
export function alarmCaseFaults(rule: CloudwatchAlarmRule): string[] {
  const { alarm } = rule;
  const cases = CLOUDWATCH_CASES.filter((each) => each.alarm === alarm);
  return [
    ...(cases.length === 0 ? [`${alarm} has no case.`] : []),
    ...cases.flatMap(({ points, from, until, nearMiss }) => {
      const states = alarmStates(rule, points);
      const on = states.flatMap((state, period) => (state ? [period] : []));
      const wanted = Array.from({ length: until - from }, (_, index) => from + index);
      const missed = alarmStates(rule, nearMiss).indexOf(true);
      return [
        ...(on.join() === wanted.join() ? [] : [`${alarm} is on in periods ${on.join()}, not from ${from} until ${until}.`]),
        ...(missed === -1 ? [] : [`${alarm} goes on in period ${missed} of the near miss.`]),
      ];
    }),
  ];
}
