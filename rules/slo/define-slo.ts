import { Duration } from "../../constructs/core/duration";
import type { AlertRule, RecordingRule } from "../rule";

/** Counters that tell how many events were bad; selectors are PromQL without a range, such as `requests_total{code=~"5.."}`. */
export type Sli =
  | {
      /** All events. */
      readonly total: string;
      /** Those that broke the promise. */
      readonly bad: string;
    }
  | {
      /** All events: the `_count` of a histogram. */
      readonly total: string;
      /** Those that kept the promise: the bucket up to the longest time that is good. */
      readonly good: string;
    };

/** What is promised about a service, over 30 days. */
export interface SloProps {
  /** Begins the names of the two alerts, in PascalCase: `<name>BudgetBurnsFast` and `<name>BudgetBurnsSlowly`. */
  readonly name: string;
  /** What the promise is about, in kebab-case; label `slo` of every series: `apiserver-availability`. */
  readonly slo: string;
  /** The service as people call it; begins the summaries. */
  readonly service: string;
  /** What a bad event is, as a clause after "requests that": `end with an error`. */
  readonly bad: string;
  /** Share of good events, above 0 and below 1, such as 0.999. */
  readonly objective: number;
  readonly sli: Sli;
  /** Team that mends it; becomes the label `owner` of the alerts. */
  readonly owner: string;
}

/** A promise as rules. They belong in one group, in this order. */
export interface Slo {
  readonly props: SloProps;
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly AlertRule[];
}

/**
 * How fast the budget of 30 days burns, in a long window and in a short one that ends the alert soon after the trouble. A factor of
 * 14.4 spends 2 % of the budget in an hour, 6 spends 5 % in 6 hours, 3 and 1 spend 10 % in a day and in 3 days.
 *
 * @see Google, The Site Reliability Workbook, chapter 5
 */
export const BURN_WINDOWS = {
  fast: [
    { long: Duration.hours(1), short: Duration.minutes(5), factor: 14.4 },
    { long: Duration.hours(6), short: Duration.minutes(30), factor: 6 },
  ],
  slow: [
    { long: Duration.days(1), short: Duration.hours(2), factor: 3 },
    { long: Duration.days(3), short: Duration.hours(6), factor: 1 },
  ],
} as const;

/** Rates of bad and of all events; every longer window is made of these two series, not of the counters. */
export const SLI_BAD = "slo:sli_bad:rate5m";
export const SLI_TOTAL = "slo:sli_total:rate5m";
/** Share of the budget of 30 days that is left; below 0 the promise is broken. */
export const BUDGET_REMAINING = "slo:error_budget_remaining:ratio30d";

/** Name of the record of the share of bad events in a window. */
export function errorRatio(window: Duration): string {
  return `slo:sli_error:ratio_rate${window.toPrometheus()}`;
}

/**
 * Renders a promise as recording rules and two alerts: one that pages while the budget burns fast, one that makes a ticket.
 *
 * @throws Error when the objective is not a share
 */
export function defineSlo(props: SloProps): Slo {
  if (!(props.objective > 0 && props.objective < 1)) {
    throw new Error(`SLO "${props.slo}": the objective ${props.objective} is not a share above 0 and below 1, such as 0.999.`);
  }
  return { props, recordings: recordings(props), alerts: [fastBurn(props), slowBurn(props)] };
}

function recordings({ slo, sli, objective }: SloProps): RecordingRule[] {
  const labels = { slo };
  const windows = [...BURN_WINDOWS.fast, ...BURN_WINDOWS.slow].flatMap(({ long, short }) => [short, long]);
  const seconds = [...new Set(windows.map((window) => window.toSeconds()))].sort((a, b) => a - b);
  return [
    { record: SLI_BAD, expr: badRate(sli), labels },
    { record: SLI_TOTAL, expr: rate(sli.total), labels },
    ...seconds.map((amount) => {
      const window = Duration.seconds(amount);
      return { record: errorRatio(window), expr: ratioOver(slo, window.toPrometheus()), labels };
    }),
    {
      record: BUDGET_REMAINING,
      expr: `1 - (${ratioOver(slo, "30d")}) / ${rounded(1 - objective)}`,
      labels,
    },
  ];
}

function rate(selector: string): string {
  return `sum by (cluster) (rate(${selector}[5m]))`;
}

/** No bad event must be 0 and not a gap, which would count as never having been asked. */
function badRate(sli: Sli): string {
  return "good" in sli ? `${rate(sli.total)} - ${rate(sli.good)}` : `${rate(sli.bad)} or 0 * ${rate(sli.total)}`;
}

/** Weighted by traffic, and read from two series: the counters over 3 days would be millions of samples at every evaluation. */
function ratioOver(slo: string, window: string): string {
  const sum = (record: string) => `sum_over_time(${record}{slo="${slo}"}[${window}])`;
  return `${sum(SLI_BAD)} / (${sum(SLI_TOTAL)} > 0)`;
}

interface BurnWindow {
  readonly long: Duration;
  readonly short: Duration;
  readonly factor: number;
}

function burns({ slo, objective }: SloProps, windows: readonly BurnWindow[]): string {
  return windows
    .map(({ long, short, factor }) => {
      const above = (window: Duration) => `${errorRatio(window)}{slo="${slo}"} > ${rounded(factor * (1 - objective))}`;
      return `(${above(long)} and ${above(short)})`;
    })
    .join(" or ");
}

function fastBurn(props: SloProps): AlertRule {
  return {
    alert: `${props.name}BudgetBurnsFast`,
    expr: burns(props, BURN_WINDOWS.fast),
    for: Duration.minutes(2),
    severity: "page",
    owner: props.owner,
    summary: `${props.service}: {{ $value | humanizePercentage }} of the requests ${props.bad}.`,
    description:
      `The promise is that fewer than ${percent(1 - props.objective)} of the requests ${props.bad}. At this pace the error budget of ` +
      "30 days is gone within 5 days or sooner.",
  };
}

function slowBurn(props: SloProps): AlertRule {
  return {
    alert: `${props.name}BudgetBurnsSlowly`,
    expr: burns(props, BURN_WINDOWS.slow),
    for: Duration.minutes(15),
    severity: "ticket",
    owner: props.owner,
    summary: `${props.service}: {{ $value | humanizePercentage }} of the requests ${props.bad}.`,
    description:
      `The promise is that fewer than ${percent(1 - props.objective)} of the requests ${props.bad}. At this pace the error budget ` +
      "does not last for 30 days.",
  };
}

function percent(share: number): string {
  return `${rounded(100 * share)} %`;
}

/** 14.4 * (1 - 0.999) is 0.014400000000000013 to a computer, and 0.0144 to a reader. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
