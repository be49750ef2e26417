/** A column of a Glue table. */
export interface HiveColumn {
  /** Name, in lower case. */
  readonly name: string;
  /** Hive type, such as `array<struct<id:string,timestamp:bigint>>`. */
  readonly type: string;
}

/** A Hive type that was read. */
export type HiveType =
  | { readonly kind: "scalar"; readonly duckDb: string }
  | { readonly kind: "array"; readonly element: HiveType }
  | { readonly kind: "struct"; readonly fields: readonly HiveField[] };

/** A field of a Hive struct. */
export interface HiveField {
  /** Name, in lower case. */
  readonly name: string;
  /** Type of its values. */
  readonly type: HiveType;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "VARCHAR",
  boolean: "BOOLEAN",
  tinyint: "TINYINT",
  smallint: "SMALLINT",
  int: "INTEGER",
  bigint: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/**
 * Reads a Hive type.
 *
 * @throws Error when the type is not supported or is written wrongly
 */
export function parseHiveType(text: string): HiveType {
  const [type, rest] = readType(text.replace(/\s+/g, ""), text);
  if (rest !== "") {
    throw unreadable(text, rest);
  }
  return type;
}

/** A Hive type as DuckDB writes it: `array<string>` is `VARCHAR[]`, `struct<id:string>` is `STRUCT("id" VARCHAR)`. */
export function duckDbTypeOf(type: HiveType): string {
  switch (type.kind) {
    case "scalar":
      return type.duckDb;
    case "array":
      return `${duckDbTypeOf(type.element)}[]`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${quoted(field.name)} ${duckDbTypeOf(field.type)}`).join(", ")})`;
  }
}

/** A name with the quotes of SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

type Reading<T> = readonly [read: T, rest: string];

function readType(text: string, whole: string): Reading<HiveType> {
  if (text.startsWith("array<")) {
    const [element, rest] = readType(text.slice("array<".length), whole);
    return [{ kind: "array", element }, withoutClosing(rest, whole)];
  }
  if (text.startsWith("struct<")) {
    return readStruct(text.slice("struct<".length), whole);
  }
  const name = /^[a-z]+/.exec(text)?.[0] ?? "";
  const duckDb = SCALARS[name];
  if (duckDb === undefined) {
    throw unreadable(whole, text);
  }
  return [{ kind: "scalar", duckDb }, text.slice(name.length)];
}

function readStruct(text: string, whole: string): Reading<HiveType> {
  const fields: HiveField[] = [];
  let rest = `,${text}`;
  while (rest.startsWith(",")) {
    const name = /^,([^:<>,]+):/.exec(rest);
    if (name === null) {
      throw unreadable(whole, rest);
    }
    const [type, afterField] = readType(rest.slice(name[0].length), whole);
    fields.push({ name: name[1]!, type });
    rest = afterField;
  }
  return [{ kind: "struct", fields }, withoutClosing(rest, whole)];
}

function withoutClosing(text: string, whole: string): string {
  if (!text.startsWith(">")) {
    throw unreadable(whole, text);
  }
  return text.slice(1);
}

function unreadable(whole: string, rest: string): Error {
  const supported = [...Object.keys(SCALARS), "array<...>", "struct<name:...>"].join(", ");
  return new Error(`The Hive type "${whole}" can't be read at "${rest}"; supported are ${supported}.`);
}
