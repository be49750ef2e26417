import type { AlertReceiver } from "../core/alert-receivers";
import { type AlertRouting, HEARTBEAT_ALERT, type QuietHours } from "../core/alert-routing";
import { Duration } from "../core/duration";
import { alertmanagerReceiver, type AlertmanagerTarget } from "./alertmanager-receivers";

type Severity = "page" | "ticket";

/** A team's own receivers for one severity, under the name that its route gives. */
interface TeamReceiver {
  readonly name: string;
  readonly team: string;
  readonly receivers: readonly AlertReceiver[];
}

const QUIET = "quiet-hours";
/** Gets the sign of life where nobody watches it. */
const NOBODY = "nobody";

/**
 * The configuration of an Alertmanager without its templates, in its own spelling; `amtool` checks it. Whatever has no severity goes
 * to the tickets, so that nothing is lost.
 */
export function alertmanagerConfig(routing: AlertRouting, target: AlertmanagerTarget): object {
  const { heartbeat, quietHours = [] } = routing;
  return {
    route: rootRoute(routing),
    inhibit_rules: inhibitRules(routing),
    ...(quietHours.length === 0 ? {} : { time_intervals: [{ name: QUIET, time_intervals: quietHours.map(timeInterval) }] }),
    receivers: [
      ...(["page", "ticket"] as const).flatMap((severity) =>
        [{ name: severity, receivers: routing[severity] }, ...teamReceivers(routing, severity)].map(({ name, receivers }) =>
          alertmanagerReceiver(name, receivers, { severity, sendResolved: true }, target),
        ),
      ),
      heartbeat === undefined
        ? { name: NOBODY }
        : alertmanagerReceiver("heartbeat", [heartbeat.receiver], { severity: "ticket", sendResolved: false }, target),
    ],
  };
}

function rootRoute(routing: AlertRouting): object {
  const {
    groupBy = ["cluster", "namespace", "alertname"],
    repeatPages = Duration.hours(4),
    repeatTickets = Duration.days(1),
  } = routing;
  return {
    receiver: "ticket",
    group_by: [...groupBy],
    group_wait: "30s",
    group_interval: "5m",
    repeat_interval: repeatTickets.toPrometheus(),
    routes: [
      heartbeatRoute(routing),
      {
        ...severityRoute(routing, "page"),
        group_wait: "10s",
        repeat_interval: repeatPages.toPrometheus(),
      },
      severityRoute(routing, "ticket"),
    ],
  };
}

function heartbeatRoute({ heartbeat }: AlertRouting): object {
  const every = (heartbeat?.every ?? Duration.minutes(5)).toPrometheus();
  return {
    receiver: heartbeat === undefined ? NOBODY : "heartbeat",
    matchers: [`alertname="${HEARTBEAT_ALERT}"`],
    group_by: ["cluster", "alertname"],
    group_wait: "0s",
    group_interval: every,
    repeat_interval: every,
  };
}

function severityRoute(routing: AlertRouting, severity: Severity): object {
  // Routes below a muted one are not muted by themselves.
  const muted = () => (severity === "ticket" && (routing.quietHours ?? []).length > 0 ? { mute_time_intervals: [QUIET] } : {});
  const teams = teamReceivers(routing, severity);
  return {
    receiver: severity,
    matchers: [`severity="${severity}"`],
    ...muted(),
    ...(teams.length === 0
      ? {}
      : { routes: teams.map(({ name, team }) => ({ receiver: name, matchers: [`owner="${team}"`], ...muted() })) }),
  };
}

function teamReceivers({ teams = {} }: AlertRouting, severity: Severity): TeamReceiver[] {
  return Object.entries(teams).flatMap(([team, { [severity]: receivers }]) =>
    receivers === undefined ? [] : [{ name: `${severity}-${team}`, team, receivers }],
  );
}

function inhibitRules({ inhibitions = [] }: AlertRouting): object[] {
  return [
    // A page about something makes the ticket about the same thing superfluous.
    inhibitRule(['severity="page"'], ['severity="ticket"'], ["cluster", "namespace", "alertname"]),
    // A budget that burns fast burns slowly as well. Not by `service`: Prometheus in a cluster puts the exporter's there, so that one
    // exporter's page would mute the tickets of all that it reports. Alertmanager takes a label that both lack for the same.
    inhibitRule(['severity="page"', 'slo!=""'], ['severity="ticket"'], ["cluster", "slo"]),
    ...inhibitions.map(({ when, mute, sameLabels }) => inhibitRule(when, mute, sameLabels)),
  ];
}

function inhibitRule(source: readonly string[], target: readonly string[], equal: readonly string[]): object {
  return { source_matchers: [...source], target_matchers: [...target], equal: [...equal] };
}

function timeInterval({ days, from = "00:00", to = "24:00", timeZone }: QuietHours): object {
  const times =
    from < to
      ? [{ start_time: from, end_time: to }]
      : [
          { start_time: from, end_time: "24:00" },
          { start_time: "00:00", end_time: to },
        ];
  return { times, ...(days === undefined ? {} : { weekdays: [...days] }), location: timeZone };
}
