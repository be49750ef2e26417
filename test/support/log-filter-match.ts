import type {
  FilterCondition,
  FilterField,
  FilterRegex,
  FilterStep,
  FilterText,
  FilterValue,
  LogFilterPattern,
} from "../../constructs/logs/log-filter-pattern";

/**
 * How the one thing is read that AWS does not document: whether `$.a != "x"` matches an event that has no `a`. A pattern that ships
 * must give the same answer both ways.
 */
export interface FilterReading {
  readonly missingIsUnequal: boolean;
}

/** Both readings. */
export const FILTER_READINGS: readonly FilterReading[] = [{ missingIsUnequal: true }, { missingIsUnequal: false }];

/** Whether an event matches a pattern, as the CloudWatch Logs User Guide describes it ("Filter pattern syntax", read 2026-11). */
export function matchesFilter(pattern: LogFilterPattern, message: string, reading: FilterReading): boolean {
  switch (pattern.kind) {
    case "everything":
      return true;
    case "terms":
      return matchesTerms(pattern, message);
    case "json": {
      const event = parsedObject(message);
      return event !== undefined && holds(pattern.condition, (field) => valuesAt(event, field), reading);
    }
    case "columns":
      return matchesColumns(pattern, columnsOf(message), reading);
  }
}

function matchesTerms({ terms }: Extract<LogFilterPattern, { kind: "terms" }>, message: string): boolean {
  const found = (value: FilterText | FilterRegex) =>
    value.kind === "regex" ? new RegExp(value.regex).test(message) : message.includes(value.text);
  const optional = terms.filter(({ mode }) => mode === "optional");
  return (
    terms.every(({ mode, value }) => mode === "optional" || found(value) === (mode === "required")) &&
    (optional.length === 0 || optional.some(({ value }) => found(value)))
  );
}

function holds(
  condition: FilterCondition,
  valuesOf: (field: FilterField) => readonly unknown[],
  reading: FilterReading,
): boolean {
  switch (condition.kind) {
    case "and":
      return condition.conditions.every((part) => holds(part, valuesOf, reading));
    case "or":
      return condition.conditions.some((part) => holds(part, valuesOf, reading));
    case "missing":
      return valuesOf(condition.field).length === 0;
    case "is":
      return valuesOf(condition.field).includes(condition.value);
    case "compare": {
      const values = valuesOf(condition.field);
      const { operator, value } = condition;
      if (values.length === 0) {
        return operator === "!=" && reading.missingIsUnequal;
      }
      return values.some((actual) => isPlainValue(actual) && compares(actual, operator, value));
    }
  }
}

/** A selector that points to a list, an object or nothing at all compares with nothing. */
function isPlainValue(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function compares(actual: string | number | boolean, operator: string, value: FilterValue): boolean {
  if (value.kind === "number" && operator !== "=" && operator !== "!=") {
    const number = Number(actual);
    const results: Record<string, boolean> = {
      "<": number < value.number,
      ">": number > value.number,
      "<=": number <= value.number,
      ">=": number >= value.number,
    };
    return results[operator]!;
  }
  return isEqual(actual, value) === (operator === "=");
}

function isEqual(actual: string | number | boolean, value: FilterValue): boolean {
  if (value.kind === "number") {
    return actual !== "" && Number(actual) === value.number;
  }
  return value.kind === "regex" ? new RegExp(value.regex).test(String(actual)) : wildcard(value.text).test(String(actual));
}

/** `*` at the beginning and at the end stands for anything; between, it is a character as any other. */
function wildcard(text: string): RegExp {
  const inner = text.replace(/^\*|\*$/g, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${text.startsWith("*") ? "" : "^"}${inner}${text.endsWith("*") ? "" : "$"}`, "s");
}

function parsedObject(message: string): object | undefined {
  try {
    const value = JSON.parse(message) as unknown;
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands at a path; several values where a step is a wildcard, none where the path leads nowhere. */
function valuesAt(value: unknown, [step, ...rest]: FilterField): readonly unknown[] {
  if (step === undefined) {
    return [value];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return childrenAt(value, step).flatMap((child) => valuesAt(child, rest));
}

function childrenAt(value: object, step: FilterStep): readonly unknown[] {
  if (typeof step === "object") {
    return Object.values(value);
  }
  return step in value && Array.isArray(value) === (typeof step === "number")
    ? [(value as Record<string | number, unknown>)[step]]
    : [];
}

/** Fields between spaces; brackets and quotes make one field of several words. */
function columnsOf(message: string): readonly string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(
    ([, inBrackets, inQuotes, word]) => inBrackets ?? inQuotes ?? word!,
  );
}

function matchesColumns(
  { columns }: Extract<LogFilterPattern, { kind: "columns" }>,
  fields: readonly string[],
  reading: FilterReading,
): boolean {
  const rest = columns.findIndex(({ name }) => name === "...");
  const named = rest === -1 ? columns : columns.filter(({ name }) => name !== "...");
  if (rest === -1 ? fields.length !== named.length : fields.length < named.length) {
    return false;
  }
  const skipped = fields.length - named.length;
  const byName = new Map(
    named.map(({ name }, index) => [name, fields[rest === -1 || index < rest ? index : index + skipped]!] as const),
  );
  const valuesOf = ([name]: FilterField) => (byName.has(name as string) ? [byName.get(name as string)] : []);
  return named.every(({ condition }) => condition === undefined || holds(condition, valuesOf, reading));
}
