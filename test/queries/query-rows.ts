/** What an engine gave. */
export interface QueryRows {
  readonly columns: readonly string[];
  /** Rows in the order of the result; values as the engine's JSON has them. */
  readonly rows: readonly (readonly unknown[])[];
}

/** A value that can be compared across engines: times are milliseconds since 1970, numbers are numbers. */
export type PlainValue = string | number | null;

/** An expected value; an approximate one lies between two numbers, both included. */
export type ExpectedValue = PlainValue | { readonly least: number; readonly most: number };

/**
 * What is wrong with a result, as sentences; none when it is the expected one. Rows are compared in order.
 *
 * @param types types of the columns, as the query declares them
 */
export function rowFaults(
  result: QueryRows,
  expected: { readonly columns: readonly string[]; readonly rows: readonly (readonly ExpectedValue[])[] },
  types: readonly string[],
): readonly string[] {
  if (result.columns.join() !== expected.columns.join()) {
    return [`The columns are ${result.columns.join(", ")} instead of ${expected.columns.join(", ")}.`];
  }
  if (expected.rows.length === 0) {
    return ["Nothing is expected, so nothing is proved: the generated events hold no case for this query."];
  }
  const faults =
    result.rows.length === expected.rows.length
      ? []
      : [`There are ${result.rows.length} rows instead of ${expected.rows.length}.`];
  for (const [index, wanted] of expected.rows.entries()) {
    const got = (result.rows[index] ?? []).map((value, at) => plainValue(value, types[at]!));
    const differing = expected.columns.filter((_, at) => !fits(got[at], wanted[at]!, types[at] === "double"));
    if (differing.length > 0) {
      faults.push(
        `Row ${index} differs in ${differing.join(", ")}: got ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}.`,
      );
    }
  }
  return faults.slice(0, 5);
}

/** A value of either engine: `2026-11-20 09:12:33.123 UTC` from Trino, `2026-11-20 09:12:33.123+00` from DuckDB, bigints as text. */
function plainValue(value: unknown, type: string): PlainValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (type.startsWith("timestamp")) {
    const text = String(value)
      .replace(/( UTC|\+00(:00)?)$/, "Z")
      .replace(" ", "T");
    // Microseconds of DuckDB come from dividing by 1000.0 in binary.
    return Math.round(new Date(text.replace(/(\.\d{3})\d+Z$/, "$1Z")).getTime() + microseconds(text));
  }
  return type === "bigint" || type === "double" ? Number(value) : String(value);
}

function microseconds(text: string): number {
  return Number(/\.\d{3}(\d{3})Z$/.exec(text)?.[1] ?? 0) / 1000;
}

/** Counts and times are exact; a calculated number may differ in its last binary digits. */
function fits(got: PlainValue | undefined, wanted: ExpectedValue, calculated: boolean): boolean {
  if (typeof got === "number" && typeof wanted === "object" && wanted !== null) {
    return got >= wanted.least && got <= wanted.most;
  }
  if (typeof got === "number" && typeof wanted === "number" && calculated) {
    return Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  }
  return got === wanted;
}
