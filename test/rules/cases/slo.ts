import type { AlertCase, ExpectedAlert, GroupCases, RecordingCase, SeriesValues } from "../rule-case";

/** A stretch of minutes with so many requests a minute, of which so many are bad. */
type Stretch = readonly [minutes: number, total: number, bad: number];

/** How a promise is proved: its two rates from the counters, and the same courses of those rates for all. */
interface SloSubject {
  readonly name: string;
  readonly slo: string;
  readonly owner: string;
  /** Share of requests that may be bad. */
  readonly budget: number;
  /** `1.5` becomes the summary's percentage for a budget of 0.1 %, and ten times as much for 1 %. */
  readonly summary: (percent: string) => string;
  readonly promise: string;
  /** The counters that a course of events leaves. */
  readonly series: (stretches: readonly Stretch[], stepMinutes: number) => SeriesValues;
  /** Which of the counters the promise does not speak of. @default - none: it speaks of all */
  readonly others?: RegExp;
}

/** A counter that goes up by what `perMinute` says of each stretch. */
function counter(stretches: readonly Stretch[], stepMinutes: number, perMinute: (total: number, bad: number) => number): string {
  let value = 0;
  const parts = ["0"];
  for (const [minutes, total, bad] of stretches) {
    const rise = perMinute(total, bad) * stepMinutes;
    const samples = minutes / stepMinutes;
    parts.push(`${short(value + rise)}+${short(rise)}x${samples - 1}`);
    value += rise * samples;
  }
  return parts.join(" ");
}

function short(value: number): number {
  return Number(value.toPrecision(12));
}

const good = (total: number, bad: number) => total - bad;
const all = (total: number) => total;
const onlyBad = (_: number, bad: number) => bad;

const subjects: readonly SloSubject[] = [
  {
    name: "ApiServerAvailability",
    slo: "apiserver-availability",
    owner: "platform",
    budget: 0.001,
    summary: (percent) => `API server: ${percent}% of the requests end with an error of the server.`,
    promise: "The promise is that fewer than 0.1 % of the requests end with an error of the server.",
    others: /verb="(WATCH|CONNECT)"/,
    series: (stretches, step) => {
      const requests = (verb: string, code: string) =>
        `apiserver_request_total{cluster="c", instance="10.0.0.1:443", verb="${verb}", code="${code}"}`;
      return {
        [requests("GET", "200")]: counter(stretches, step, good),
        [requests("GET", "500")]: counter(stretches, step, onlyBad),
        // A watch that the server ends is no broken promise, and watches don't make up for errors.
        [requests("WATCH", "500")]: counter(stretches, step, all),
        [requests("CONNECT", "200")]: counter(stretches, step, all),
      };
    },
  },
  {
    name: "ApiServerLatency",
    slo: "apiserver-latency",
    owner: "platform",
    budget: 0.01,
    summary: (percent) => `API server: ${percent}% of the requests take longer than a second.`,
    promise: "The promise is that fewer than 1 % of the requests take longer than a second.",
    others: /verb="LIST"/,
    series: (stretches, step) => {
      const requests = (metric: string, verb: string, le = "") =>
        `apiserver_request_sli_duration_seconds_${metric}{cluster="c", instance="10.0.0.1:443", verb="${verb}"${le}}`;
      return {
        [requests("count", "GET")]: counter(stretches, step, all),
        // Prometheus 2 and 3 write the bound in two ways; a rolling upgrade shows both.
        [requests("bucket", "GET", ', le="0.5"')]: counter(stretches, step, (total) => total / 4),
        [requests("bucket", "GET", ', le="1"')]: counter(stretches, step, (total, bad) => (total - bad) / 2),
        [requests("bucket", "GET", ', le="1.0"')]: counter(stretches, step, (total, bad) => (total - bad) / 2),
        [requests("bucket", "GET", ', le="+Inf"')]: counter(stretches, step, all),
        // Lists may take their time.
        [requests("count", "LIST")]: counter(stretches, step, all),
        [requests("bucket", "LIST", ', le="1"')]: counter(stretches, step, (total) => total / 2),
      };
    },
  },
  {
    name: "ShipItAvailability",
    slo: "shipit-availability",
    owner: "shipit",
    budget: 0.001,
    summary: (percent) => `ShipIt Clicker: ${percent}% of the requests end with an error of the server.`,
    promise: "The promise is that fewer than 0.1 % of the requests end with an error of the server.",
    series: (stretches, step) => {
      const requests = (status: string) =>
        `http_request_duration_seconds_count{cluster="c", namespace="shipit", pod="shipit-1", method="GET", route="/", status_code="${status}"}`;
      return {
        [requests("200")]: counter(stretches, step, good),
        [requests("503")]: counter(stretches, step, onlyBad),
      };
    },
  },
  {
    name: "ShipItLatency",
    slo: "shipit-latency",
    owner: "shipit",
    budget: 0.01,
    summary: (percent) => `ShipIt Clicker: ${percent}% of the requests take longer than half a second.`,
    promise: "The promise is that fewer than 1 % of the requests take longer than half a second.",
    series: (stretches, step) => {
      const requests = (metric: string, le = "") =>
        `http_request_duration_seconds_${metric}{cluster="c", namespace="shipit", pod="shipit-1", status_code="200"${le}}`;
      return {
        [requests("count")]: counter(stretches, step, all),
        [requests("bucket", ', le="0.25"')]: counter(stretches, step, (total) => total / 4),
        [requests("bucket", ', le="0.5"')]: counter(stretches, step, good),
      };
    },
  },
];

