import { stringify } from "yaml";
import { runbookPage } from "../../rules/rule";
import type { AlertCase, ExpectedAlert, GroupCases, RecordingCase, SeriesValues } from "./rule-case";

/** The cases of a group as a file for `promtool test rules`. */
export function renderPromtoolTests(cases: GroupCases, ruleFile: string): string {
  const step = cases.stepMinutes ?? 1;
  return stringify(
    {
      rule_files: [ruleFile],
      evaluation_interval: `${step}m`,
      tests: [...cases.alerts.flatMap((one) => alertTests(one, step)), ...recordingTests(cases.recordings, step)],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function alertTests(one: AlertCase, step: number): object[] {
  const at = (minute: number, expected: readonly ExpectedAlert[]) => ({
    alertname: one.alert,
    eval_time: `${minute}m`,
    exp_alerts: expected.map(({ labels, summary, description }) => ({
      exp_labels: labels,
      exp_annotations: { summary, description, runbook_url: runbookPage(one.alert) },
    })),
  });
  const firing = [at(one.from - step, []), at(one.from, one.fires)];
  if (one.until !== undefined) {
    firing.push(at(one.until - step, one.last ?? one.fires), at(one.until, []));
  }
  const test = (series: SeriesValues, checks: object[]) => ({ ...input(series, step), alert_rule_test: checks });
  const quiet = Array.from({ length: (one.nearMissMinutes ?? 90) / step }, (_, index) => at((index + 1) * step, []));
  return [
    test(one.series, one.from < step ? firing.slice(1) : firing),
    ...(one.nearMiss === undefined ? [] : [test(one.nearMiss, quiet)]),
  ];
}

/** Records of one course of events are looked at in one test: building the series is what takes the time. */
function recordingTests(cases: readonly RecordingCase[], step: number): object[] {
  const courses = new Map<SeriesValues, RecordingCase[]>();
  for (const one of cases) {
    courses.set(one.series, [...(courses.get(one.series) ?? []), one]);
  }
  return [...courses].map(([series, records]) => ({
    ...input(series, step),
    promql_expr_test: records.map(({ record, minute, samples, decimals }) => ({
      expr: decimals === undefined ? record : `round(${record}, ${Number(`1e-${decimals}`)})`,
      eval_time: `${minute}m`,
      exp_samples: Object.entries(samples).map(([labels, value]) => ({
        labels: decimals === undefined ? `${record.replace(/\{.*/, "")}${labels}` : labels,
        value,
      })),
    })),
  }));
}

function input(series: SeriesValues, step: number): object {
  return {
    interval: `${step}m`,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  };
}
