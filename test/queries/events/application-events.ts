import type { ApplicationFact, SourceEvent } from "./fact";
import type { Random } from "./random";

/** A container that writes log lines. */
export interface Workload {
  readonly namespace: string;
  /** Name of the container. */
  readonly workload: string;
  /** Whether it writes levels as words or, as pino does, as numbers. */
  readonly levels: "words" | "numbers";
  /** In how many of a hundred cases it writes JSON. */
  readonly jsonPercent: number;
  readonly medianMilliseconds: number;
}

/** The workloads of the observed cluster: a game in the manner of ShipIt Clicker, and what stands around it. */
export const WORKLOADS: readonly Workload[] = [
  { namespace: "games", workload: "shipit", levels: "numbers", jsonPercent: 100, medianMilliseconds: 8 },
  { namespace: "games", workload: "lobby", levels: "words", jsonPercent: 95, medianMilliseconds: 25 },
  { namespace: "games", workload: "matchmaker", levels: "words", jsonPercent: 100, medianMilliseconds: 120 },
  { namespace: "payments", workload: "ledger", levels: "words", jsonPercent: 90, medianMilliseconds: 60 },
  { namespace: "payments", workload: "legacy-batch", levels: "words", jsonPercent: 0, medianMilliseconds: 0 },
];

/** The line that counts as one game. */
export const GAME_CREATED = "Game created in Redis";

/** Few, so that every trace is in several groups. */
export const TRACES: readonly string[] = Array.from(
  { length: 100 },
  (_, index) => `4bf92f3577b34da6a3ce929d0e${String(index).padStart(6, "0")}`,
);

const NUMBERS = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const;
const PLAYERS = ["ada", "zoë", "日本", "Łukasz", 'q"uote', "back\\slash"];
const PLAIN_LINES = [
  "Batch 17 finished without error",
  // Looks like a game, an error and an OOM kill to a query that only searches the text.
  `documentation: the line "${GAME_CREATED}" counts games; "level":"error" marks errors`,
  "reminder: Killed process 1 (init) is what the kernel writes",
  "Exception in thread main java.lang.IllegalStateException: level fatal",
];

/** One line of a container, as Fluent Bit forwards it. */
export function applicationEvent(
  random: Random,
  timestamp: number,
  {
    workload,
    pod,
    node,
    shape,
  }: { readonly workload: Workload; readonly pod: string; readonly node: string; readonly shape: "nested" | "merged" },
): SourceEvent {
  const fact = random.percent(workload.jsonPercent) ? jsonLine(random, workload, shape) : textLine(random, workload);
  const time = new Date(timestamp).toISOString();
  const record = {
    time,
    stream: fact.isError ? "stderr" : "stdout",
    _p: "F",
    ...contentOf(random, fact, timestamp),
    kubernetes: {
      pod_name: pod,
      namespace_name: workload.namespace,
      pod_id: "0f3b6c1e-5a44-4d0a-9c55-6a4b1d2f7e90",
      host: node,
      pod_ip: "10.40.11.23",
      container_name: workload.workload,
      docker_id: "9f2c4e".padEnd(64, "0"),
      container_image: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${workload.workload}:1.${workload.medianMilliseconds}.0`,
    },
  };
  const message = JSON.stringify(record);
  // CloudWatch cuts a line at its limit, whatever it is in the middle of. What comes before the cut Trino still reads, DuckDB does not.
  return fact.cut ? { fact: { ...fact, isError: false }, message: message.slice(0, 60) } : { fact, message };
}

function textLine(random: Random, { namespace, workload }: Workload): ApplicationFact {
  return {
    kind: "application",
    shape: "text",
    namespace,
    workload,
    isError: false,
    message: random.pick(PLAIN_LINES),
    cut: random.percent(0.5),
  };
}

function jsonLine(
  random: Random,
  { namespace, workload, levels, medianMilliseconds }: Workload,
  shape: "nested" | "merged",
): ApplicationFact {
  const level = random.weighted([
    ["debug", 10],
    ["info", 80],
    ["warn", 6],
    ["error", 3],
    ["fatal", 0.3],
  ] as const);
  const isError = level === "error" || level === "fatal";
  const game = workload === "shipit" && level === "info" && random.percent(15);
  const request = !game && random.percent(60);
  return {
    kind: "application",
    shape,
    namespace,
    workload,
    level: levels === "numbers" ? NUMBERS[level] : random.percent(50) ? level : level.toUpperCase(),
    isError,
    message: game
      ? GAME_CREATED
      : request
        ? "request completed"
        : isError
          ? "Redis connection lost"
          : `Player ${random.pick(PLAYERS)} moved`,
    traceId: random.percent(70) ? random.pick(TRACES) : undefined,
    ...(request && {
      responseMilliseconds: random.duration(medianMilliseconds),
      statusCode: isError ? random.pick([500, 503]) : random.pick([200, 200, 204, 404]),
    }),
    cut: random.percent(0.1),
  };
}

function contentOf(random: Random, fact: ApplicationFact, timestamp: number): object {
  if (fact.shape === "text") {
    return { log: fact.message };
  }
  const own = {
    level: fact.level,
    time: timestamp,
    pid: 1,
    hostname: fact.workload,
    ...(fact.traceId && { trace_id: fact.traceId, span_id: random.hex(16) }),
    ...(fact.responseMilliseconds !== undefined && {
      req: { id: random.int(1, 99_999), method: "POST", url: "/api/v2/games/" },
      res: { statusCode: fact.statusCode },
      responseTime: fact.responseMilliseconds,
    }),
    msg: fact.message,
  };
  // `time` is the record's own when the application's keys are merged into it.
  return fact.shape === "nested" ? { log_processed: own } : { ...own, time: new Date(timestamp).toISOString() };
}