const HOUR = 60;
const DAY = 24 * HOUR;

/** A course of the rates of events, and what people read in the first and in the last minute of the alert. */
interface Course {
  readonly when: string;
  readonly stretches: readonly Stretch[];
  readonly from: number;
  readonly until: number;
  /** Share of bad requests in budgets, as the summary says it. */
  readonly shown: readonly [first: number, last: number];
  readonly nearMiss: readonly Stretch[];
}

/** Minutes with a thousand requests, of which so many budgets' worth are bad. */
const pace = (minutes: number, budgets: number, total = 1000): Stretch => [minutes, total, total * budgets];

const fastCourses: readonly Course[] = [
  {
    when: "15 budgets for an hour, then a little less than 14.4",
    stretches: [pace(6 * HOUR, 0), pace(70, 15), pace(40, 14)],
    from: 420,
    until: 432,
    shown: [15, 14.97],
    nearMiss: [pace(6 * HOUR, 0), pace(2 * HOUR, 14)],
  },
  {
    when: "6.3 budgets for 6 hours, then a little less than 6",
    stretches: [pace(6 * HOUR, 0), pace(6 * HOUR, 6.3), pace(60, 5.8)],
    from: 706,
    until: 738,
    shown: [6.056, 6.275],
    nearMiss: [pace(8 * HOUR, 5.8)],
  },
];

const slowCourses: readonly Course[] = [
  {
    when: "3.1 budgets for a day after two days with ten times the traffic, then a little less than 3",
    stretches: [pace(2 * DAY, 0, 10_000), pace(DAY, 3.1), pace(6 * HOUR, 2.9)],
    from: 4335,
    until: 4380,
    shown: [3.096, 3.092],
    nearMiss: [pace(2 * DAY, 0, 10_000), pace(DAY, 2.9)],
  },
  {
    when: "1.05 budgets for three days, then a little less than 1",
    stretches: [pace(3 * DAY, 0), pace(3 * DAY, 1.05), pace(12 * HOUR, 0.95)],
    from: 8460,
    until: 8820,
    shown: [1.006, 1.046],
    nearMiss: [pace(3 * DAY, 0.95)],
  },
];

/** The two rates as the recording rules would have stored them, so that days of events take seconds to prove. */
function rates({ slo, budget }: SloSubject, stretches: readonly Stretch[], stepMinutes: number): SeriesValues {
  const series = (metric: string, value: (stretch: Stretch) => number) => ({
    [`${metric}{cluster="c", slo="${slo}"}`]: stretches
      .map((stretch) => `${short(value(stretch))}x${stretch[0] / stepMinutes - 1}`)
      .join(" "),
  });
  return {
    ...series("slo:sli_bad:rate5m", ([, , bad]) => bad * budget),
    ...series("slo:sli_total:rate5m", ([, total]) => total),
  };
}

