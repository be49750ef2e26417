import type { AlertReceiver } from "./alert-receivers";
import type { AlertInhibition, AlertRouting, AlertRoutingOptions, QuietHours, TeamReceivers } from "./alert-routing";
import { Duration } from "./duration";
import { type Fault, patternFaults } from "./validation";

/** The longest time between two notifications of one alert. @see AMP Service Quotas, `repeat_interval` (read 2026-11) */
const REPEAT_MAX = Duration.days(5);

/** The shortest one: below it Alertmanager repeats at each group interval anyway. */
const REPEAT_MIN = Duration.minutes(5);

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const MATCHER = /^[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)"[^"\\\n]*"$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const TIME_ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/;

/** A receiver and where in the description it stands. */
export interface PlacedReceiver {
  readonly path: string;
  readonly receiver: AlertReceiver;
}

/** Every receiver of a routing. */
export function receiversOf({ page, ticket, teams = {}, heartbeat }: AlertRouting): PlacedReceiver[] {
  return [
    ...placed("page", page),
    ...placed("ticket", ticket),
    ...Object.entries(teams).flatMap(([team, receivers]) => [
      ...placed(`teams.${team}.page`, receivers.page ?? []),
      ...placed(`teams.${team}.ticket`, receivers.ticket ?? []),
    ]),
    ...(heartbeat === undefined ? [] : [{ path: "heartbeat.receiver", receiver: heartbeat.receiver }]),
  ];
}

/** What no Alertmanager could work with. What only one of them refuses is found where its configuration is rendered. */
export function alertRoutingFaults(routing: AlertRouting): Fault[] {
  const { heartbeat, quietHours = [], inhibitions = [], teams = {} } = routing;
  return [
    ...emptyFaults("page", routing.page),
    ...emptyFaults("ticket", routing.ticket),
    ...Object.entries(teams).flatMap(([team, receivers]) => teamFaults(team, receivers)),
    ...receiversOf(routing).flatMap(receiverFaults),
    ...groupFaults(routing),
    ...durationFaults("repeatPages", routing.repeatPages, REPEAT_MIN, REPEAT_MAX),
    ...durationFaults("repeatTickets", routing.repeatTickets, REPEAT_MIN, REPEAT_MAX),
    ...durationFaults("heartbeat.every", heartbeat?.every, Duration.minutes(1), Duration.days(1)),
    ...quietHours.flatMap((hours, index) => quietHoursFaults(`quietHours[${index}]`, hours)),
    ...inhibitions.flatMap((inhibition, index) => inhibitionFaults(`inhibitions[${index}]`, inhibition)),
  ];
}

function placed(path: string, receivers: readonly AlertReceiver[]): PlacedReceiver[] {
  return receivers.map((receiver, index) => ({ path: `${path}[${index}]`, receiver }));
}

function emptyFaults(path: string, values: readonly unknown[] | undefined): Fault[] {
  return values?.length === 0
    ? [{ path, problem: "names nobody", allowed: "at least one receiver", fix: "name who hears of these alerts" }]
    : [];
}

function teamFaults(team: string, { page, ticket }: TeamReceivers): Fault[] {
  const path = `teams.${team}`;
  return [
    ...patternFaults(path, team, /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "letters, digits, `_`, `.` and `-`: a value of the label owner"),
    ...emptyFaults(`${path}.page`, page),
    ...emptyFaults(`${path}.ticket`, ticket),
    ...(page === undefined && ticket === undefined
      ? [{ path, problem: "changes nothing", fix: "give it page or ticket receivers, or leave the team out" }]
      : []),
  ];
}

function receiverFaults({ path, receiver }: PlacedReceiver): Fault[] {
  switch (receiver.type) {
    case "email":
      return [
        ...emptyFaults(`${path}.to`, receiver.to),
        ...receiver.to.flatMap((address, index) =>
          patternFaults(`${path}.to[${index}]`, address, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, "name@example.com"),
        ),
      ];
    case "slack":
      return patternFaults(`${path}.channel`, receiver.channel, /^[#@]\S+$/, "a channel or a person: #platform, @oncall");
    case "webhook":
      return typeof receiver.url === "string" ? urlFaults(`${path}.url`, receiver.url) : [];
    default:
      return [];
  }
}

/** Without encryption an alert stays within the cluster or the machine. */
function urlFaults(path: string, url: string): Fault[] {
  return patternFaults(
    path,
    url,
    /^(https:\/\/[^\s/]+|http:\/\/([^\s/:]+\.svc(\.cluster\.local)?|127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/,
    "https://..., or http:// to a service of the cluster (.svc) or to loopback",
  );
}

function groupFaults({ groupBy = [] }: AlertRoutingOptions): Fault[] {
  return groupBy.flatMap((label, index) => patternFaults(`groupBy[${index}]`, label, LABEL, "the name of a label"));
}

function durationFaults(path: string, value: Duration | undefined, min: Duration, max: Duration): Fault[] {
  const seconds = value?.toSeconds();
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= min.toSeconds() && seconds <= max.toSeconds())) {
    return [];
  }
  return [
    {
      path,
      problem: "is out of range",
      got: value?.toString(),
      allowed: `whole seconds from ${min.toString()} to ${max.toString()}`,
      fix: "choose a time within the range, such as Duration.hours(4)",
    },
  ];
}

function quietHoursFaults(path: string, { days, from = "00:00", to = "24:00", timeZone }: QuietHours): Fault[] {
  const noTime = from === to || (from === "00:00" && to === "24:00" && days === undefined);
  return [
    ...patternFaults(`${path}.from`, from, TIME, "HH:MM from 00:00 to 23:59"),
    ...(to === "24:00" ? [] : patternFaults(`${path}.to`, to, TIME, "HH:MM from 00:00 to 24:00")),
    ...patternFaults(`${path}.timeZone`, timeZone, TIME_ZONE, "a name of the IANA data base, such as Europe/Berlin"),
    ...(days?.length === 0 || noTime
      ? [
          {
            path,
            problem: noTime ? "is never or always" : "has no days",
            got: `${from}-${to}`,
            fix: "say on which days and between which times tickets wait",
          },
        ]
      : []),
  ];
}

function inhibitionFaults(path: string, { when, mute, sameLabels }: AlertInhibition): Fault[] {
  const matchers = (name: string, values: readonly string[]): Fault[] =>
    values.length === 0
      ? [
          {
            path: `${path}.${name}`,
            problem: "matches every alert",
            fix: 'name the alerts by matchers such as alertname="NodeDown"',
          },
        ]
      : values.flatMap((value, index) =>
          patternFaults(`${path}.${name}[${index}]`, value, MATCHER, 'label="value", =~, != or !~'),
        );
  return [
    ...matchers("when", when),
    ...matchers("mute", mute),
    ...sameLabels.flatMap((label, index) => patternFaults(`${path}.sameLabels[${index}]`, label, LABEL, "the name of a label")),
  ];
}
