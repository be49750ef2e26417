/** What a function is for, and how many arguments it takes. */
export interface InsightsFunction {
  /** `aggregate` stands in `stats` only, `value` everywhere. */
  readonly kind: "aggregate" | "value";
  readonly least: number;
  readonly most: number;
  /** Whether its result is true or false, so that it may stand as a condition. @default false */
  readonly condition?: true;
  /** Which argument is a period such as 5m. @default - none */
  readonly period?: number;
}

const value = (least: number, most = least): InsightsFunction => ({ kind: "value", least, most });
const condition = (least: number, most = least): InsightsFunction => ({ kind: "value", least, most, condition: true });
const aggregate = (least: number, most = least): InsightsFunction => ({ kind: "aggregate", least, most });

/**
 * The functions of Logs Insights, as its documentation spells them.
 *
 * @see CloudWatch Logs User Guide, "Boolean, comparison, numeric, datetime, and other functions" and "stats" (read 2026-11)
 */
export const INSIGHTS_FUNCTIONS: ReadonlyMap<string, InsightsFunction> = new Map(
  Object.entries({
    abs: value(1),
    ceil: value(1),
    floor: value(1),
    greatest: value(2, Infinity),
    least: value(2, Infinity),
    log: value(1),
    sqrt: value(1),
    bin: { ...value(1), period: 0 },
    datefloor: { ...value(2), period: 1 },
    dateceil: { ...value(2), period: 1 },
    fromMillis: value(1),
    toMillis: value(1),
    now: value(0),
    ispresent: condition(1),
    isPresent: condition(1),
    coalesce: value(1, Infinity),
    if: value(3),
    jsonParse: value(1),
    jsonStringify: value(1),
    isValidIp: condition(1),
    isValidIpv4: condition(1),
    isValidIpv6: condition(1),
    isIpInSubnet: condition(2),
    isIpv4InSubnet: condition(2),
    isIpv6InSubnet: condition(2),
    isempty: condition(1),
    isblank: condition(1),
    concat: value(1, Infinity),
    ltrim: value(1, 2),
    rtrim: value(1, 2),
    trim: value(1, 2),
    strlen: value(1),
    toupper: value(1),
    tolower: value(1),
    substr: value(2, 3),
    replace: value(3),
    strcontains: value(2),
    unmask: value(1),
    avg: aggregate(1),
    count: aggregate(0, 1),
    count_distinct: aggregate(1),
    max: aggregate(1),
    min: aggregate(1),
    pct: aggregate(2),
    stddev: aggregate(1),
    sum: aggregate(1),
    earliest: aggregate(1),
    latest: aggregate(1),
    sortsFirst: aggregate(1),
    sortsLast: aggregate(1),
  }),
);

/** Units of a period, and the largest number that each takes; the rest is said in the next larger unit. */
const UNITS: readonly (readonly [names: readonly string[], most: number])[] = [
  [["ms", "msec", "millisecond"], 1000],
  [["s", "sec", "second"], 60],
  [["m", "min", "minute"], 60],
  [["h", "hr", "hour"], 24],
  [["d", "day"], Infinity],
  [["w", "week"], Infinity],
  [["mo", "mon", "month"], Infinity],
  [["q", "qtr", "quarter"], Infinity],
  [["y", "yr", "year"], Infinity],
];

/** The largest number that a unit takes; undefined when there is no such unit. Names of more than one letter may end with s. */
export function mostOfUnit(unit: string): number | undefined {
  return UNITS.find(([names]) => names.some((name) => unit === name || (name.length > 1 && unit === `${name}s`)))?.[1];
}