function alertCases(subject: SloSubject, courses: readonly Course[], step: number): AlertCase[] {
  const fast = courses === fastCourses;
  const { name, slo, owner, budget } = subject;
  const shown = (budgets: number): ExpectedAlert => ({
    labels: { severity: fast ? "page" : "ticket", owner, cluster: "c", slo },
    summary: subject.summary(`${Number((100 * budgets * budget).toPrecision(4))}`),
    description: fast
      ? `${subject.promise} At this pace the error budget of 30 days is gone within 5 days or sooner.`
      : `${subject.promise} At this pace the error budget does not last for 30 days.`,
  });
  return courses.map((course) => ({
    alert: `${name}BudgetBurns${fast ? "Fast" : "Slowly"}`,
    when: course.when,
    series: rates(subject, course.stretches, step),
    from: course.from,
    until: course.until,
    fires: [shown(course.shown[0])],
    last: [shown(course.shown[1])],
    nearMiss: rates(subject, course.nearMiss, step),
    nearMissMinutes: course.nearMiss.reduce((sum, [minutes]) => sum + minutes, 0) - step,
  }));
}

/** Twice the traffic and bad requests, a tenth, in the last two of the five minutes. */
const COUNTED: readonly Stretch[] = [
  // Prometheus takes a counter that begins with 0 for one that has just been started.
  [2, 1000, 100],
  [18, 1000, 0],
  [2, 2000, 200],
];

function rateCases(subject: SloSubject): RecordingCase[] {
  const series = subject.series(COUNTED, 2);
  // A counter of errors appears with the first one.
  const quiet = Object.fromEntries(
    Object.entries(subject.series([[20, 1000, 0]], 2)).filter(([, values]) => values !== "0 0+0x9"),
  );
  const at = (record: string, value: number, course: SeriesValues, minute: number) => ({
    record: `${record}{slo="${subject.slo}"}`,
    series: course,
    minute,
    samples: { [`{cluster="c", slo="${subject.slo}"}`]: value },
    decimals: 3,
  });
  // Where only other requests come in, nothing is promised about anything.
  const { others } = subject;
  const alone = others === undefined ? {} : Object.fromEntries(Object.entries(series).filter(([name]) => others.test(name)));
  const nothing = (record: string) => ({ ...at(record, 0, alone, 22), samples: {} });
  return [
    ...(others === undefined ? [] : [nothing("slo:sli_bad:rate5m"), nothing("slo:sli_total:rate5m")]),
    at("slo:sli_bad:rate5m", 1.667, series, 22),
    at("slo:sli_total:rate5m", 25, series, 22),
    // Without any bad request there is a zero, and not a gap.
    at("slo:sli_bad:rate5m", 0, quiet, 20),
  ];
}

/** Three days with a request in a quarter of an hour and none of them bad, and one sample of which a tenth is bad. */
const RECORDED: readonly Stretch[] = [
  [3 * DAY, 0.001, 0],
  [5, 0.001, 0.0001],
];

