import { type AlarmSource, type CloudwatchAlarmRule, isQuery } from "../../rules/cloudwatch-alarms";
import { runbookPage } from "../../rules/rule";
import { alarmDescription, alarmDescriptionFaults, alarmNameFaults, alarmWindowFaults } from "../core/alarm-limits";
import { Duration } from "../core/duration";
import { type Fault, wholeNumberFaults } from "../core/validation";
import type { CloudwatchAlarmsProps } from "./cloudwatch-alarms-props";

/** @see CloudWatch API, PutMetricAlarm: at most 10 metrics and expressions in one alarm (read 2026-11) */
const MOST_READ = 10;

/** @see CloudWatch API, PutCompositeAlarm: AlarmRule, at most 100 alarms (read 2026-11) */
const MOST_GATHERED = 100;

/** How far back CloudWatch Metrics Insights reads in an alarm. @see CloudWatch User Guide, "Metrics Insights quotas" (read 2026-11) */
const QUERY_WINDOW = Duration.hours(3);

/** What the person who is told reads. */
export function cloudwatchAlarmDescription(
  { summary, severity, twinOf }: CloudwatchAlarmRule,
  runbookBaseUrl: string | undefined,
): string {
  return alarmDescription(summary, severity, `${runbookBaseUrl ?? ""}${runbookPage(twinOf)}`);
}

/** What is wrong with alarms, and with the one above those that page. */
export function cloudwatchAlarmFaults(props: CloudwatchAlarmsProps): Fault[] {
  const { rules, suppressor } = props;
  const names = rules.map(({ alarm }) => alarm);
  const paging = rules.filter(({ severity }) => severity === "page").length;
  return [
    ...(rules.length > 0 ? [] : [{ path: "rules", problem: "are none", fix: "give at least one, or leave the construct out" }]),
    ...(paging <= MOST_GATHERED
      ? []
      : [
          {
            path: "rules",
            problem: "page in a number that one alarm can't gather",
            got: paging,
            allowed: `at most ${MOST_GATHERED}`,
            fix: "make tickets of some, or divide them",
          },
        ]),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ path: `rules.${name}`, problem: "stands twice", fix: "give each alarm a name of its own" })),
    ...rules.flatMap((rule) => ruleFaults(rule, props)),
    ...wholeNumberFaults("suppressor.wait", suppressor?.wait.toSeconds(), 0, 3600, "seconds"),
    ...wholeNumberFaults("suppressor.extension", suppressor?.extension.toSeconds(), 0, 3600, "seconds"),
  ];
}

function ruleFaults(rule: CloudwatchAlarmRule, { alarmNamePrefix, runbookBaseUrl }: CloudwatchAlarmsProps): Fault[] {
  const { alarm, period, of, atLeast, above } = rule;
  const path = `rules.${alarm}`;
  const faults = [
    ...alarmNameFaults("alarm", `${alarmNamePrefix}-${alarm}`),
    ...alarmDescriptionFaults("summary", cloudwatchAlarmDescription(rule, runbookBaseUrl)),
    ...alarmWindowFaults({ period, evaluationPeriods: of, datapointsToAlarm: atLeast }),
    ...(Number.isFinite(above) ? [] : [{ path: "above", problem: "is no number", got: String(above), fix: "give a number" }]),
    ...readFaults(rule),
    ...windowFaults(rule),
  ];
  return faults.map((fault) => ({ ...fault, path: `${path}.${fault.path}` }));
}

/** An expression that names what is not read is refused; what is read and not named is paid for in vain. */
function readFaults({ reads, expression }: CloudwatchAlarmRule): Fault[] {
  const ids = Object.keys(reads);
  const most = expression === undefined ? 1 : MOST_READ - 1;
  const named = expression?.match(/[a-z]\w*/g) ?? ids;
  return [
    ...(ids.length >= 1 && ids.length <= most
      ? []
      : [
          {
            path: "reads",
            problem: "are none, or more than the alarm takes",
            got: ids.length,
            allowed: expression === undefined ? "1 without an expression" : `1 to ${most}`,
            fix: "write the expression that makes one value of them, or read less",
          },
        ]),
    ...ids
      .filter((id) => !/^[a-z]\w{0,254}$/.test(id))
      .map((id) => ({
        path: `reads.${id}`,
        problem: "is no name in an expression",
        got: id,
        fix: "begin it with a small letter",
      })),
    ...[...named.filter((id) => !ids.includes(id)), ...ids.filter((id) => !named.includes(id))].map((id) => ({
      path: "expression",
      problem: ids.includes(id) ? "does not use all that is read" : "names what is not read",
      got: id,
      allowed: ids.join(", "),
      fix: "let both name the same",
    })),
  ];
}

function windowFaults({ reads, period, of }: CloudwatchAlarmRule): Fault[] {
  const seconds = period.toSeconds() * of;
  if (seconds <= QUERY_WINDOW.toSeconds() || !Object.values<AlarmSource>(reads).some(isQuery)) {
    return [];
  }
  return [
    {
      path: "of",
      problem: "makes a window that is too long for a query",
      got: `${of} periods of ${period.toString()}`,
      allowed: `${QUERY_WINDOW.toString()} in all`,
      fix: "look at fewer or shorter periods",
    },
  ];
}
