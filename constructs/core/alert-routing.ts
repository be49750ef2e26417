import type { AlertReceiver, AlertSecret } from "./alert-receivers";
import type { Duration } from "./duration";

/** The days of a week, as Alertmanager names them. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A time in which tickets wait; pages never do. What still fires at its end is sent then. */
export interface QuietHours {
  /**
   * Days on which it is quiet.
   * @default - every day
   */
  readonly days?: readonly Weekday[];
  /**
   * Beginning, `HH:MM`.
   * @default "00:00"
   */
  readonly from?: string;
  /**
   * End, `HH:MM` up to `24:00`. Earlier than `from`: the same days are quiet before it and from `from` on.
   * @default "24:00"
   */
  readonly to?: string;
  /** Zone of the times as in the IANA data base: `Europe/Berlin`, `UTC`. */
  readonly timeZone: string;
}

/** An alert that makes others superfluous while it fires. */
export interface AlertInhibition {
  /** The alert that fires, by matchers, all of which hold: `alertname="NodeNotReady"`. */
  readonly when: readonly string[];
  /** What is not sent then, by matchers. */
  readonly mute: readonly string[];
  /**
   * Labels that both must have with the same value. A label that both lack counts as the same: `when` should demand it
   * (`node!=""`) where it may be missing.
   */
  readonly sameLabels: readonly string[];
}

/** The sign of life of the monitoring itself: an alert that always fires, and somebody outside who notices when it stops. */
export interface AlertHeartbeat {
  /** Gets the sign of life; belongs to a service outside this account and cluster, which raises the alarm when it stays away. */
  readonly receiver: AlertReceiver;
  /**
   * Time between two signs: 1 minute to 1 day. The service waits at least twice as long.
   * @default Duration.minutes(5)
   */
  readonly every?: Duration;
}

/** The mail server of a routing. */
export interface AlertMailServer {
  /** Host and port, `smtp.example.com:587`; the connection is encrypted. */
  readonly host: string;
  /** The sender's address. */
  readonly from: string;
  /** Name to log in with. */
  readonly userName: string;
  /** Password to log in with. */
  readonly password: AlertSecret;
}

/** The receivers of one team, by severity. */
export interface TeamReceivers {
  /**
   * Get the team's pages.
   * @default - the routing's own
   */
  readonly page?: readonly AlertReceiver[];
  /**
   * Get the team's tickets.
   * @default - the routing's own
   */
  readonly ticket?: readonly AlertReceiver[];
}

/** What both kinds of Alertmanager understand besides the two severities' receivers. */
export interface AlertRoutingOptions {
  /**
   * Teams that hear of their own alerts, by the label `owner`.
   * @default - nobody but the two severities' receivers
   */
  readonly teams?: Readonly<Record<string, TeamReceivers>>;
  /**
   * Who watches the monitoring. Without it the alert `Watchdog` goes nowhere.
   * @default - nobody notices when alerting itself stops
   */
  readonly heartbeat?: AlertHeartbeat;
  /**
   * Labels whose values make one notification out of several alerts.
   * @default ["cluster", "namespace", "alertname"]
   */
  readonly groupBy?: readonly string[];
  /**
   * How often a page is sent again while its alert fires: 5 minutes to 5 days.
   * @default Duration.hours(4)
   */
  readonly repeatPages?: Duration;
  /**
   * How often a ticket is sent again while its alert fires: 5 minutes to 5 days.
   * @default Duration.days(1)
   */
  readonly repeatTickets?: Duration;
  /**
   * When tickets wait.
   * @default - never
   */
  readonly quietHours?: readonly QuietHours[];
  /**
   * More reasons to keep silent, on top of: a page mutes the tickets of the same alert, and those about the same objective
   * (label `slo`).
   * @default - only these two
   */
  readonly inhibitions?: readonly AlertInhibition[];
}

/**
 * Who hears of which alert, once for every Alertmanager: Amazon Managed Prometheus and the one in the cluster are rendered from it.
 * Alerts carry `severity` (`page` or `ticket`); what carries neither goes to the tickets, so that nothing is lost.
 */
export interface AlertRouting extends AlertRoutingOptions {
  /** Get alerts with severity `page`; all of them, at least one. */
  readonly page: readonly AlertReceiver[];
  /** Get alerts with severity `ticket`, and those without one; at least one. */
  readonly ticket: readonly AlertReceiver[];
  /**
   * The server that e-mail receivers use. Only in the cluster.
   * @default - none: e-mail receivers are refused
   */
  readonly smtp?: AlertMailServer;
}

/** Name of the alert that always fires. */
export const HEARTBEAT_ALERT = "Watchdog";