function ratioCases(subject: SloSubject): RecordingCase[] {
  const series = rates({ ...subject, budget: 1 }, RECORDED, 5);
  const at = (record: string, value: number) => ({
    record: `${record}{slo="${subject.slo}"}`,
    series,
    minute: 3 * DAY,
    samples: { [`{cluster="c", slo="${subject.slo}"}`]: Number(value.toFixed(7)) },
    decimals: 7,
  });
  // Nobody asks anything: there is no share, neither 0 nor "not a number".
  const idle = rates(subject, [[60, 0, 0]], 5);
  const nothing = (record: string) => ({ ...at(record, 0), series: idle, minute: 30, samples: {} });
  // Both ends of a window count in Prometheus 2.
  const ratio = (window: string, samples: number) => at(`slo:sli_error:ratio_rate${window}`, 0.1 / samples);
  return [
    ratio("5m", 2),
    ratio("30m", 7),
    ratio("1h", 13),
    ratio("2h", 25),
    ratio("6h", 73),
    ratio("1d", 289),
    ratio("3d", 865),
    at("slo:error_budget_remaining:ratio30d", 1 - 0.1 / 865 / subject.budget),
    ...["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map((window) => nothing(`slo:sli_error:ratio_rate${window}`)),
    nothing("slo:error_budget_remaining:ratio30d"),
  ];
}

/** Shares as the recording rules would have stored them: both of the first pair far above, then one of each pair exactly at its bound. */
function boundCase(subject: SloSubject, courses: readonly Course[], step: number): AlertCase {
  const { slo, budget } = subject;
  const fast = courses === fastCourses;
  const pairs = fast
    ? ([
        ["1h", "5m", 14.4],
        ["6h", "30m", 6],
      ] as const)
    : ([
        ["1d", "2h", 3],
        ["3d", "6h", 1],
      ] as const);
  const share = (window: string) => `slo:sli_error:ratio_rate${window}{cluster="c", slo="${slo}"}`;
  const [[long, short]] = pairs;
  const high = 0.5;
  const bounds = pairs.flatMap(([first, second, factor]): [string, string][] => {
    const bound = Number((factor * budget).toPrecision(6));
    return [
      [share(first), `${bound}x9 ${high}x9`],
      [share(second), `${high}x9 ${bound}x9`],
    ];
  });
  const [template] = alertCases(subject, courses, step);
  const [shown] = template!.fires;
  return {
    ...template!,
    when: "half of the requests are bad; and never at the bound itself",
    series: { [share(long)]: `0x3 ${high}x9`, [share(short)]: `0x3 ${high}x9` },
    from: 4 * step + (fast ? 2 : 15),
    until: undefined,
    fires: [{ ...shown!, summary: subject.summary("50") }],
    last: undefined,
    nearMiss: Object.fromEntries(bounds),
    nearMissMinutes: 19 * step,
  };
}

/** A bad first day, seen from the day 20, when it counts, and from the day 40, when it is forgotten; and a bad day 34, seen from there. */
function budgetCases(subject: SloSubject): RecordingCase[] {
  const first: readonly Stretch[] = [
    [DAY, 1, 0.1],
    [40 * DAY, 1, 0],
  ];
  const late: readonly Stretch[] = [
    [34 * DAY, 1, 0],
    [DAY, 1, 0.1],
    [10 * DAY, 1, 0],
  ];
  const at = (course: readonly Stretch[], day: number, value: number): RecordingCase => ({
    record: `slo:error_budget_remaining:ratio30d{slo="${subject.slo}"}`,
    series: rates({ ...subject, budget: 1 }, course, 6 * HOUR),
    minute: day * DAY,
    samples: { [`{cluster="c", slo="${subject.slo}"}`]: Number(value.toFixed(7)) },
    decimals: 7,
  });
  // Four bad samples a day, of which there are four.
  return [
    at(first, 20, 1 - (4 * 0.1) / 81 / subject.budget),
    at(first, 40, 1),
    at(late, 40, 1 - (4 * 0.1) / 121 / subject.budget),
  ];
}

export const slos: readonly GroupCases[] = subjects.flatMap((subject) => [
  {
    group: `slo-${subject.slo}`,
    alerts: [...alertCases(subject, fastCourses, 2), boundCase(subject, fastCourses, 2)],
    recordings: rateCases(subject),
    stepMinutes: 2,
  },
  {
    group: `slo-${subject.slo}`,
    alerts: [...alertCases(subject, slowCourses, 15), boundCase(subject, slowCourses, 15)],
    recordings: [],
    stepMinutes: 15,
  },
  { group: `slo-${subject.slo}`, alerts: [], recordings: budgetCases(subject), stepMinutes: 6 * HOUR },
  { group: `slo-${subject.slo}`, alerts: [], recordings: ratioCases(subject), stepMinutes: 5 },
]);
