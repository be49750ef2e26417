import { ARCHIVE_HOUR_FORMAT } from "../../constructs/logs/log-archive-table";
import { formatUtc } from "../../local/archive/firehose-prefix";
import type { AthenaQuery } from "../../queries/saved-query";
import { sqlText } from "./bound-sql";
import type { ArchivedEvent, Fact } from "./events/fact";
import type { ExpectedValue, PlainValue } from "./query-rows";

const HOUR = 3_600_000;

/** The time that the generated events cover. */
export interface Span {
  /** The hour that follows the last one with events, in milliseconds since 1970. */
  readonly end: number;
}

/** Works out what a query must give, from what the events mean and not from their text. */
export interface Computation {
  /** Takes the next event that the query's window holds. */
  see(event: ArchivedEvent): void;
  /** The rows, in order. */
  rows(): readonly (readonly ExpectedValue[])[];
}

/** What a query is asked, and what it must answer. */
export interface Expectation {
  readonly query: AthenaQuery;
  /** First hour that it reads, counted back from the end: 24 is a day before. */
  readonly fromHours: number;
  /** Last hour that it reads, counted back from the end. @default 0 - all until the end */
  readonly toHours?: number;
  /** Arguments after the two hours. @default - none */
  readonly arguments?: readonly string[];
  /** Begins to compute the expected rows. */
  begin(span: Span): Computation;
}

/** Fits a fact of one kind. */
export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;

/** An event of one kind. */
export type EventOf<Kind extends Fact["kind"]> = ArchivedEvent & { readonly fact: FactOf<Kind> };

/** Whether an event is of a kind. */
export function isA<Kind extends Fact["kind"]>(kind: Kind, event: ArchivedEvent): event is EventOf<Kind> {
  return event.fact.kind === kind;
}

/** A request that changes something. */
export const WRITES: readonly string[] = ["create", "update", "patch", "delete", "deletecollection"];

/** Lists the matching events, each once, in order of time and id: one row each. */
export function listing<Kind extends Fact["kind"]>(
  kind: Kind,
  matches: (event: EventOf<Kind>) => boolean,
  row: (event: EventOf<Kind>) => readonly PlainValue[],
): Computation {
  const found = new Map<string, EventOf<Kind>>();
  return {
    see: (event) => {
      if (isA(kind, event) && matches(event)) {
        found.set(event.id, event);
      }
    },
    rows: () => [...found.values()].sort((a, b) => a.timestamp - b.timestamp || compareText(a.id, b.id)).map(row),
  };
}

/** The events of one group of an aggregation. */
export interface Group {
  readonly keys: readonly PlainValue[];
  /** How many there are, copies included. */
  count: number;
  /** Ids, so that copies count once; only when asked for. */
  readonly ids: Set<string>;
  first: number;
  last: number;
  /** Sums and sets of the query's own. */
  readonly sums: Record<string, number>;
  readonly sets: Record<string, Set<PlainValue>>;
}

/** Groups the matching events by keys and gives one row for each group. */
export function grouping(options: {
  /** Keys of the event's group; undefined leaves it out. */
  readonly keys: (event: ArchivedEvent) => readonly PlainValue[] | undefined;
  /** Adds to sums and sets. @default - nothing to add */
  readonly add?: (group: Group, event: ArchivedEvent) => void;
  /** Whether ids are kept. @default false */
  readonly distinct?: boolean;
  readonly row: (group: Group) => readonly ExpectedValue[];
  /** Order of the rows. */
  readonly order: (a: readonly ExpectedValue[], b: readonly ExpectedValue[]) => number;
  /** Leaves groups out. @default - none */
  readonly having?: (group: Group) => boolean;
}): Computation {
  const groups = new Map<string, Group>();
  return {
    see: (event) => {
      const keys = options.keys(event);
      if (keys === undefined) {
        return;
      }
      const name = keys.join("\n");
      let group = groups.get(name);
      if (group === undefined) {
        group = { keys, count: 0, ids: new Set(), first: Infinity, last: -Infinity, sums: {}, sets: {} };
        groups.set(name, group);
      }
      group.count += 1;
      group.first = Math.min(group.first, event.timestamp);
      group.last = Math.max(group.last, event.timestamp);
      if (options.distinct) {
        group.ids.add(event.id);
      }
      options.add?.(group, event);
    },
    rows: () =>
      [...groups.values()]
        .filter(options.having ?? (() => true))
        .map(options.row)
        .sort(options.order),
  };
}

/** Orders rows by columns, given by their index, the smallest first; `desc` turns one round. Null comes last either way. */
export function by(
  ...columns: readonly (number | Descending)[]
): (a: readonly ExpectedValue[], b: readonly ExpectedValue[]) => number {
  return (a, b) => {
    for (const column of columns) {
      const [at, sign] = typeof column === "number" ? [column, 1] : [column.desc, -1];
      const difference = compareValues(a[at]!, b[at]!, sign);
      if (difference !== 0) {
        return difference;
      }
    }
    return 0;
  };
}

/** A column whose largest value comes first. */
export function desc(column: number): Descending {
  return { desc: column };
}

interface Descending {
  readonly desc: number;
}

function compareValues(a: ExpectedValue, b: ExpectedValue, sign: number): number {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b)));
}

/** As Trino compares text: by code points, whatever the language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first and the last hour that a query is asked for, as the partition column has them. */
export function hoursOf({ fromHours, toHours = 0 }: Expectation, span: Span): readonly [from: string, to: string] {
  const hour = (before: number) => formatUtc(ARCHIVE_HOUR_FORMAT, new Date(span.end - before * HOUR));
  return [hour(fromHours), hour(toHours)];
}

/** The arguments of a query, as SQL literals: the two hours when it asks for them, then its own. */
export function literalsOf(expectation: Expectation, span: Span): readonly string[] {
  const hours = expectation.query.parameters.length > 0 ? hoursOf(expectation, span) : [];
  return [...hours, ...(expectation.arguments ?? [])].map(sqlText);
}
