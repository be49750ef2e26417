import { Construct } from "constructs";
import { logAlarmRules } from "../../rules/log-alarms";
import type { LogAlarmOptions, LogAlarmRule, LogAlarmSource } from "../../rules/log-alarms/log-alarm";
import { runbookPage, type Severity } from "../../rules/rule";
import type { Duration } from "../core/duration";
import { type Fault, throwFaults } from "../core/validation";
import type { ILogGroupRef } from "./log-group-ref";
import { LogMetricAlarm } from "./log-metric-alarm";
import type { AlarmTopics } from "./log-metric-alarm-props";

/** What is changed in one of the alarms. */
export interface LogAlarmTuning {
  /**
   * So many events within the time are an alarm.
   * @default - as the rule says
   */
  readonly matches?: number;
  /**
   * Within which time, whole minutes to a day.
   * @default - as the rule says
   */
  readonly within?: Duration;
  /**
   * Who is told.
   * @default - as the rule says
   */
  readonly severity?: Severity;
  /**
   * Whether the alarm is left out.
   * @default false
   */
  readonly off?: boolean;
}

/** What `LogContentAlarms` are made of. */
export interface LogContentAlarmsProps extends LogAlarmOptions {
  /** First part of the alarms' names, such as `obs-production`; `-` and the rule's name follow. Changing it replaces the alarms. */
  readonly alarmNamePrefix: string;
  /** Where the metrics stand in CloudWatch, such as `obs-production/logs`; their names are those of the rules. */
  readonly metricNamespace: string;
  /** Who is told, by severity. */
  readonly topics: AlarmTopics;
  /** The groups by what they hold; an alarm reads all groups of its source, and is left out where there is none. */
  readonly logGroups: Readonly<Partial<Record<LogAlarmSource, readonly ILogGroupRef[]>>>;
  /**
   * Put before the runbook's path in the message; ends with a slash, such as `https://github.com/acme/observability/blob/main/`.
   * @default "" - the path inside the repository
   */
  readonly runbookBaseUrl?: string;
  /**
   * What is changed, by the name of the rule: `{ SecretReadByPerson: { matches: 5 } }`.
   * @default - nothing
   */
  readonly tuning?: Readonly<Record<string, LogAlarmTuning>>;
  /**
   * The rules.
   * @default - those of `rules/log-alarms`
   */
  readonly rules?: readonly LogAlarmRule[];
}

/**
 * Defines the alarms of `rules/log-alarms` on the log groups of an environment: anonymous access, changes of rights, sessions into
 * system pods, secrets read by people, many refused requests.
 *
 * Costs 0.10 USD a month for each alarm; a metric costs 0.30 USD a month, but only for the hours in which something matched.
 */
export class LogContentAlarms extends Construct {
  /** The alarms by the name of their rule. */
  public readonly alarms: Readonly<Record<string, LogMetricAlarm>>;

  /** @throws ValidationError when a rule that was asked for has no group, a tuned one is unknown, or CloudWatch would refuse an alarm */
  public constructor(scope: Construct, id: string, props: LogContentAlarmsProps) {
    super(scope, id);
    const rules = props.rules ?? logAlarmRules(props);
    throwFaults(`content alarms "${this.node.path}"`, [
      ...tuningFaults(rules, props.tuning ?? {}),
      ...(props.rules ?? []).flatMap((rule) => groupFaults(rule, props)),
    ]);

    const chosen = rules.filter(({ alarm, reads }) => props.tuning?.[alarm]?.off !== true && groupsOf(reads, props).length > 0);
    this.alarms = Object.fromEntries(chosen.map((rule) => [rule.alarm, this.createAlarm(rule, props)]));
  }

  private createAlarm(rule: LogAlarmRule, props: LogContentAlarmsProps): LogMetricAlarm {
    const { matches, within, severity } = { ...rule, ...definedOf(props.tuning?.[rule.alarm]) };
    return new LogMetricAlarm(this, rule.alarm, {
      alarmName: `${props.alarmNamePrefix}-${rule.alarm}`,
      summary: rule.summary,
      runbookUrl: `${props.runbookBaseUrl ?? ""}${runbookPage(rule.alarm)}`,
      severity,
      topics: props.topics,
      logGroups: groupsOf(rule.reads, props),
      pattern: rule.pattern,
      metricNamespace: props.metricNamespace,
      metricName: rule.alarm,
      threshold: matches,
      period: within,
    });
  }
}

function groupsOf(source: LogAlarmSource, { logGroups }: LogContentAlarmsProps): readonly ILogGroupRef[] {
  return logGroups[source] ?? [];
}

function definedOf(tuning: LogAlarmTuning = {}): LogAlarmTuning {
  return Object.fromEntries(Object.entries(tuning).filter(([, value]) => value !== undefined));
}

function tuningFaults(rules: readonly LogAlarmRule[], tuning: Readonly<Record<string, LogAlarmTuning>>): Fault[] {
  const known = rules.map(({ alarm }) => alarm);
  return Object.keys(tuning)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: `tuning.${name}`,
      problem: "names no alarm",
      allowed: known.join(", "),
      fix: "write the name as the rule has it",
    }));
}

function groupFaults({ alarm, reads }: LogAlarmRule, props: LogContentAlarmsProps): Fault[] {
  if (groupsOf(reads, props).length > 0) {
    return [];
  }
  return [
    {
      path: `logGroups.${reads}`,
      problem: `gives the alarm ${alarm} no group to read`,
      fix: `give the ${reads} group, or leave the rule out`,
    },
  ];
}
