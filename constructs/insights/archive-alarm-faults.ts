import { Duration } from "../core/duration";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, wholeNumberFaults } from "../core/validation";
import type { ArchiveAlarmsProps } from "./archive-alarms-props";

/** @see CloudWatch PutMetricAlarm: AlarmName, 255 characters; ours leave room for the suffix (read 2026-11) */
const ALARM_PREFIX: NameLimit = { kind: "prefix of CloudWatch alarms", maxCharacters: 200, pattern: /^[\w .:/-]+$/ };

/** Firehose keeps what it can't deliver for 24 hours: an alarm beyond that would only tell of the loss. */
const MAX_AGE_RANGE = { min: Duration.minutes(15), max: Duration.hours(12) };

const ENOUGH = 1_000_000_000;

/** What is wrong with the props of archive alarms. */
export function archiveAlarmFaults(props: ArchiveAlarmsProps): Fault[] {
  return [
    ...nameFaults("alarmNamePrefix", props.alarmNamePrefix, ALARM_PREFIX),
    ...ageFaults(props.maxAge),
    ...wholeNumberFaults("successPercent", props.successPercent, 1, 100, "percent"),
    ...wholeNumberFaults("quotaPercent", props.quotaPercent, 1, 100, "percent"),
    ...wholeNumberFaults("throttledRecords", props.throttledRecords, 1, ENOUGH, "records"),
    ...wholeNumberFaults("failedConversions", props.failedConversions, 1, ENOUGH, "records"),
    ...wholeNumberFaults("keyErrors", props.keyErrors, 1, ENOUGH, "refusals"),
    ...budgetFaults(props.dailyBudgetGibibytes),
    ...streamFaults(props.deliveryStreamNames),
    ...silenceFaults(props.silentAfter),
    ...forwardingFaults(props),
  ];
}

function ageFaults(maxAge: Duration | undefined): Fault[] {
  const { min, max } = MAX_AGE_RANGE;
  const seconds = maxAge?.toSeconds();
  if (seconds === undefined || (seconds >= min.toSeconds() && seconds <= max.toSeconds())) {
    return [];
  }
  return [
    {
      path: "maxAge",
      problem: "is out of range",
      got: maxAge?.toString(),
      allowed: `${min.toString()} to ${max.toString()}`,
      fix: "choose a time within the range, such as Duration.minutes(30)",
    },
  ];
}

/** @see CloudWatch PutMetricAlarm: an alarm on an expression reads at most 10 metrics and expressions (read 2026-11) */
const MOST_STREAMS = 9;

function streamFaults({ length }: readonly string[]): Fault[] {
  if (length >= 1 && length <= MOST_STREAMS) {
    return [];
  }
  const problem = "are none, or too many for one alarm";
  const fix = "watch the others with another ArchiveAlarms";
  return [{ path: "deliveryStreamNames", problem, got: length, allowed: `1 to ${MOST_STREAMS}`, fix }];
}

function budgetFaults(gibibytes: number | undefined): Fault[] {
  if (gibibytes === undefined || (Number.isFinite(gibibytes) && gibibytes > 0)) {
    return [];
  }
  return [
    {
      path: "dailyBudgetGibibytes",
      problem: "is no amount",
      got: String(gibibytes),
      allowed: "more than 0 GiB",
      fix: "give what the archive may take in a day, or leave it out",
    },
  ];
}

function silenceFaults(silentAfter: Duration | undefined): Fault[] {
  return wholeNumberFaults("silentAfter", silentAfter && silentAfter.toSeconds() / 3600, 1, 24, "hours");
}

function forwardingFaults({ subscriptionFilterName: name, forwardingErrors }: ArchiveAlarmsProps): Fault[] {
  const faults = wholeNumberFaults("forwardingErrors", forwardingErrors, 1, ENOUGH, "events");
  if (name === undefined && forwardingErrors !== undefined) {
    faults.push({
      path: "forwardingErrors",
      problem: "is a threshold of alarms that there are only with subscriptionFilterName",
      got: forwardingErrors,
      fix: "name the subscription filters, or leave it out",
    });
  }
  // The name stands in a query, between single quotes.
  if (name !== undefined && !/^[^:*']{1,512}$/.test(name)) {
    faults.push({
      path: "subscriptionFilterName",
      problem: "is no name of a subscription filter",
      got: name,
      allowed: "1 to 512 characters without : * and '",
      fix: "give the name that the filters of all groups have",
    });
  }
  return faults;
}
